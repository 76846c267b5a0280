import { test } from "uvu";
import * as assert from "uvu/assert";
import { checkSpace, checkWriting } from "../../../ops/doctor/check_disk.ts";
import { ingest } from "../../../pipelines/ingest/ingest.ts";
import { localStore } from "../../../store/mod.ts";
import { memoryStore } from "../../../store/objects/memory/memory_store.ts";
import { json, TINY_FEED, tinyRow } from "../../helpers/feeds/tiny_feed.ts";
import { withDataFolder } from "../../helpers/folders/data_folder.ts";
import { storeWith } from "../../helpers/folders/held_folder.ts";
import { placeIn } from "../../helpers/folders/place_in.ts";
import { worldAt } from "../../helpers/world.ts";

const ROOM = { folder: "/", free: 1e12, files: undefined };

test("checkWriting leaves nothing in a folder, and makes none that is not there yet", async () => {
  await withDataFolder(async ({ path, files }) => {
    const before = await files();
    const room = { ...ROOM, folder: path };
    assert.is((await checkWriting("data", localStore(path), room)).verdict, "ok");
    assert.is((await checkWriting("data", localStore(`${path}/new/data`), room)).verdict, "ok");
    assert.equal(await files(), before);
  });
});

test("checkWriting finds a place that gives back other bytes than it was given", async () => {
  const other = storeWith(memoryStore(), { get: async () => ({ bytes: new Uint8Array(3), tag: "" }) });
  const { verdict, says } = await checkWriting("data", other, undefined);
  assert.equal([verdict, says], ["failure", "what is written is not what is read"]);
});

test("checkSpace reckons a month by the runs of the last week, each body once", async () => {
  await withDataFolder(async (folder) => {
    const place = placeIn(folder.settings());
    const at = (hour: number) => worldAt(`2026-03-02T0${hour}:15:00Z`);
    assert.match((await checkSpace(place.data, ROOM, at(0).now())).says, "no run yet to reckon a month by");
    // A body of some 500 kB, twice.
    const rows = Array.from({ length: 6000 }, (_, town) => tinyRow({ idmun: String(town + 1), ides: "1" }));
    const from = await folder.put("feed.json", json(rows));
    for (const hour of [0, 1]) await ingest({ ...place, feed: TINY_FEED, from }, at(hour));
    const check = (free: number, files?: number) =>
      checkSpace(place.data, { ...ROOM, free, files }, at(2).now());
    // (500 kB + 2 × 200 kB) × 720 ÷ 2 hours.
    const { verdict, says } = await check(1e12);
    assert.is(verdict, "ok");
    const [, month = ""] = /a month of runs takes (\d+) MB/.exec(says) ?? [];
    assert.ok(Number(month) > 250 && Number(month) < 450, says);
    assert.is((await check(Number(month) * 1e6 - 2e6)).verdict, "warning");
    assert.is((await check(99e6)).verdict, "failure");
    assert.is((await check(1e12, 9999)).verdict, "warning");
    assert.is((await check(1e12, 10_000)).verdict, "ok");
  });
});

test.run();
