import * as fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { smnHourly } from "../../configs/feeds/smn_hourly.ts";
import { type Engine, mergePlan, type Partition, partitionsOf } from "../../engines/mod.ts";
import { polarsEngine } from "../../engines/polars/mod.ts";
import { remoteOf, sparkEngine } from "../../engines/spark/mod.ts";
import { feedFrame, lastRecordPerTown, toCsv, townMeans } from "../../frames/mod.ts";
import { csvEqual } from "../helpers/csv_equal.ts";
import { feedBytes, type GeneratedFeed, generatedFeed } from "../helpers/feeds/generated_feed.ts";
import { HOURLY, oracleLast, oracleMeans } from "../helpers/feeds/oracle.ts";
import { oracleRows } from "../helpers/feeds/oracle_rows.ts";
import { goOn, putSnapshots } from "../helpers/folders/partitions.ts";
import { withTemporaryFolder } from "../helpers/folders/temporary_folder.ts";
import { hasSail, NO_SAIL, startSail } from "../helpers/spark/sail.ts";

const sail = hasSail ? await startSail() : undefined;
/** Every engine there is. */
const ENGINES: readonly Engine[] =
  sail === undefined ? [polarsEngine] : [polarsEngine, sparkEngine(await remoteOf(sail.address, {}))];
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
      const expected = await means(polarsEngine, partitionsOf(fromCsv.slice(-window)));
      csvEqual(expected, MEANS, oracleMeans(newest, HOURLY));
      for (const engine of ENGINES) {
        for (const files of [fromCsv, fromMixture])
          assert.is(await means(engine, partitionsOf(files.slice(-window))), expected, engine.name);
      }
    });
  });
}

test("every engine gives the same bytes from CSV, from Parquet and from any mixture, which are what plain JavaScript computes", async () => {
  await fc.assert(fc.asyncProperty(steps, fc.integer({ min: 1, max: 6 }), checkMixture), { numRuns: 25 });
});

if (!hasSail) test.skip(`Spark among every engine: ${NO_SAIL}`);

test.after(async () => await sail?.close());

test.run();
