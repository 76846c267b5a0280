import { test } from "uvu";
import * as assert from "uvu/assert";
import { eventsOf } from "../../../ops/hooks/events_of.ts";
import { ingest } from "../../../pipelines/ingest/ingest.ts";
import { merge } from "../../../pipelines/merge/merge.ts";
import { json, TINY_FEED, tinyRow } from "../../helpers/feeds/tiny_feed.ts";
import { withDataFolder } from "../../helpers/folders/data_folder.ts";
import { placeIn } from "../../helpers/folders/place_in.ts";
import { statusResult } from "../../helpers/results.ts";
import { worldAt } from "../../helpers/world.ts";

const FRESH = statusResult({ condition: { is: "fresh", why: "fetched" } });

test("eventsOf() is a change where a run has published another table than before, by its bytes", async () => {
  await withDataFolder(async (folder) => {
    const place = placeIn(folder.settings({ window: 1 }));
    const at = (hour: string) => worldAt(`2026-11-24T${hour}:00:00Z`);
    const change = async (command: string, run_id: string) =>
      await eventsOf({ command, run_id, exit_code: 0 }, FRESH, place.data);
    const take = async (hour: string, temp: string) => {
      const from = await folder.put("feed.json", json([tinyRow({ temp })]));
      await ingest({ ...place, feed: TINY_FEED, from, runId: `i${hour}` }, at(hour));
      await merge({ ...place, feed: TINY_FEED, runId: `m${hour}` }, at(hour));
    };
    assert.equal(await change("run", "none"), []);
    await take("01", "20");
    assert.equal([await change("ingest", "i01"), await change("merge", "m01")], [["change"], ["change"]]);
    await take("02", "20");
    assert.equal([await change("ingest", "i02"), await change("merge", "m02")], [[], []]);
    await take("03", "21");
    assert.equal([await change("ingest", "i03"), await change("merge", "m03")], [["change"], ["change"]]);
    assert.equal(await change("merge", "another run's"), []);
  });
});

test("eventsOf() is a failure, and no more, of a run that failed; stale where the data is stale or unchanged", async () => {
  await withDataFolder(async (folder) => {
    const { data } = placeIn(folder.settings());
    const run = { command: "run", run_id: "1", exit_code: 0 };
    const stale = statusResult({ condition: { is: "stale", why: "older_run" } });
    const unchanged = statusResult({ condition: { is: "unchanged", why: "feed_unchanged" } });
    assert.equal(await eventsOf({ ...run, exit_code: 69 }, stale, data), ["failure"]);
    for (const status of [stale, unchanged]) assert.equal(await eventsOf(run, status, data), ["stale"]);
    for (const status of [FRESH, null]) assert.equal(await eventsOf(run, status, data), []);
  });
});

test.run();
