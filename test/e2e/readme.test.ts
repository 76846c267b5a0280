import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { VERBS } from "../../commands/verbs.ts";
import { parseFeed } from "../../configs/description/parse_feed.ts";
import { SETTING_SPECS } from "../../configs/mod.ts";
import { exitCode, Failure, type FailureKind } from "../../errors/mod.ts";
import { cli } from "../helpers/processes/cli.ts";

const README = await readFile(new URL("../../README.md", import.meta.url), "utf8");

/** The lines of the README between two of its marks, or after a line up to the end of its code block. */
const between = (start: string, end: string) => README.split(start)[1]?.split(end)[0] ?? "";

/**
 * A text without what differs from run to run: versions, times, hashes, ports, sizes, durations, and the weather, whose
 * figures are of other widths.
 */
function timeless(text: string): string {
  return text
    .replace(/\d{8}_\d{6}/g, "<version>")
    .replace(/\d{4}-\d\d-\d\d/g, "<date>")
    .replace(/127\.0\.0\.1:\d+/g, "<server>")
    .replace(/[0-9a-f]{16}\.json\.gz/g, "<hash>.json.gz")
    .replace(/\d+(\.\d+)? (ms|s|MB)\b/g, "<amount> $2")
    .replace(/<amount> m?s\b/g, "<span>")
    .replace(/\d\d:\d\d/g, "<time>")
    .replace(/ -?\d+(\.\d+)?(?= |$)/gm, " <figure>")
    .replace(/ +/g, " ")
    .trim();
}

test("the README shows the true output of the demo, and commands that work on its data", async () => {
  const cwd = await mkdtemp(join(tmpdir(), "municlima-readme-"));
  try {
    const { code, stdout, stderr } = await cli(["demo"], {
      cwd,
      env: { npm_lifecycle_event: "demo", COLUMNS: "100" },
    });
    assert.is(code, 0, stderr);
    assert.is(timeless(between("<!-- demo -->\n```", "```\n<!-- /demo -->")), timeless(stdout));
    const answers = between("### From a table to an answer", "## Commands");
    const lines = [...answers.matchAll(/^npm run -s municlima -- (.*?)(?:\s+#.*)?$/gm)];
    assert.ok(lines.length >= 4);
    for (const [i, [, line = ""]] of lines.entries()) {
      const args = (line.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replaceAll('"', ""));
      const end = await cli(args, { cwd });
      assert.is(end.code, 0, `${line}: ${end.stderr}`);
      // The weather of the demo goes with the clock: the columns stay.
      const [columns = ""] = (answers.split("```\n\n```\n")[1] ?? "").trim().split("\n");
      if (i === 0) assert.equal(end.stdout.trim().split("\n")[0]?.split(/ +/), columns.split(/ +/));
    }
  } finally {
    await rm(cwd, { recursive: true });
  }
});

test("the README lists every command, in the order of the help, and no others", () => {
  const listed = [...between("## Commands", "Each has").matchAll(/^\| `([a-z -]+)` \|/gm)].map(
    ([, name]) => name,
  );
  assert.equal(
    listed,
    VERBS.map(({ name }) => name),
  );
});

test("the README lists every setting with its flag, its variable and its default, and no others", () => {
  const rows = [
    ...between("### Settings", "### A feed").matchAll(/^\| `(--[^`]+)` \| `([^`]+)` \| `([^`]+)` \|/gm),
  ];
  assert.equal(
    rows.map(([, flag, variable, fallback]) => [flag, variable, fallback]),
    Object.values(SETTING_SPECS).map((spec) => [spec.flag, spec.variable, String(spec.default)]),
  );
});

test("the README lists every exit code", () => {
  const kinds: FailureKind[] = [
    ...(["usage", "contract", "no-input", "upstream", "cannot-create"] as const),
    ...(["io", "locked", "permission", "config", "hung-up", "interrupted", "terminated"] as const),
  ];
  const codes = [0, exitCode(new TypeError()), ...kinds.map((kind) => exitCode(new Failure(kind, "")))];
  const listed = [...between("| code | means |", "### Settings").matchAll(/^\| ([\d, ]+) \|/gm)];
  assert.equal(
    listed.flatMap(([, numbers = ""]) => numbers.split(",").map(Number)),
    codes.sort((a, b) => a - b),
  );
});

test("the README and the help say that stopping serve-sample is no failure, and what prune does beside aging", async () => {
  assert.match(README, /\| `serve-sample` \|.* until Ctrl\+C or SIGTERM \(exit code 0\) \|\n/);
  for (const flag of ["--future", "--missing"]) assert.ok(README.includes(`\`prune ${flag}\` `), flag);
  const { code, stdout } = await cli(["serve-sample", "--help"]);
  assert.is(code, 0);
  assert.ok(stdout.replace(/\s+/g, " ").includes("until Ctrl+C or SIGTERM (exit code 0)."));
});

test("the README's feed of one's own is a valid one", () => {
  const feed = parseFeed(
    JSON.parse(
      between("### A feed of your own", "## In TypeScript").split("```json")[1]?.split("```")[0] ?? "",
    ),
    "README.md",
  );
  assert.equal([feed.name, feed.key, feed.time], ["my-feed", ["ides", "idmun"], "hloc"]);
});

test.run();
