import { cp, readdir } from "node:fs/promises";
import { join } from "node:path";
import * as fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { smnHourly } from "../../configs/feeds/smn_hourly.ts";
import { ingest } from "../../pipelines/ingest/ingest.ts";
import { compact } from "../../pipelines/maintain/compact.ts";
import { merge } from "../../pipelines/merge/merge.ts";
import { csvEqual } from "../helpers/csv_equal.ts";
import { feedBody, type GeneratedFeed, generatedFeed, TOWNS } from "../helpers/feeds/generated_feed.ts";
import { HOURLY, oracleLast, oracleMeans } from "../helpers/feeds/oracle.ts";
import { oracleRows } from "../helpers/feeds/oracle_rows.ts";
import { MUNICIPALITIES, withDataFolder } from "../helpers/folders/data_folder.ts";
import { placeIn } from "../helpers/folders/place_in.ts";
import { withTemporaryFolder } from "../helpers/folders/temporary_folder.ts";
import { worldAt } from "../helpers/world.ts";

/** What of a snapshot is there when the merge comes. */
const KEPT = ["csv", "parquet", "both"] as const;
const FOLDER = "data_municipio_x_hora";
const TABLE = ["Cve_Ent,Cve_Mun", ...TOWNS.map((town) => town.replace("-", ","))].join("\n");
const MEANS = "ides idmun nes nmun lat lon temp_mean prec_mean records hloc_first hloc_last cvegeo".split(
  " ",
);

type Step = { readonly feed: GeneratedFeed; readonly kept: (typeof KEPT)[number] };

const steps = fc.array(fc.record({ feed: generatedFeed(), kept: fc.constantFrom(...KEPT) }), {
  minLength: 1,
  maxLength: 5,
});

/**
 * Merges the same snapshots from CSVs alone, and where some are compacted, in several runs, some of their CSVs
 * removed: what is published must be the same to the byte, and what plain JavaScript computes.
 */
async function checkMixture(given: readonly Step[], window: number): Promise<void> {
  await withDataFolder(async (csvs) => {
    await withDataFolder(async (mixed) => {
      const published = [];
      for (const folder of [csvs, mixed]) {
        await folder.put(MUNICIPALITIES, TABLE);
        const settings = folder.settings({ window });
        for (const [i, { feed, kept }] of given.entries()) {
          // Around the end of a month, so that there are Parquet files of two.
          const world = worldAt(new Date(Date.UTC(2026, 1, 28, 22 + i)).toISOString());
          const from = await folder.put("feed", feedBody(feed));
          await ingest({ ...placeIn(settings), feed: smnHourly, from }, world);
          // What is compacted now holds all CSVs that no earlier one held.
          if (folder === csvs || kept === "csv") continue;
          const removeCsv = kept === "parquet";
          await compact({ ...placeIn(settings), feed: smnHourly, all: true, removeCsv }, world);
        }
        const { result } = await merge(
          { ...placeIn(settings), feed: smnHourly },
          worldAt("2026-03-01T20:00:00Z"),
        );
        published.push({
          snapshots: result.snapshots,
          unmatched: [result.unmatched_towns, result.unmatched_municipalities],
          means: await folder.read(`data_temp_prec_mean/${result.version}.csv`),
          current: await folder.read("data_merged/current.csv"),
        });
      }
      assert.equal(published[1], published[0]);
      const snapshots = given
        .slice(-window)
        .map(({ feed }) => oracleLast(oracleRows(feed.text, HOURLY.columns) ?? [], HOURLY));
      csvEqual(published[1]?.means ?? "", MEANS, oracleMeans(snapshots, HOURLY));
    });
  });
}

test("merge() publishes the same to the byte from CSV, from Parquet and from any mixture, which is what plain JavaScript computes", async () => {
  await fc.assert(fc.asyncProperty(steps, fc.integer({ min: 1, max: 5 }), checkMixture), { numRuns: 12 });
});

test("compact() of one folder and of a copy of it gives the same, wherever the folder is", async () => {
  await withDataFolder(async (folder) => {
    const settings = folder.settings();
    const [{ feed }] = fc.sample(steps, { numRuns: 1, seed: 7 })[0] as [Step];
    const from = await folder.put("feed", feedBody(feed));
    await ingest({ ...placeIn(settings), feed: smnHourly, from }, worldAt("2026-02-28T22:00:00Z"));
    await withTemporaryFolder(async (elsewhere) => {
      const copy = join(elsewhere, "[x] a*b", "what?");
      await cp(folder.path, copy, { recursive: true });
      const later = worldAt("2026-03-01T20:00:00Z");
      for (const dataDir of [folder.path, copy])
        await compact({ ...placeIn({ ...settings, dataDir }), feed: smnHourly, removeCsv: true }, later);
      for (const name of await readdir(join(copy, FOLDER))) assert.not.match(name, /\.csv$/);
      const tables = [];
      for (const dataDir of [folder.path, copy]) {
        const place = placeIn({ ...settings, dataDir, how: "left" });
        tables.push((await merge({ ...place, feed: smnHourly, dryRun: true }, later)).merged.toRecords());
      }
      assert.ok((tables[0]?.length ?? 0) > 0);
      assert.equal(tables[1], tables[0]);
    });
  });
});

test.run();
