import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { Failure } from "../../errors/mod.ts";
import pl from "../../frames/polars.ts";
import { compact } from "../../pipelines/maintain/compact.ts";
import { verify } from "../../pipelines/maintain/verify.ts";
import { merge } from "../../pipelines/merge/merge.ts";
import { diff } from "../../pipelines/read/diff.ts";
import { exportTable } from "../../pipelines/read/export.ts";
import { query } from "../../pipelines/read/query.ts";
import { summarize } from "../../pipelines/read/summarize.ts";
import { TINY_FEED } from "../helpers/feeds/tiny_feed.ts";
import { type DataFolder, withDataFolder } from "../helpers/folders/data_folder.ts";
import { placeIn } from "../helpers/folders/place_in.ts";
import { snapshotAt } from "../helpers/folders/snapshot_at.ts";
import { worldAt } from "../helpers/world.ts";

const LATER = worldAt("2026-11-02T00:00:00Z");
const MONTH = "archive/snapshots/month=2026-10";
const FLIPS = 60;

/** A folder whose only snapshots are in one partition file, and a way to put other bytes in its place. */
async function withPartition(
  work: (folder: DataFolder, path: string, bytes: Buffer) => Promise<void>,
): Promise<void> {
  await withDataFolder(async (folder) => {
    for (const [hour, temp] of [
      ["21", "10"],
      ["22", "13"],
      ["23", "16"],
    ] as const)
      await snapshotAt(folder, `2026-10-31T${hour}:00:00Z`, { temp }, { ides: "19", idmun: "1", temp: "7" });
    await compact({ ...placeIn(folder.settings()), feed: TINY_FEED, removeCsv: true }, LATER);
    const file = (await readdir(join(folder.path, MONTH))).find((name) => name.endsWith(".parquet")) ?? "";
    const path = join(folder.path, MONTH, file);
    await work(folder, path, await readFile(path));
  });
}

/** Every way to the rows of a snapshot ends with 65 and the file's name, and nothing is published. */
async function assertRefused(folder: DataFolder, path: string, where: string): Promise<void> {
  const place = placeIn(folder.settings());
  const before = await folder.files();
  const ways: Record<string, () => Promise<unknown>> = {
    merge: () => merge({ ...place, feed: TINY_FEED }, LATER),
    query: () => query("select count(*) as n from snapshots", place, LATER),
    diff: () => diff({ ...place, dataset: "snapshots" }, LATER),
    summarize: () => summarize({ ...place, dataset: "snapshots" }, LATER),
    export: () =>
      exportTable(
        { ...place, dataset: "snapshots", format: "csv", output: join(folder.path, "out.csv") },
        LATER,
      ),
  };
  for (const [way, go] of Object.entries(ways)) {
    const error = await go().then(
      () => undefined,
      (caught: unknown) => caught,
    );
    assert.instance(error, Failure, `${where}: ${way} answered, or failed with ${error}`);
    assert.is((error as Failure).kind, "contract", `${where}: ${way}: ${(error as Failure).message}`);
    assert.ok((error as Failure).message.includes(`"${path}"`), `${where}: ${way}`);
  }
  const { problems } = await verify(place, LATER);
  assert.equal(
    problems.map((problem) => problem.path),
    [path],
    where,
  );
  assert.equal(Object.keys(await folder.files()), Object.keys(before), `${where}: nothing is published`);
}

test("a partition file with any one bit flipped is read by nobody, and named", async () => {
  await withPartition(async (folder, path, bytes) => {
    for (let flip = 0; flip < FLIPS; flip++) {
      const at = Math.floor((flip * (bytes.length - 1)) / (FLIPS - 1));
      const flipped = Buffer.from(bytes);
      flipped[at] = (flipped[at] ?? 0) ^ (1 << (flip % 8));
      await writeFile(path, flipped);
      await assertRefused(folder, path, `bit ${flip % 8} of byte ${at}`);
    }
  });
});

test("a partition file that was written again with other rows is read by nobody, and named", async () => {
  await withPartition(async (folder, path, bytes) => {
    const frame = pl.readParquet(bytes);
    const versions = pl.col("version");
    const newest = pl.lit("20261031_230000");
    const others: Record<string, () => Buffer> = {
      "rows dropped": () => frame.head(frame.height - 1).writeParquet(),
      "a snapshot dropped": () => frame.filter(versions.neq(newest)).writeParquet(),
      "rows doubled": () => pl.concat([frame, frame]).writeParquet(),
      "values raised": () => frame.withColumns(pl.col("temp").plus(100)).writeParquet(),
      "no rows": () => frame.head(0).writeParquet(),
      "rows of another snapshot": () =>
        frame.withColumns(pl.lit("20261031_230000").alias("version")).writeParquet(),
      "rows in another order": () => frame.sort({ by: ["version"], descending: true }).writeParquet(),
      "another file": () => pl.DataFrame({ a: [1] }).writeParquet(),
      "cut short": () => bytes.subarray(0, bytes.length / 2),
    };
    for (const [what, made] of Object.entries(others)) {
      await writeFile(path, made());
      await assertRefused(folder, path, what);
    }
    await writeFile(path, bytes);
    const { merged } = await merge({ ...placeIn(folder.settings()), feed: TINY_FEED }, LATER);
    assert.equal(merged.getColumn("temp_mean").toArray(), [7, 14.5]);
  });
});

test.run();
