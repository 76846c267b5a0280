import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { backfill } from "../../../pipelines/ingest/backfill.ts";
import { ingest } from "../../../pipelines/ingest/ingest.ts";
import { prune } from "../../../pipelines/maintain/prune.ts";
import { status } from "../../../pipelines/maintain/status.ts";
import { verify } from "../../../pipelines/maintain/verify.ts";
import { merge } from "../../../pipelines/merge/merge.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { bodyOf } from "../../helpers/feeds/body_of.ts";
import { json, TINY_FEED, tinyRow } from "../../helpers/feeds/tiny_feed.ts";
import { type DataFolder, withDataFolder } from "../../helpers/folders/data_folder.ts";
import { placeIn } from "../../helpers/folders/place_in.ts";
import { runsIn } from "../../helpers/processes/runs_in.ts";
import { worldAt } from "../../helpers/world.ts";

const NOW = "2026-11-24T18:30:00Z";
const HOURLY = "data_municipio_x_hora";

const backfillIn = (folder: DataFolder, more: object) =>
  backfill({ ...placeIn(folder.settings()), feed: TINY_FEED, paths: [], ...more }, worldAt(NOW));
const ingestAt = (folder: DataFolder, from: string, at: string, more = {}) =>
  ingest({ ...placeIn(folder.settings()), feed: TINY_FEED, from, ...more }, worldAt(at));
const mergeIn = (folder: DataFolder, at = NOW) =>
  merge({ ...placeIn(folder.settings()), feed: TINY_FEED }, worldAt(at));
const problems = async (folder: DataFolder) => (await verify(placeIn(folder.settings()))).problems;
const csvs = async (folder: DataFolder) =>
  (await readdir(join(folder.path, HOURLY))).filter((name) => name.endsWith(".csv"));
const hour = (n: number) => `2026-11-24T${String(n).padStart(2, "0")}:00:00Z`;

/** Bodies of the hours 12 to 14, each of its temperature, in a folder beside the data. */
async function bodies(folder: DataFolder): Promise<string> {
  for (const n of [12, 13, 14])
    await folder.put(`logs/bodies/${n}.json.gz`, bodyOf(hour(n), { temp: String(n) }));
  return join(folder.path, "logs/bodies");
}

test("backfill() makes of each body a snapshot of the time of its publication: two that came in one hour are two hours", async () => {
  await withDataFolder(async (folder) => {
    const path = await bodies(folder);
    const result = await backfillIn(folder, { paths: [path] });
    assert.equal(
      result.bodies.map(({ outcome, version }) => [outcome, version]),
      [
        ["published", "20261124_120000"],
        ["published", "20261124_130000"],
        ["published", "20261124_140000"],
      ],
    );
    assert.equal(await problems(folder), []);
    const { result: merged } = await mergeIn(folder);
    assert.equal(
      merged.snapshots.map(({ version }) => version),
      ["20261124_130000", "20261124_140000"],
    );
    // It was fetched then, not now: what is old does not look fresh.
    const { newest_snapshot, missed } = await status(placeIn(folder.settings()), worldAt(NOW));
    assert.is(newest_snapshot?.age_seconds.fetched, 4.5 * 3600);
    assert.equal(missed, [
      {
        from: "2026-11-24T15:00:00.000Z",
        to: "2026-11-24T17:00:00.000Z",
        hours: 3,
        reason: "nothing ran",
      },
    ]);
    assert.equal(result.missed, missed);
  });
});

test("backfill() does only what is missing, and puts it where it belongs among what is there", async () => {
  await withDataFolder(async (folder) => {
    const path = await bodies(folder);
    // The one of 13 came ten minutes late, and that of 16 is the newest.
    await ingestAt(folder, join(path, "13.json.gz"), "2026-11-24T13:10:00Z");
    await ingestAt(folder, await folder.put("logs/16.json", json([tinyRow({ temp: "16" })])), hour(16));
    const first = await backfillIn(folder, { paths: [path] });
    assert.equal(
      first.bodies.map(({ outcome, version }) => [outcome, version]),
      [
        ["published", "20261124_120000"],
        ["already", "20261124_131000"],
        ["published", "20261124_140000"],
      ],
    );
    const names = await csvs(folder);
    assert.is(names.length, 4);
    const again = await backfillIn(folder, { paths: [path] });
    assert.ok(again.bodies.every(({ outcome }) => outcome === "already"));
    assert.equal(await csvs(folder), names);
    // The newest is still the newest, to a merge and to the next ingest.
    const { result } = await mergeIn(folder);
    assert.equal(
      result.snapshots.map(({ version }) => version),
      ["20261124_140000", "20261124_160000"],
    );
    const { result: next } = await ingestAt(folder, join(folder.path, "logs/16.json"), hour(17));
    assert.is(next.feed_unchanged_since, hour(16).replace("Z", ".000Z"));
    await prune({ ...placeIn(folder.settings()), feedName: "tiny", keep: 3 }, worldAt(NOW));
    assert.equal((await csvs(folder)).slice(0, 2), ["20261124_140000.csv", "20261124_160000.csv"]);
    assert.equal(await problems(folder), []);
  });
});

test("backfill() compares a snapshot with the one before its time, whatever came later", async () => {
  await withDataFolder(async (folder) => {
    const late = { hloc: "20261125T00" };
    await ingestAt(folder, await folder.put("logs/16.json", json([tinyRow(late)])), hour(16));
    const path = await folder.put("logs/12.json.gz", bodyOf(hour(12), { temp: "1" }));
    const { warnings } = await backfillIn(folder, { paths: [path] });
    assert.equal(warnings, [], "it is no older run than that of 16, which came after it");
    const again = await folder.put("logs/13.json.gz", bodyOf(hour(13), { temp: "1" }));
    await backfillIn(folder, { paths: [again] });
    const manifest = JSON.parse(await folder.read(`${HOURLY}/20261124_130000.manifest.json`));
    assert.equal([manifest.feed_unchanged_since, manifest.backfilled], ["2026-11-24T12:00:00.000Z", true]);
  });
});

test("backfill() goes on past a body that is refused, says why, and makes up nothing for its hour", async () => {
  await withDataFolder(async (folder) => {
    const path = await bodies(folder);
    await folder.put(
      "logs/bodies/13.json.gz",
      (await folder.bytes("logs/bodies/13.json.gz")).subarray(0, 60),
    );
    await folder.put("logs/bodies/undated.json", json([tinyRow()]));
    await folder.put("logs/bodies/tiny-20261124T15.json", json([tinyRow({ temp: "15" })]));
    const { bodies: all, missed } = await backfillIn(folder, { paths: [path] });
    assert.equal(
      all.map(({ outcome, as_of }) => [outcome, as_of?.slice(11, 13) ?? null]),
      [
        ["refused", null],
        ["published", "12"],
        ["refused", "13"],
        ["published", "14"],
        ["published", "15"],
      ],
    );
    assert.match(all[0]?.reason ?? "", /neither its gzip header nor its name.*"municlima ingest --as-of /);
    assert.equal(
      missed.map(({ from, hours }) => [from.slice(11, 13), hours]),
      [
        ["13", 1],
        ["16", 2],
      ],
    );
    assert.is(missed[0]?.reason, all[2]?.reason, "the history has what was wrong with the body of that hour");
    assert.is((await csvs(folder)).length, 3);
    assert.equal(
      (await runsIn(folder)).map(({ command, exit_code }) => [command, exit_code]),
      [
        ["backfill", 0],
        ["ingest", 0],
        ["ingest", 65],
        ["ingest", 0],
        ["ingest", 0],
      ],
    );
  });
});

test("status() does not take a body that a backfill refused, or took, for how runs go now", async () => {
  await withDataFolder(async (folder) => {
    const feed = await folder.put("logs/16.json", json([tinyRow({ temp: "16" })]));
    await ingestAt(folder, feed, hour(16));
    const cut = bodyOf(hour(13), { temp: "13" }).subarray(0, 60);
    await backfillIn(folder, { paths: [await folder.put("logs/bodies/13.json.gz", cut)] });
    const said = await status(placeIn(folder.settings()), worldAt(NOW));
    assert.equal([said.condition.is, said.last_run?.command], ["fresh", "backfill"]);

    await failsWith("no-input", /./, () => ingestAt(folder, join(folder.path, "logs/none.json"), hour(17)));
    await ingestAt(folder, await folder.put("logs/14.json.gz", bodyOf(hour(14), { temp: "14" })), NOW, {
      asOf: new Date(hour(14)),
    });
    const failing = await status(placeIn(folder.settings()), worldAt(NOW));
    assert.equal(failing.condition, { is: "failing", why: "last_run_failed" });
  });
});

test("backfill() takes with fill the bodies of the data folder that no snapshot came from, once", async () => {
  await withDataFolder(async (folder) => {
    const path = await bodies(folder);
    await backfillIn(folder, { paths: [join(path, "12.json.gz")] });
    const kept = await folder.put("raw/0123456789abcdef.json.gz", bodyOf(hour(14), { temp: "14" }));
    const { bodies: all, missed } = await backfillIn(folder, { fill: true });
    assert.equal(
      all.map(({ path, version }) => [path, version]),
      [[kept, "20261124_140000"]],
    );
    assert.equal(missed[0]?.hours, 1, "13 stays missed");
    assert.equal((await backfillIn(folder, { fill: true })).bodies[0]?.outcome, "already");
    await failsWith("usage", /^No body is named/, () => backfillIn(folder, {}));
    await failsWith("no-input", /no such file/, () => backfillIn(folder, { paths: ["nowhere"] }));
  });
});

test("backfill() publishes nothing in a dry run", async () => {
  await withDataFolder(async (folder) => {
    const path = await bodies(folder);
    const before = await folder.files();
    const { bodies: all } = await backfillIn(folder, { paths: [path], dryRun: true });
    assert.ok(all.every(({ outcome }) => outcome === "would_publish"));
    assert.equal(await folder.files(), before);
  });
});

test("ingest() as of a time takes the record of that hour, and refuses a time ahead or without a body", async () => {
  await withDataFolder(async (folder) => {
    const rows = [10, 11, 12].map((n) => tinyRow({ hloc: `20261124T${n}`, temp: String(n) }));
    const from = await folder.put("logs/body.json", json(rows));
    const at = { asOf: new Date(hour(17)), settings: folder.settings({ record: "now" }) };
    const { snapshot } = await ingestAt(folder, from, NOW, at);
    // 17:00 UTC is 11 on the feed's clock.
    assert.equal(snapshot.getColumn("temp").toArray(), [11]);
    const ahead = { asOf: new Date("2026-11-24T18:30:01Z") };
    await failsWith("usage", /^The flag --as-of cannot be 2026-11-24T18:30:01\.000Z, which lies ahead/, () =>
      ingestAt(folder, from, NOW, ahead),
    );
    await failsWith("usage", /goes with a body that is kept/, () =>
      ingest({ ...placeIn(folder.settings()), feed: TINY_FEED, ...at }, worldAt(NOW)),
    );
  });
});

test("status() names no hour as missed that a prune has thinned out, and none before the first snapshot", async () => {
  await withDataFolder(async (folder) => {
    const path = await bodies(folder);
    await backfillIn(folder, { paths: [path] });
    const at = worldAt("2026-11-24T15:30:00Z");
    const missed = async () => (await status(placeIn(folder.settings()), at)).missed;
    assert.equal(await missed(), []);
    const settings = folder.settings({ window: 1 });
    await prune({ ...placeIn(settings), feedName: "tiny", rule: { last: 1 } }, worldAt(NOW));
    assert.equal(await csvs(folder), ["20261124_140000.csv"]);
    await backfillIn(folder, { paths: [join(path, "12.json.gz")] });
    assert.equal(await missed(), [], "13 was removed, not missed");
    await rm(path, { recursive: true });
  });
});

test.run();
