import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { program } from "../../commands/program.ts";
import { VERBS } from "../../commands/verbs.ts";
import { SETTING_SPECS } from "../../configs/mod.ts";
import { manPage } from "../../docs/man_page.ts";
import { withTemporaryFolder } from "../helpers/folders/temporary_folder.ts";
import { testWith } from "../helpers/processes/installed.ts";

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const PAGE = join(ROOT, "docs/municlima.1");

/** The page as a reader sees it, in one line. */
async function read(): Promise<string> {
  const { stdout } = await run("mandoc", ["-T", "utf8", "-O", "width=200", PAGE]);
  // Bold and underlined letters are struck over, a terminal's way of old.
  return stdout.replace(/.[\b]/g, "").replace(/\s+/g, " ");
}

test("manPage() is what is tracked, and what package.json names", async () => {
  await run("node", ["--import", "tsx", "docs/man.ts", "--check"], { cwd: ROOT });
  const manifest = JSON.parse(await readFile(join(ROOT, "package.json"), "utf8"));
  assert.equal(manifest.man, ["docs/municlima.1"]);
});

testWith("mandoc", "the man page as mandoc reads it")(
  "manPage() is one that mandoc finds no fault with",
  async () => {
    const end = await run("mandoc", ["-T", "lint", "-W", "warning", PAGE]);
    assert.is(end.stdout, "");
  },
);

testWith(
  "groff",
  "the man page as groff reads it",
  "groff-base",
)("manPage() is one that groff finds no fault with", async () => {
  const end = await run("groff", ["-man", "-ww", "-K", "utf8", "-T", "utf8", "-z", PAGE]);
  assert.is(end.stderr, "");
});

testWith("mandoc", "the man page as mandoc shows it")(
  "manPage() shows every command, every flag and every example as it is typed",
  async () => {
    const said = await read();
    for (const { name, summary, example, options } of VERBS) {
      assert.ok(said.includes(`municlima ${name}`), name);
      assert.ok(said.includes(summary), summary);
      assert.ok(said.includes(` municlima ${example} `), example);
      for (const [flags] of options) assert.ok(said.includes(flags.replace(/[<>]/g, "")), flags);
    }
    for (const { flag, value, variable, description } of Object.values(SETTING_SPECS)) {
      assert.ok(said.includes(`${flag} ${value}, ${variable} ${description}`), flag);
    }
    assert.match(said, / 0 Done.* 64 The command line.* 70 A bug.* 143 It was asked/);
  },
);

testWith(
  "groff",
  "hostile texts in the man page",
  "groff-base",
)("manPage() takes texts as they stand, whatever troff would make of them", async () => {
  const root = program("municlima", "0.1.0", async () => undefined);
  const merge = root.commands.find((each) => each.name() === "merge");
  merge?.option("--x <y>", ".br 'quoted' \\fBbold\\fR a-b ~ ^");
  await withTemporaryFolder(async (folder) => {
    const file = join(folder, "page.1");
    const page = manPage(root, "2026-11-25");
    // To some troffs these two are accents; Debian's would show them right in any case.
    assert.ok(page.includes("\\(ti \\(ha"));
    await writeFile(file, page);
    const { stdout } = await run("groff", ["-man", "-T", "utf8", "-rLL=200n", "-P-cbuo", file]);
    assert.ok(stdout.includes(".br 'quoted' \\fBbold\\fR a-b ~ ^."), "as it stands");
  });
});

test.run();
