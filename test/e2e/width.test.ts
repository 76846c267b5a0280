import { stripVTControlCharacters } from "node:util";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { VERBS } from "../../commands/verbs.ts";
import { withTemporaryFolder } from "../helpers/folders/temporary_folder.ts";
import { cli } from "../helpers/processes/cli.ts";

const WIDTHS = [60, 80, 100, 120];
/** What each command is asked in the demo's folder; those that are not here need a network, or never end. */
const CALLS: Readonly<Record<string, readonly string[]>> = {
  merge: ["merge", "--feed", "sample", "--dry-run"],
  compact: ["compact", "--feed", "sample", "--dry-run", "--all"],
  prune: ["prune", "--keep", "1", "--dry-run"],
  validate: ["validate", "--feed", "sample", "data/demo/data_merged/current.csv"],
  verify: ["verify"],
  status: ["status"],
  query: ["query", "select * from merged"],
  diff: ["diff", "--dataset", "snapshots"],
  summarize: ["summarize"],
  export: ["export", "merged", "--output", "merged.parquet"],
  report: ["report"],
  "config show": ["config", "show", "--origin"],
};

/** Whether a line is as long as it is for one word's sake alone, such as a path, which is never broken. */
function isOneWord(line: string, width: number): boolean {
  return line
    .trim()
    .split(/ +/)
    .some((word) => word.length > width / 2);
}

function assertFits(text: string, width: number, what: string): void {
  const lines = stripVTControlCharacters(text).split("\n");
  // A command is on one line, so that it can be pasted.
  for (const line of lines.filter((line) => !line.startsWith("Example: ")))
    assert.ok(
      line.length <= width || isOneWord(line, width),
      `${what} at ${width}: ${line.length} in ${line}`,
    );
}

test("no command writes a line that a terminal would break, at 60, 80, 100 and 120 columns", async () => {
  await withTemporaryFolder(async (cwd) => {
    assert.is((await cli(["demo"], { cwd })).code, 0);
    for (const width of WIDTHS) {
      const env = { COLUMNS: String(width), MUNICLIMA_DATA_DIR: "data/demo" };
      for (const [name, args] of Object.entries(CALLS)) {
        const { code, stdout, stderr } = await cli(args, { cwd, env });
        assert.ok([0, 65].includes(code ?? -1), `${name}: ${stderr}`);
        assert.ok(stdout.length > 0, name);
        assertFits(stdout, width, name);
      }
    }
  });
});

test("no help has a line that a terminal would break", async () => {
  // Between them help only gets longer lines.
  for (const width of [60, 100]) {
    for (const args of [[], ...VERBS.map(({ name }) => name.split(" "))]) {
      const { stdout } = await cli([...args, "--help"], { env: { COLUMNS: String(width) } });
      assertFits(stdout, width, `${args.join(" ")} --help`);
    }
  }
});

test.run();
