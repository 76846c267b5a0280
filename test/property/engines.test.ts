import * as fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { smnHourly } from "../../configs/feeds/smn_hourly.ts";
import { type Engine, mergePlan, type Partition, partitionsOf } from "../../engines/mod.ts";
import { polarsEngine } from "../../engines/polars/mod.ts";
import { feedFrame, lastRecordPerTown, toCsv, townMeans } from "../../frames/mod.ts";
import { csvEqual } from "../helpers/csv_equal.ts";
import { feedBytes, type GeneratedFeed, generatedFeed } from "../helpers/feeds/generated_feed.ts";
import { HOURLY, oracleLast, oracleMeans } from "../helpers/feeds/oracle.ts";
import { oracleRows } from "../helpers/feeds/oracle_rows.ts";
import { goOn, putSnapshots } from "../helpers/folders/partitions.ts";
import { withTemporaryFolder } from "../helpers/folders/temporary_folder.ts";

/** Every engine there is. */
const ENGINES: readonly Engine[] = [polarsEngine];
const PLAN = mergePlan(smnHourly);
const MEANS = "ides idmun nes nmun lat lon temp_mean prec_mean records hloc_first hloc_last".split(" ");

/** A snapshot, and the Parquet file that it is in, if any. */
type Step = { readonly feed: GeneratedFeed; readonly parquet: "a" | "b" | undefined };

const steps = fc.array(
  fc.record({ feed: generatedFeed(), parquet: fc.constantFrom("a" as const, "b" as const, undefined) }),
  { minLength: 1, maxLength: 6 },
);

async function means(engine: Engine, partitions: readonly Partition[]): Promise<string> {
  const { totals, labels } = await engine.aggregate(PLAN, partitions, goOn);
  return toCsv(townMeans(totals, labels, PLAN)).toString();
}

/** The means of the newest of some snapshots: from CSVs alone, and from the mixture of files that is given. */
async function checkMixture(given: readonly Step[], window: number): Promise<void> {
  const csvs = given.map(({ feed }) =>
    toCsv(lastRecordPerTown(feedFrame(feedBytes(feed), smnHourly, "feed.json"), smnHourly)),
  );
  const newest = given
    .slice(-window)
    .map(({ feed }) => oracleLast(oracleRows(feed.text, HOURLY.columns) ?? [], HOURLY));
  await withTemporaryFolder(async (plain) => {
    await withTemporaryFolder(async (mixed) => {
      // A name may have line ends in it, so that rows cannot be counted by them.
      const snapshots = given.map(({ feed, parquet }, i) => ({
        csv: csvs[i] as Uint8Array,
        parquet,
        rows: oracleLast(oracleRows(feed.text, HOURLY.columns) ?? [], HOURLY).length,
      }));
      const fromCsv = await putSnapshots(
        plain,
        PLAN,
        snapshots.map(({ csv, rows }) => ({ csv, rows })),
      );
      const fromMixture = await putSnapshots(mixed, PLAN, snapshots);
      for (const engine of ENGINES) {
        const [expected, found] = [
          await means(engine, partitionsOf(fromCsv.slice(-window))),
          await means(engine, partitionsOf(fromMixture.slice(-window))),
        ];
        assert.is(found, expected, engine.name);
        csvEqual(found, MEANS, oracleMeans(newest, HOURLY));
      }
    });
  });
}

test("every engine gives the same bytes from CSV, from Parquet and from any mixture, which are what plain JavaScript computes", async () => {
  await fc.assert(fc.asyncProperty(steps, fc.integer({ min: 1, max: 6 }), checkMixture), { numRuns: 25 });
});

test.run();
