import { test } from "uvu";
import * as assert from "uvu/assert";
import { feedOfPlace, openPlace } from "../../../commands/call/place.ts";
import { BUILT_IN_FEEDS, type Feed } from "../../../configs/mod.ts";
import { claimFolder, withLock } from "../../../store/mod.ts";
import { TINY_FEED } from "../../helpers/feeds/tiny_feed.ts";
import { type DataFolder, withDataFolder } from "../../helpers/folders/data_folder.ts";
import { placeIn } from "../../helpers/folders/place_in.ts";
import { invocation } from "../../helpers/processes/invocation.ts";

/** The place of a call with these flags. */
async function opened(flags: Record<string, unknown>) {
  return await openPlace(invocation(flags).call);
}

/** Makes a folder belong to a feed, as its first ingest does. */
async function claim({ settings }: DataFolder, feed: Feed): Promise<void> {
  const { data } = placeIn(settings());
  await withLock(data, "test", (held) => claimFolder(held, feed));
}

test("feedOfPlace() takes the feed that the data folder belongs to, unless one is named", async () => {
  await withDataFolder(async (folder) => {
    const here = { dataDir: folder.path };
    const before = await feedOfPlace(await opened(here));
    assert.is(before.name, "smn-hourly", "the default before the first ingest");

    await claim(folder, TINY_FEED);
    const after = await feedOfPlace(await opened(here));
    assert.equal(after, TINY_FEED);
    const named = await feedOfPlace(await opened({ ...here, feed: "sample" }));
    assert.is(named, BUILT_IN_FEEDS.get("sample"));
  });
});

test("feedOfPlace() takes a built-in feed as it is today, not as the folder remembers it", async () => {
  await withDataFolder(async (folder) => {
    await claim(folder, { ...TINY_FEED, name: "sample" });
    const feed = await feedOfPlace(await opened({ dataDir: folder.path }));
    assert.is(feed, BUILT_IN_FEEDS.get("sample"));
  });
});

test.run();
