import { appendFile, readFile } from "node:fs/promises";
import { join } from "node:path";
import pl from "nodejs-polars";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { read, utils } from "xlsx";
import { ingest } from "../../../pipelines/ingest/ingest.ts";
import { merge } from "../../../pipelines/merge/merge.ts";
import { query } from "../../../pipelines/read/query.ts";
import { readVersion } from "../../../pipelines/read/read_version.ts";
import { readInventory, type Version } from "../../../store/mod.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { json, TINY_FEED, tinyRow } from "../../helpers/feeds/tiny_feed.ts";
import { type DataFolder, withDataFolder } from "../../helpers/folders/data_folder.ts";
import { placeIn } from "../../helpers/folders/place_in.ts";
import { snapshotAt } from "../../helpers/folders/snapshot_at.ts";
import { frameEqual } from "../../helpers/frame_equal.ts";
import { worldAt } from "../../helpers/world.ts";

const HOSTILE = '<script>\u202e=1+1 "Á", \n';

async function fill(folder: DataFolder): Promise<void> {
  await snapshotAt(folder, "2026-11-24T11:00:00Z", { temp: "5" }, { idmun: "1", temp: "" });
  await snapshotAt(
    folder,
    "2026-11-24T12:00:00Z",
    { temp: "4", hloc: "20230824T11" },
    { temp: "7" },
    { idmun: "1", temp: "", nmun: HOSTILE },
  );
  await merge({ ...placeIn(folder.settings()), feed: TINY_FEED }, worldAt("2026-11-24T12:10:00Z"));
}

/** A row as a spreadsheet has it: a time is a number of days since the end of 1899. */
const mapTimes = (row: object, days: (time: Date) => number) =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, value instanceof Date ? days(value) : value]),
  );

const asking = (folder: DataFolder) => async (sql: string) =>
  (await query(sql, { ...placeIn(folder.settings()), withRows: true })).result.answer;

test("query() answers from every dataset, with types, nulls and texts as they are", async () => {
  await withDataFolder(async (folder) => {
    await fill(folder);
    const ask = asking(folder);
    assert.equal(
      await ask("select version, count(*) n, sum(temp) t from snapshots group by version order by version"),
      [
        { version: "20261124_110000", n: 2, t: 5 },
        { version: "20261124_120000", n: 2, t: 7 },
      ],
    );
    const towns = await ask("select idmun, nmun, temp_mean, hloc_last, Value from merged order by idmun");
    assert.equal(towns, [
      { idmun: 1, nmun: HOSTILE.trim(), temp_mean: null, hloc_last: "2023-08-24T12:00:00", Value: 310 },
      { idmun: 54, nmun: "Zahuatlán", temp_mean: 6, hloc_last: "2023-08-24T12:00:00", Value: 540 },
    ]);
    assert.equal(await ask("select count(*) n, max(temp_mean) t from means"), [{ n: 2, t: 6 }]);
    assert.equal(await ask("select sum(Value) v from municipalities"), [{ v: 1550 }]);
    assert.equal(await ask("select hloc, temp from forecast where idmun = 54 order by hloc"), [
      { hloc: "2023-08-24T11:00:00", temp: 4 },
      { hloc: "2023-08-24T12:00:00", temp: 7 },
    ]);
    const joined = "select m.nmun from merged m join forecast f on m.idmun = f.idmun where f.temp = 7";
    assert.equal(await ask(joined), [{ nmun: "Zahuatlán" }]);
  });
});

test("query() opens only what the query names", async () => {
  await withDataFolder(async (folder) => {
    await fill(folder);
    await folder.put("data_municipio/20270101/data.csv", "broken");
    await folder.put("raw/x", "");
    const { result } = await query("select count(*) n from merged -- municipalities", {
      ...placeIn(folder.settings()),
    });
    assert.equal([result.views, result.rows], [["merged"], 1]);
  });
});

test("query() explains how it would go about it and carries nothing out", async () => {
  await withDataFolder(async (folder) => {
    await fill(folder);
    const options = { ...placeIn(folder.settings()), explain: true, withRows: true };
    const { result, head } = await query("select cast(nmun as int) x from snapshots where temp > 5", options);
    assert.match(result.plan ?? "", /READ_CSV/);
    assert.equal([result.answer, result.rows, head], [null, 0, []]);
    const asked = await query("-- why\nexplain analyze select count(*) from merged", options);
    assert.match(asked.result.plan ?? "", /Total Time/);
  });
});

test("query() writes all rows into a file that reads back equal", async () => {
  await withDataFolder(async (folder) => {
    await fill(folder);
    const path = join(folder.path, "out.parquet");
    const options = { ...placeIn(folder.settings()), output: path, format: "parquet" as const };
    const { result } = await query("select * from merged", options);
    assert.equal([result.answer, result.written?.path, result.rows], [null, path, 2]);
    const { feed, ...place } = { ...placeIn(folder.settings()), feed: TINY_FEED };
    const inventory = await readInventory(place.data);
    const version = "20261124_121000" as Version;
    const merged = await readVersion(place.data, inventory, "merged", version, feed);
    frameEqual(pl.readParquet(path), merged);
    const output = join(folder.path, "out.xlsx");
    await query("select * from merged", { ...options, output, format: "xlsx", shown: 1 });
    const { query: sheet = {} } = read(await readFile(output)).Sheets;
    assert.equal(
      utils.sheet_to_json(sheet, { defval: null }),
      merged.toRecords().map((row) => mapTimes(row, (time) => time.getTime() / 86_400_000 + 25_569)),
    );
  });
});

test("query() says what there is nothing of yet, and what to run", async () => {
  await withDataFolder(async (folder) => {
    const ask = asking(folder);
    await failsWith("no-input", /Found no data in .*Run "municlima run"/, () => ask("select 1 as x"));
    await snapshotAt(folder, "2026-11-24T11:00:00Z", {});
    await failsWith(
      "no-input",
      /Found no merged tables in .*data_merged"\. Run "municlima merge" first/,
      () => ask("select * from merged"),
    );
    assert.equal(await ask("select count(distinct version) n from snapshots"), [{ n: 1 }]);
  });
});

test("query() blames a file that was changed, not the query", async () => {
  await withDataFolder(async (folder) => {
    await fill(folder);
    const ask = asking(folder);
    const snapshot = "data_municipio_x_hora/20261124_120000.csv";
    await folder.put(snapshot, (await folder.read(snapshot)).replace("7.0", "x"));
    await failsWith(
      "contract",
      /^".*20261124_120000\.csv" was changed since it was published.*Restore it/,
      () => ask("select sum(temp) t from snapshots"),
    );
    await appendFile(join(folder.path, "data_merged/20261124_121000.csv"), "x");
    await failsWith("contract", /20261124_121000\.csv" was changed/, () => ask("select * from merged"));
    await failsWith("usage", /Could not convert string/, () => ask("select cast(nmun as int) x from means"));
  });
});

test("query() finds times in UTC on the feed's clock, and leaves out of the forecast what the feed has beyond its columns", async () => {
  await withDataFolder(async (folder) => {
    const feed = {
      ...TINY_FEED,
      columns: TINY_FEED.columns.map((column) =>
        column.name === "hloc" ? { ...column, format: "iso8601" as const, path: "at.utc" } : column,
      ),
      contract: { extra_column: { mode: "evolve", at_most: 1 } } as const,
    };
    const { hloc: _, ...row } = tinyRow({ temp: "7" });
    const rows = ["2026-11-24T05:30:00Z", "2026-11-24T06:15:00Z"].map((utc) => ({
      ...row,
      at: { utc },
      ok: true,
    }));
    const from = await folder.put("feed.json", json(rows));
    await ingest({ ...placeIn(folder.settings()), feed, from }, worldAt("2026-11-24T12:00:00Z"));
    const ask = asking(folder);
    assert.equal(await ask("select hloc, temp from snapshots"), [{ hloc: "2026-11-24T00:15:00", temp: 7 }]);
    assert.equal(await ask("select hloc from forecast order by hloc"), [
      { hloc: "2026-11-23T23:30:00" },
      { hloc: "2026-11-24T00:15:00" },
    ]);
  });
});

test.run();
