import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { queryCommand } from "../../commands/query.ts";
import { failsWith } from "../helpers/fails_with.ts";
import { withDataFolder } from "../helpers/folders/data_folder.ts";
import { snapshotAt } from "../helpers/folders/snapshot_at.ts";
import { invocation } from "../helpers/processes/invocation.ts";

const SQL = "select nmun, temp from snapshots";

test("queryCommand() prints the answer in the format asked for, and what it did beside it", async () => {
  await withDataFolder(async (folder) => {
    await snapshotAt(folder, "2026-11-24T11:00:00Z", { temp: "8.87" });
    const run = async (flags: object, json = false) => {
      const { call, printed, told } = invocation(
        { dataDir: folder.path, ...flags },
        { args: [SQL], cwd: folder.path, json },
      );
      await queryCommand(call);
      return [printed(), told().replace(/in .*/, "in …")];
    };
    assert.equal(await run({}), ["  nmun       temp\n  Zahuatlán  8.87\n", "1 row in …\n"]);
    assert.equal(await run({ format: "csv" }), ["nmun,temp\nZahuatlán,8.87\n", "1 row in …\n"]);
    assert.equal(await run({ format: "ndjson" }), ['{"nmun":"Zahuatlán","temp":8.87}\n', "1 row in …\n"]);
    const [document = "", nothing] = await run({}, true);
    assert.equal([JSON.parse(document).rows, nothing], [[{ nmun: "Zahuatlán", temp: 8.87 }], ""]);
    assert.match((await run({ explain: true }))[0] ?? "", /READ_CSV/);

    const output = join(folder.path, "out.md");
    assert.match((await run({ output }))[1] ?? "", /^Wrote .*out\.md: 52 bytes, 1 row in …\n$/);
    assert.match(await readFile(output, "utf8"), /^\| nmun \| temp \|\n/);
  });
});

test("queryCommand() refuses flags that contradict each other, before it reads anything", async () => {
  for (const [flags, json, why] of [
    [{ format: "xml" }, false, /--format is "xml", not one of table, csv/],
    [{ format: "parquet" }, false, /Parquet is a binary format.*--output/],
    [{ format: "csv" }, true, /--json cannot be combined with --format/],
    [{ output: "x.dat" }, false, /--output is "x\.dat".*extensions \.csv, /],
    [{ output: "x.csv", format: "table" }, false, /--output cannot write a text table/],
    [{ output: "x.csv", explain: true }, false, /--explain cannot be combined with --output/],
  ] as const) {
    const { call } = invocation({ dataDir: "nowhere", ...flags }, { args: [SQL], json });
    await failsWith("usage", why, () => queryCommand(call));
  }
});

test.run();
