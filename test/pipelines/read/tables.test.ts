import { test } from "uvu";
import * as assert from "uvu/assert";
import { archive } from "../../../pipelines/archive/archive.ts";
import { merge } from "../../../pipelines/merge/merge.ts";
import { query } from "../../../pipelines/read/query.ts";
import { tables } from "../../../pipelines/read/tables.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { TINY_FEED } from "../../helpers/feeds/tiny_feed.ts";
import { MUNICIPALITIES, withDataFolder } from "../../helpers/folders/data_folder.ts";
import { placeIn } from "../../helpers/folders/place_in.ts";
import { snapshotAt } from "../../helpers/folders/snapshot_at.ts";
import { worldAt } from "../../helpers/world.ts";

const SQL_TYPES = {
  integer: "BIGINT",
  number: "DOUBLE",
  string: "VARCHAR",
  datetime: "TIMESTAMP",
  boolean: "BOOLEAN",
  date: "DATE",
} as const;

test("tables() says of every table what DuckDB finds in it: rows, columns and types", async () => {
  await withDataFolder(async (folder) => {
    const place = placeIn(folder.settings());
    await snapshotAt(folder, "2026-11-24T11:00:00Z", { temp: "5" }, { idmun: "1", temp: "" });
    await merge({ ...place, feed: TINY_FEED }, worldAt("2026-11-24T11:10:00Z"));
    await snapshotAt(folder, "2026-11-24T12:00:00Z", { temp: "4" }, { hloc: "20230824T11" });
    await folder.put(MUNICIPALITIES, "Cve_Ent,Cve_Mun,Value,open\n20,54,1,true\n20,1,2,false\n");
    await merge({ ...place, feed: TINY_FEED }, worldAt("2026-11-24T12:10:00Z"));
    await archive({ ...place, feed: TINY_FEED });
    const result = await tables(place);
    assert.is(result.tables.length, 9);
    for (const { name, rows, columns } of result.tables) {
      const ask = async (sql: string) => (await query(sql, { ...place, withRows: true })).result.answer ?? [];
      assert.equal(await ask(`select count(*) n from ${name}`), [{ n: rows }], name);
      const described = await ask(`describe ${name}`);
      assert.equal(
        columns.map(({ name, type }) => [name, SQL_TYPES[type]]),
        described.map(({ column_name, column_type }) => [column_name, column_type]),
        name,
      );
    }
    const [merged] = (await tables({ ...place, table: "MERGED" })).tables;
    assert.equal([merged?.name, merged?.rows], ["merged", 2]);
    const column = (wanted: string) => merged?.columns.find(({ name }) => name === wanted);
    assert.is(column("temp_mean")?.unit, "°C");
    assert.match(column("open")?.meaning ?? "", /^A further column of the municipality data$/);
  });
});

test("tables() lists a table that there is nothing in yet, and refuses one that there is not", async () => {
  await withDataFolder(async (folder) => {
    const place = placeIn(folder.settings());
    await failsWith("no-input", /Found no data in/, () => tables(place));
    await snapshotAt(folder, "2026-11-24T11:00:00Z", {});
    const rows = (await tables(place)).tables.map(({ name, rows }) => [name, rows]);
    assert.equal(Object.fromEntries(rows).merged_history, null);
    assert.equal(Object.fromEntries(rows).snapshots, 1);
    await failsWith("usage", /no table "mergd"\. Did you mean "merged"\? Choose one of snapshots, /, () =>
      tables({ ...place, table: "mergd" }),
    );
  });
});

test.run();
