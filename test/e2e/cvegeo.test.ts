import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import pl from "../../frames/polars.ts";
import { compact } from "../../pipelines/maintain/compact.ts";
import { verify } from "../../pipelines/maintain/verify.ts";
import { merge } from "../../pipelines/merge/merge.ts";
import { exportTable } from "../../pipelines/read/export.ts";
import { query } from "../../pipelines/read/query.ts";
import { TINY_FEED } from "../helpers/feeds/tiny_feed.ts";
import { type DataFolder, MUNICIPALITIES, withDataFolder } from "../helpers/folders/data_folder.ts";
import { placeIn } from "../helpers/folders/place_in.ts";
import { publishCsv } from "../helpers/folders/publish_csv.ts";
import { snapshotAt } from "../helpers/folders/snapshot_at.ts";
import { worldAt } from "../helpers/world.ts";

const LATER = worldAt("2026-11-24T16:30:00Z");
/** A snapshot as one was before there was `cvegeo`. */
const OLD = "ides,idmun,nmun,hloc,temp\n20,54,A,2026-11-24T15:00:00,1.0\n";

/** A snapshot with `cvegeo`, one without, and one with it again, of three hours. */
async function threeSnapshots(work: (folder: DataFolder) => Promise<void>): Promise<void> {
  await withDataFolder(async (folder) => {
    await snapshotAt(folder, "2026-11-24T14:00:00Z", { temp: "3" });
    await publishCsv(folder, "20261124_150000", OLD);
    await snapshotAt(folder, "2026-11-24T16:00:00Z", { temp: "5" });
    await work(folder);
  });
}

const options = (folder: DataFolder, more = {}) => ({ ...placeIn(folder.settings(more)), feed: TINY_FEED });

async function rowsOf(folder: DataFolder, sql: string): Promise<readonly object[]> {
  const { result } = await query(sql, { ...placeIn(folder.settings()), shown: 40, withRows: true });
  return result.answer ?? [];
}

const BY_VERSION = "select version, cvegeo, temp from snapshots order by version";
const EXPECTED = [
  { version: "20261124_140000", cvegeo: "20054", temp: 3 },
  { version: "20261124_150000", cvegeo: "20054", temp: 1 },
  { version: "20261124_160000", cvegeo: "20054", temp: 5 },
];

test("cvegeo: snapshots of before there was one are read with those that have it, from CSV and from Parquet", async () => {
  await threeSnapshots(async (folder) => {
    const plain = await merge(options(folder, { window: 3 }), LATER);
    assert.match(await folder.read("data_merged/current.csv"), /\n20,54,[^,]*,3\.0,3,.*,540,20054\n$/);
    assert.equal(await rowsOf(folder, BY_VERSION), EXPECTED);

    const { months } = await compact({ ...options(folder), all: true, removeCsv: true }, LATER);
    assert.equal(await rowsOf(folder, BY_VERSION), EXPECTED);
    const parquet = pl.readParquet(months[0]?.files?.parquet ?? "");
    assert.equal(parquet.columns.slice(-2), ["cvegeo", "version"]);
    assert.equal(parquet.getColumn("cvegeo").toArray(), ["20054", "20054", "20054"]);
    const again = await merge(options(folder, { window: 3 }), worldAt("2026-11-24T17:00:00Z"));
    assert.equal(again.merged.toRecords(), plain.merged.toRecords());
    assert.equal((await verify(placeIn(folder.settings()))).problems, []);
  });
});

test("cvegeo: text in Parquet, Excel and GeoJSON", async () => {
  await withDataFolder(async (folder) => {
    await snapshotAt(folder, "2026-11-24T16:00:00Z", { ides: "1", idmun: "1" });
    await folder.put(MUNICIPALITIES, "Cve_Ent,Cve_Mun,Value\n1,1,700");
    await merge(options(folder), LATER);
    const exported = async (
      dataset: "merged" | "means" | "snapshots",
      format: "parquet" | "xlsx" | "geojson",
    ) => {
      const output = join(folder.path, `out.${format}`);
      await exportTable({ ...placeIn(folder.settings()), dataset, format, output });
      return await folder.bytes(`out.${format}`);
    };
    for (const dataset of ["merged", "means", "snapshots"] as const) {
      const parquet = pl.readParquet(Buffer.from(await exported(dataset, "parquet")));
      assert.equal(parquet.getColumn("cvegeo").toArray(), ["01001"], dataset);
      const { features } = JSON.parse(String(Buffer.from(await exported(dataset, "geojson"))));
      assert.is(features[0].properties.cvegeo, "01001", dataset);
      const { read, utils } = await import("xlsx");
      const { Sheets } = read(await exported(dataset, "xlsx"));
      const [row] = utils.sheet_to_json<Record<string, unknown>>(Sheets[dataset] ?? {});
      assert.is(row?.cvegeo, "01001", dataset);
    }
  });
});

test("cvegeo: a feed or a table that has a column of that name keeps it", async () => {
  await withDataFolder(async (folder) => {
    const own = { name: "CVEGEO", type: "string", meaning: "Its own", path: "nmun" } as const;
    const feed = {
      ...TINY_FEED,
      columns: [...TINY_FEED.columns.filter(({ name }) => name !== "nmun"), own],
      labels: [],
    };
    const from = await folder.put(
      "feed.json",
      '[{"ides":"20","idmun":"54","nmun":"x","hloc":"20261128T14","temp":"1"}]',
    );
    const { ingest } = await import("../../pipelines/ingest/ingest.ts");
    const { snapshot } = await ingest({ ...options(folder), feed, from }, LATER);
    assert.equal(snapshot.columns, ["ides", "idmun", "hloc", "temp", "CVEGEO"]);
  });
  await withDataFolder(async (folder) => {
    await snapshotAt(folder, "2026-11-24T16:00:00Z", {});
    await folder.put(MUNICIPALITIES, "Cve_Ent,Cve_Mun,CVEGEO,cvegeo\n20,54,a,b");
    const { merged } = await merge(options(folder), LATER);
    assert.equal(merged.columns.slice(-3), ["CVEGEO", "cvegeo_municipality", "cvegeo"]);
    assert.equal(merged.row(0).slice(-3), ["a", "b", "20054"]);
  });
});

test.run();
