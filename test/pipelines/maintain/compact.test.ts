import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { ingest } from "../../../pipelines/ingest/ingest.ts";
import { status } from "../../../pipelines/maintain/status.ts";
import { verify } from "../../../pipelines/maintain/verify.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { eachStop } from "../../helpers/faults/each_stop.ts";
import { stopsCleanly } from "../../helpers/faults/stops_cleanly.ts";
import { json, TINY_FEED, tinyRow } from "../../helpers/feeds/tiny_feed.ts";
import { compactIn, HOURLY, LATER, merged, named, threeSnapshots } from "../../helpers/folders/compacted.ts";
import { withDataFolder } from "../../helpers/folders/data_folder.ts";
import { placeIn } from "../../helpers/folders/place_in.ts";
import { publishMany } from "../../helpers/folders/publish_csv.ts";
import { snapshotAt } from "../../helpers/folders/snapshot_at.ts";
import { inCopy } from "../../helpers/folders/whole_folder.ts";
import { deadLock } from "../../helpers/locks/dead_lock.ts";

const PART = "archive/snapshots/month=2026-10/20261124_163000.parquet";
const MANIFEST = "archive/snapshots/month=2026-10/_20261124_163000.manifest.json";

test("compact() writes one partition file for each month that is over, and leaves the current one", async () => {
  await withDataFolder(async (folder) => {
    await threeSnapshots(folder);
    const result = await compactIn(folder);
    assert.equal(await named(folder, ".parquet"), [PART]);
    assert.equal(result.months.length, 1);
    assert.equal(result.months[0], {
      month: "2026-10",
      snapshot_count: 2,
      rows: 3,
      csv_bytes: result.months[0]?.csv_bytes,
      parquet_bytes: result.months[0]?.parquet_bytes,
      files: {
        parquet: join(folder.path, PART),
        manifest: join(folder.path, MANIFEST),
      },
    });
    assert.equal(result.current_month, { month: "2026-11", snapshot_count: 1 });
    assert.equal([result.compacted_before, result.removed_csv], [0, null]);
    const manifest = JSON.parse(await folder.read(MANIFEST));
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

test("compact() takes the current month too when asked to, and later only what is new", async () => {
  await withDataFolder(async (folder) => {
    await threeSnapshots(folder);
    const before = await merged(folder);
    const months = async (more = {}) =>
      (await compactIn(folder, more)).months.map(({ month, snapshot_count }) => `${month} ${snapshot_count}`);
    assert.equal(await months({ all: true }), ["2026-10 2", "2026-11 1"]);
    assert.equal(await months({ all: true }), []);
    assert.equal(await merged(folder), before);
    await snapshotAt(folder, "2026-11-02T00:00:00Z", { temp: "5" });
    assert.equal(await months(), []);
    assert.equal(await months({ all: true }), ["2026-11 1"]);
    assert.is((await named(folder, ".parquet")).length, 3);
  });
});

test("compact() keeps the manifest of each removed CSV: by the newest, status and ingest know what there is", async () => {
  await withDataFolder(async (folder) => {
    await threeSnapshots(folder);
    const settings = folder.settings();
    const before = await status(placeIn(settings), LATER);
    const { removed_csv } = await compactIn(folder, { all: true, removeCsv: true });
    assert.is(removed_csv?.file_count, 3);
    const after = await status(placeIn(settings), LATER);
    assert.equal([after.snapshot_count, after.newest_snapshot], [3, before.newest_snapshot]);

    const from = await folder.put("feed.json", json([tinyRow({ temp: "13.3" })]));
    const again = await ingest({ ...placeIn(settings), feed: TINY_FEED, from }, LATER);
    assert.is(again.result.feed_unchanged_since, "2026-11-01T00:00:00.000Z");
  });
});

test("compact() removes no CSV that differs from what the partition file has of it", async () => {
  await withDataFolder(async (folder) => {
    await threeSnapshots(folder);
    await compactIn(folder);
    const csv = `${HOURLY}/20261031_230000.csv`;
    await folder.put(csv, (await folder.read(csv)).replace("-0.0", "0.0"));
    await failsWith(
      "contract",
      /^The snapshot ".*20261031_230000\.csv" differs from what ".*parquet" has of it, so it was not removed\./,
      () => compactIn(folder, { removeCsv: true }),
    );
    assert.is((await named(folder, ".csv")).length, 3);
  });
});

test("compact() refuses a snapshot that is not what its manifest says, and leaves nothing of its month", async () => {
  await withDataFolder(async (folder) => {
    await threeSnapshots(folder);
    const before = await named(folder, "");
    const csv = `${HOURLY}/20261031_230000.csv`;
    await folder.put(csv, (await folder.read(csv)).replace("-0.0", "0.5"));
    await failsWith(
      "contract",
      /^The snapshot ".*20261031_230000\.csv" differs from its manifest: it was changed\./,
      () => compactIn(folder),
    );
    assert.equal(await named(folder, ""), before);
  });
});

test("compact() writes nothing at all in a dry run, and says what it would do", async () => {
  await withDataFolder(async (folder) => {
    await threeSnapshots(folder);
    const before = await folder.files();
    const result = await compactIn(folder, { dryRun: true, removeCsv: true });
    assert.equal(await folder.files(), before);
    const [month] = result.months;
    assert.equal([month?.snapshot_count, month?.parquet_bytes, month?.files], [2, null, null]);
    assert.equal(result.removed_csv, { file_count: 2, bytes: month?.csv_bytes });
  });
});

test("compact() of a folder without snapshots finds nothing to do", async () => {
  await withDataFolder(async (folder) => {
    const { months, current_month, removed_csv } = await compactIn(folder, { removeCsv: true });
    assert.equal([months, current_month, removed_csv], [[], null, { file_count: 0, bytes: 0 }]);
  });
});

test("compact() that was cut off changes nothing about a merge, and is finished by the next run", async () => {
  await withDataFolder(async (whole) => {
    await threeSnapshots(whole);
    const before = await merged(whole);
    const csv = `${HOURLY}/20261031_220000.csv`;
    const { [csv]: bytes = "" } = await whole.files();
    let manifest = "";
    let partition: Uint8Array = new Uint8Array();
    await inCopy(whole, async (folder) => {
      await compactIn(folder);
      manifest = await folder.read(MANIFEST);
      partition = await folder.bytes(PART);
    });
    const states: Record<string, Record<string, string | Uint8Array>> = {
      "an unfinished file": { "archive/snapshots/month=2026-10/.tmp-1": partition.slice(0, 9) },
      "a manifest without its partition file": { [MANIFEST]: manifest },
      "a partition file that the inventory lacks": { [MANIFEST]: manifest, [PART]: partition },
    };
    for (const [state, left] of Object.entries(states)) {
      await inCopy(whole, async (folder) => {
        for (const [name, content] of Object.entries(left)) await folder.put(name, content);
        await folder.put(".lock", await deadLock(folder.path));
        assert.equal(await merged(folder), before, state);
        assert.equal((await verify(placeIn(folder.settings()))).problems, [], state);
        await compactIn(folder, { removeCsv: true });
        assert.equal(await named(folder, ".csv"), [`${HOURLY}/20261101_000000.csv`], state);
        assert.is((await named(folder, ".parquet")).length, 1, state);
        assert.equal(await merged(folder), before, state);

        // Some CSVs are gone, one is back: the removal was cut off.
        await folder.put(csv, bytes);
        assert.equal(await merged(folder), before, state);
        assert.equal((await verify(placeIn(folder.settings()))).problems, [], state);
        await compactIn(folder);
        assert.equal(await named(folder, ".csv"), [`${HOURLY}/20261101_000000.csv`], state);
      });
    }
  });
});

test("compact() can be stopped between batches of the CSVs that it removes", async () => {
  await withDataFolder(async (folder) => {
    await snapshotAt(folder, "2026-11-01T00:00:00Z", {});
    await publishMany(folder, "20261031", 260);
    await compactIn(folder);
    const left: number[] = [];
    await eachStop("interrupted", (turn) =>
      inCopy(folder, async (copy) => {
        await stopsCleanly(copy, turn, () => compactIn(copy, { removeCsv: true, stop: turn.stop }));
        left.push((await named(copy, ".csv")).length);
      }),
    );
    assert.equal([...new Set(left)], [261, 5, 1]);
  });
});

test.run();
