import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { Failure } from "../../../errors/mod.ts";
import { ingest } from "../../../pipelines/ingest/ingest.ts";
import { compact } from "../../../pipelines/maintain/compact.ts";
import { status } from "../../../pipelines/maintain/status.ts";
import { merge } from "../../../pipelines/merge/merge.ts";
import { type FileSystem, realFileSystem } from "../../../store/mod.ts";
import { type DataFolder, withDataFolder } from "../../helpers/data_folder.ts";
import { eachFault } from "../../helpers/each_fault.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { placeIn } from "../../helpers/place_in.ts";
import { snapshotAt } from "../../helpers/snapshot_at.ts";
import { json, TINY_FEED, tinyRow } from "../../helpers/tiny_feed.ts";
import { worldAt } from "../../helpers/world.ts";

const LATER = worldAt("2026-11-24T16:30:00Z");
const HOURLY = "data_municipio_x_hora";
const PART = `${HOURLY}/month=2026-10/20261124_163000.parquet`;

const compactIn = (folder: DataFolder, more = {}, world = LATER) =>
  compact({ ...placeIn(folder.settings()), feed: TINY_FEED, ...more }, world);
const named = async (folder: DataFolder, ending: string) =>
  Object.keys(await folder.files()).filter((name) => name.startsWith(HOURLY) && name.endsWith(ending));
/** What a merge of the last ten hours would publish, and which snapshots it would take. */
async function merged(folder: DataFolder): Promise<unknown> {
  const settings = folder.settings({ window: 10 });
  const { result, merged } = await merge({ ...placeIn(settings), feed: TINY_FEED, dryRun: true }, LATER);
  return { table: merged.toRecords(), snapshots: report.snapshots };
}
/** Two snapshots of October and one of November, the running month. */
async function threeSnapshots(folder: DataFolder): Promise<void> {
  await snapshotAt(folder, "2026-10-31T22:00:00Z", { temp: "10.1", nmun: 'Old "name", quoted' });
  await snapshotAt(folder, "2026-10-31T23:00:00Z", { temp: "" }, { ides: "19", idmun: "1", temp: "-0.0" });
  await snapshotAt(folder, "2026-11-01T00:00:00Z", { temp: "13.3" });
}

test("compact() writes one Parquet file for each month that is over, and leaves the running one", async () => {
  await withDataFolder(async (folder) => {
    await threeSnapshots(folder);
    const report = await compactIn(folder);
    assert.equal(await named(folder, ".parquet"), [PART]);
    assert.equal(report.months.length, 1);
    assert.equal(report.months[0], {
      month: "2026-10",
      snapshots: 2,
      rows: 3,
      csv_bytes: report.months[0]?.csv_bytes,
      parquet_bytes: report.months[0]?.parquet_bytes,
      files: {
        parquet: join(folder.path, PART),
        manifest: join(folder.path, PART.replace("parquet", "manifest.json")),
      },
    });
    assert.equal(report.left, { month: "2026-11", snapshots: 1 });
    assert.equal([report.compacted_before, report.removed], [0, null]);
    const manifest = JSON.parse(await folder.read(PART.replace("parquet", "manifest.json")));
    assert.equal(
      manifest.snapshots.map(({ version, rows, model_run }: Record<string, unknown>) => [
        version,
        rows,
        model_run,
      ]),
      [
        ["20261031_220000", 1, "2023-08-24T12:00:00"],
        ["20261031_230000", 2, "2023-08-24T12:00:00"],
      ],
    );
    assert.is(manifest.columns.at(-1).name, "version");
    const csv = JSON.parse(await folder.read(`${HOURLY}/20261031_220000.manifest.json`));
    assert.is(manifest.snapshots[0].sha256, csv.sha256);
  });
});

test("compact() changes nothing about a merge, before and after the CSVs are removed", async () => {
  await withDataFolder(async (folder) => {
    await threeSnapshots(folder);
    const before = await merged(folder);
    await compactIn(folder);
    assert.equal(await merged(folder), before);
    await compactIn(folder, { removeCsv: true });
    assert.equal(await named(folder, ".csv"), [`${HOURLY}/20261101_000000.csv`]);
    assert.equal(await merged(folder), before);
  });
});

test("compact() takes the running month too when told so, and later only what is new", async () => {
  await withDataFolder(async (folder) => {
    await threeSnapshots(folder);
    const before = await merged(folder);
    const months = async (more = {}) =>
      (await compactIn(folder, more)).months.map(({ month, snapshots }) => `${month} ${snapshots}`);
    assert.equal(await months({ all: true }), ["2026-10 2", "2026-11 1"]);
    assert.equal(await months({ all: true }), []);
    assert.equal(await merged(folder), before);
    await snapshotAt(folder, "2026-11-02T00:00:00Z", { temp: "5" });
    assert.equal(await months(), []);
    assert.equal(await months({ all: true }), ["2026-11 1"]);
    assert.is((await named(folder, ".parquet")).length, 3);
  });
});

test("compact() keeps the manifest of each removed CSV: status and the unchanged feed are told by the newest", async () => {
  await withDataFolder(async (folder) => {
    await threeSnapshots(folder);
    const settings = folder.settings();
    const before = await status(placeIn(settings), LATER);
    const { removed } = await compactIn(folder, { all: true, removeCsv: true });
    assert.is(removed?.files, 3);
    const after = await status(placeIn(settings), LATER);
    assert.equal([after.snapshots, after.newest_snapshot], [3, before.newest_snapshot]);

    const from = await folder.put("feed.json", json([tinyRow({ temp: "13.3" })]));
    const again = await ingest({ ...placeIn(settings), feed: TINY_FEED, from }, LATER);
    assert.is(again.report.feed_unchanged_since, "2026-11-01T00:00:00.000Z");
  });
});

test("compact() removes no CSV that is not what the Parquet file holds of it", async () => {
  await withDataFolder(async (folder) => {
    await threeSnapshots(folder);
    await compactIn(folder);
    const csv = `${HOURLY}/20261031_230000.csv`;
    await folder.put(csv, (await folder.read(csv)).replace("-0.0", "0.0"));
    await failsWith(
      "contract",
      /^The snapshot ".*20261031_230000\.csv" is not what ".*parquet" holds of it, so it was not removed\./,
      () => compactIn(folder, { removeCsv: true }),
    );
    assert.is((await named(folder, ".csv")).length, 3);
  });
});

test("compact() refuses a snapshot that is not what its manifest tells, and leaves nothing of its month", async () => {
  await withDataFolder(async (folder) => {
    await threeSnapshots(folder);
    const before = await named(folder, "");
    const csv = `${HOURLY}/20261031_230000.csv`;
    await folder.put(csv, (await folder.read(csv)).replace("-0.0", "0.5"));
    await failsWith(
      "contract",
      /^The snapshot ".*20261031_230000\.csv" is not what its manifest tells: it was changed\./,
      () => compactIn(folder),
    );
    assert.equal(await named(folder, ""), before);
  });
});

test("compact() writes nothing at all in a dry run, and tells what it would do", async () => {
  await withDataFolder(async (folder) => {
    await threeSnapshots(folder);
    const before = await folder.files();
    const report = await compactIn(folder, { dryRun: true, removeCsv: true });
    assert.equal(await folder.files(), before);
    const [month] = report.months;
    assert.equal([month?.snapshots, month?.parquet_bytes, month?.files], [2, null, null]);
    assert.equal(report.removed, { files: 2, bytes: month?.csv_bytes });
  });
});

test("compact() of a folder without snapshots finds nothing to do", async () => {
  await withDataFolder(async (folder) => {
    const { months, left, removed } = await compactIn(folder, { removeCsv: true });
    assert.equal([months, left, removed], [[], null, { files: 0, bytes: 0 }]);
  });
});

test("compact() cut off by a power failure leaves what counts once, and is made up for by the next run", async () => {
  await withDataFolder(async (folder) => {
    await threeSnapshots(folder);
    const before = await merged(folder);
    await compactIn(folder);
    const [parquet, manifest] = await Promise.all(
      [PART, PART.replace("parquet", "manifest.json")].map((name) => folder.read(name)),
    );
    const states: Record<string, () => Promise<unknown>> = {
      "a temporary file": async () => {
        await rm(join(folder.path, HOURLY, "month=2026-10"), { recursive: true });
        await folder.put(`${HOURLY}/month=2026-10/.tmp-1`, parquet?.slice(0, 9) ?? "");
      },
      "a Parquet file without its manifest": () =>
        folder.put(`${HOURLY}/month=2026-10/20261124_162900.parquet`, "PAR1"),
      "a manifest without its Parquet file": () =>
        folder.put(`${HOURLY}/month=2026-10/20261124_162800.manifest.json`, manifest ?? ""),
    };
    for (const [state, bring] of Object.entries(states)) {
      await bring();
      assert.equal(await merged(folder), before, state);
    }
    assert.is((await compactIn(folder, { removeCsv: true })).months[0]?.snapshots, 2);
    assert.equal(await merged(folder), before);
    // Some CSVs are gone, one is back: the removal was cut off.
    await writeFile(join(folder.path, HOURLY, "20261031_220000.csv"), "");
    assert.equal(await merged(folder), before);
  });
});

test("compact() that fails at any call to the disk changes nothing about a merge, and can be run again", async () => {
  await withDataFolder(async (begun) => {
    await threeSnapshots(begun);
    const [before, contents] = [await merged(begun), await begun.files()];
    const calls = await eachFault(["EIO"], ({ files, failed }) =>
      withDataFolder(async (folder) => {
        for (const [name, content] of Object.entries(contents)) await folder.put(name, content);
        const outcome = await compactIn(folder, { removeCsv: true }, { ...LATER, files }).catch(String);
        if (failed() === undefined) assert.type(outcome, "object");
        assert.equal(await merged(folder), before, failed());
        // A lock that could not be removed is dead with its process; this one lives on.
        await rm(join(folder.path, ".lock"), { force: true });
        await compactIn(folder, { removeCsv: true });
        assert.equal(await named(folder, ".csv"), [`${HOURLY}/20261101_000000.csv`]);
        assert.is((await named(folder, ".parquet")).length, 1);
      }),
    );
    const made = ["link", "file.sync", "file.read", "readFile", "rm"];
    assert.ok(
      made.every((name) => calls.includes(name)),
      calls.join(),
    );
  });
});

test("compact() stops between two days when it is told to, and leaves nothing of the month", async () => {
  await withDataFolder(async (folder) => {
    await threeSnapshots(folder);
    const before = Object.keys(await folder.files());
    const controller = new AbortController();
    const files: FileSystem = {
      ...realFileSystem,
      readFile: (async (...args: Parameters<FileSystem["readFile"]>) => {
        if (String(args[0]).endsWith("20261031_230000.csv"))
          controller.abort(new Failure("terminated", "Told to."));
        return await realFileSystem.readFile(...args);
      }) as FileSystem["readFile"],
    };
    await failsWith("terminated", /Told to/, () =>
      compactIn(folder, { stop: controller.signal }, { ...LATER, files }),
    );
    assert.equal(Object.keys(await folder.files()), before);
  });
});

test("merge() stops between two lots when it is told to, before it publishes anything", async () => {
  await withDataFolder(async (folder) => {
    await threeSnapshots(folder);
    const before = Object.keys(await folder.files());
    const controller = new AbortController();
    const events = {
      onStep: (name: string) => {
        // Heard as a signal would be: while the loop of events turns, not at once.
        if (name === "average") setImmediate(() => controller.abort(new Failure("interrupted", "Told to.")));
      },
    };
    const settings = folder.settings();
    await failsWith("interrupted", /Told to/, () =>
      merge({ ...placeIn(settings), feed: TINY_FEED, stop: controller.signal, events }, LATER),
    );
    assert.equal(Object.keys(await folder.files()), before);
  });
});

test.run();
