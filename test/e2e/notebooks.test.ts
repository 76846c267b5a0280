import { execFile } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { silentCells } from "../../notebooks/_silent_cells.ts";
import { withTemporaryFolder } from "../helpers/folders/temporary_folder.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const DENO = join(ROOT, "node_modules/.bin/deno");
const FOLDER = join(ROOT, "notebooks");
const NAMES = readdirSync(FOLDER).filter((name) => name.endsWith(".ipynb"));

type Cell = { readonly cell_type: string; readonly source: readonly string[]; readonly outputs?: object[] };
type Notebook = { readonly cells: readonly Cell[] };

const read = async (name: string): Promise<Notebook> =>
  JSON.parse(await readFile(join(FOLDER, name), "utf8"));

test("there are five notebooks, each with a title, prose and cells that show something, kept with what they show", async () => {
  assert.equal(
    NAMES.map((name) => name.slice(0, 3)),
    ["01_", "02_", "03_", "04_", "05_"],
  );
  for (const name of NAMES) {
    const { cells } = await read(name);
    assert.match(cells[0]?.source[0] ?? "", /^# [A-Z]/, name);
    assert.is(cells.at(-1)?.cell_type, "markdown", `${name} ends with an answer in words`);
    assert.equal(silentCells(JSON.stringify({ cells })), [], name);
    assert.not.match(JSON.stringify(cells), /"output_type":"error"|\/tmp\//, name);
  }
});

const onDeno = existsSync(DENO) ? test : test.skip;
if (!existsSync(DENO)) process.stdout.write("Deno is not installed: the notebooks were not run.\n");

for (const name of NAMES) {
  onDeno(`${name} runs as a script on Deno, without a network`, async () => {
    const { cells } = await read(name);
    const code = cells.filter(({ cell_type }) => cell_type === "code").map(({ source }) => source.join(""));
    await withTemporaryFolder(async (folder) => {
      const allowed = ["--allow-read", "--allow-write", "--allow-env", "--allow-ffi", "--allow-sys"];
      const args = ["run", "--no-prompt", "--deny-net", ...allowed, "--ext=ts", "-"];
      const run = promisify(execFile)(DENO, args, { cwd: FOLDER, env: { ...process.env, TMPDIR: folder } });
      run.child.stdin?.end(`${code.join("\n")}\nconsole.log("ran");\n`);
      assert.is((await run).stdout, "ran\n");
    });
  });
}

test.run();
