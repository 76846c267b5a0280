import { readFile } from "node:fs/promises";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { VERBS } from "../../commands/verbs.ts";
import { parseRetention, RETAINED, resolveSettings, SETTING_SPECS } from "../../configs/mod.ts";
import { exitCode, Failure, type FailureKind } from "../../errors/mod.ts";
import { cli } from "../helpers/processes/cli.ts";

const PAGE = await readFile(new URL("../../docs/reference.md", import.meta.url), "utf8");
const OPERATIONS = await readFile(new URL("../../docs/operations.md", import.meta.url), "utf8");

/** The lines of a part of the page. */
const section = (title: string) => PAGE.split(`## ${title}\n`)[1]?.split("\n## ")[0] ?? "";

test("docs/reference.md lists every command, in the order of the help, and no others", () => {
  const listed = [...section("Commands").matchAll(/^\| `([a-z -]+)` \|/gm)].map(([, name]) => name);
  assert.equal(
    listed,
    VERBS.map(({ name }) => name),
  );
});

test("docs/reference.md lists every setting with its flag, its variable and its default, and no others", () => {
  const rows = [...section("Settings").matchAll(/^\| `(--[^`]+)` \| `([^`]+)` \| `([^`]+)` \|/gm)];
  assert.equal(
    rows.map(([, flag, variable, fallback]) => [flag, variable, fallback]),
    Object.values(SETTING_SPECS).map((spec) => [spec.flag, spec.variable, String(spec.default)]),
  );
});

test("docs/reference.md lists every exit code", () => {
  const kinds: FailureKind[] = [
    ...(["stale", "failing"] as const),
    ...(["usage", "contract", "no-input", "upstream", "cannot-create"] as const),
    ...(["io", "locked", "permission", "config", "hung-up", "interrupted", "terminated"] as const),
  ];
  const codes = [0, exitCode(new TypeError()), ...kinds.map((kind) => exitCode(new Failure(kind, "")))];
  const listed = [...section("Exit codes").matchAll(/^\| ([\d, ]+) \|/gm)];
  assert.equal(
    listed.flatMap(([, numbers = ""]) => numbers.split(",").map(Number)),
    codes.sort((a, b) => a - b),
  );
});

test("the pages and the help say that stopping serve-sample is no failure, and what prune does beside aging", async () => {
  assert.match(PAGE, /\| `serve-sample` \|.* until Ctrl\+C or SIGTERM \(exit code 0\) \|\n/);
  for (const flag of ["--future", "--missing"]) assert.ok(OPERATIONS.includes(`\`prune ${flag}\` `), flag);
  const { code, stdout } = await cli(["serve-sample", "--help"]);
  assert.is(code, 0);
  assert.ok(stdout.replace(/\s+/g, " ").includes("until Ctrl+C or SIGTERM (exit code 0)."));
});

test("docs/operations.md: its configuration files are some, with a rule for everything that can have one", () => {
  const files = [...OPERATIONS.matchAll(/```json\n(\{\n[\s\S]*?)```/g)].map(([, text = ""]) =>
    JSON.parse(text),
  );
  assert.ok(files.length >= 2);
  const file = Object.assign({}, ...files);
  const { settings } = resolveSettings({ flags: {}, environment: {}, dotenv: {}, file });
  assert.equal(Object.keys(parseRetention(settings.retention) ?? {}), [...RETAINED]);
  for (const name of RETAINED) assert.match(OPERATIONS, new RegExp(`^\\| .*\`${name}\`.* \\|`, "m"));
});

test.run();
