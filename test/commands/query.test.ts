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
    assert.equal([JSON.parse(document).answer, nothing], [[{ nmun: "Zahuatlán", temp: 8.87 }], ""]);
    assert.match((await run({ explain: true }))[0] ?? "", /READ_CSV/);
    assert.match((await run({ types: true }))[0] ?? "", /^ {2}nmun +temp\n {2}string +number\n/);

    const output = join(folder.path, "out.md");
    assert.match((await run({ output }))[1] ?? "", /^Wrote .*out\.md: 52 bytes, 1 row in …\n$/);
    assert.match(await readFile(output, "utf8"), /^\| nmun \| temp \|\n/);
  });
});

test("queryCommand() refuses flags that contradict each other, before it reads anything", async () => {
  for (const [flags, json, why] of [
    [{ format: "parquet" }, false, /A Parquet file is binary.*--output towns\.parquet/],
    [{ format: "csv" }, true, /--json cannot be combined with --format/],
    [{ output: "x.dat" }, false, /--output is "x\.dat".*extensions \.csv, /],
    [{ output: "x.csv", format: "table" }, false, /--output cannot write a text table/],
    [{ output: "x.csv", explain: true }, false, /--explain cannot be combined with --output/],
    [{ file: "q.sql" }, false, /The SQL is given twice/],
    [{ format: "xlsx" }, false, /An Excel file is binary.*--output towns\.xlsx/],
    [{ param: ["x"] }, false, /--param is "x"/],
    [{ param: ["x=1", "x=2"] }, false, /--param x is given twice/],
    [{ dataDir: ["a/x", "b/X"] }, false, /The name "X" .* is taken.*--data-dir other=b\/X/],
    [{ dataDir: ["main=a", "b"] }, false, /The name "main" .* is taken/],
  ] as const) {
    const { call } = invocation({ dataDir: "nowhere", ...flags }, { args: [SQL], json });
    await failsWith("usage", why, () => queryCommand(call));
  }
});

test("queryCommand() gives parameters to the query, and wants SQL from somewhere", async () => {
  await withDataFolder(async (folder) => {
    await snapshotAt(folder, "2026-11-24T11:00:00Z", { temp: "8.87" });
    const flags = {
      dataDir: folder.path,
      param: ["town=Zahuatlán", "sign=a=b"],
      format: "csv",
      timeout: 60,
      memory: "1GB",
    };
    const sql = "select temp, $sign as sign from snapshots where nmun = $town";
    const { call, printed } = invocation(flags, { args: [sql] });
    await queryCommand(call);
    assert.is(printed(), "temp,sign\n8.87,a=b\n");
    const { call: none } = invocation({ dataDir: folder.path });
    await failsWith("usage", /^Missing SQL/, () => queryCommand(none));
  });
});

test("queryCommand() asks several data folders by their names, and the first one without", async () => {
  await withDataFolder(async (one) => {
    await snapshotAt(one, "2026-11-24T11:00:00Z", { temp: "1" });
    await withDataFolder(async (two) => {
      await snapshotAt(two, "2026-11-24T11:00:00Z", { temp: "2" });
      const dirs = [`One=${one.path}`, `two=${two.path}`];
      const ask = async (sql: string) => {
        const { call, printed } = invocation({ dataDir: dirs, format: "csv" }, { args: [sql] });
        await queryCommand(call);
        return printed();
      };
      const sql = "select a.temp, b.temp, c.temp from snapshots a, one.snapshots b, two.snapshots c";
      assert.is(await ask(sql), "temp,temp_1,temp_2\n1.0,1.0,2.0\n");
      assert.is(await ask("select temp from two.snapshots"), "temp\n2.0\n");
      await failsWith("usage", /The tables are One\.snapshots, .*two\.snapshots/, () =>
        ask("select * from three.x"),
      );
    });
  });
});

test.run();
