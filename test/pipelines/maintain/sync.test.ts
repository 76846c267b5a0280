import { test } from "uvu";
import * as assert from "uvu/assert";
import type { Settings } from "../../../configs/mod.ts";
import { ingest } from "../../../pipelines/ingest/ingest.ts";
import { compact } from "../../../pipelines/maintain/compact.ts";
import { prune } from "../../../pipelines/maintain/prune.ts";
import { sync } from "../../../pipelines/maintain/sync.ts";
import { verify } from "../../../pipelines/maintain/verify.ts";
import { merge } from "../../../pipelines/merge/merge.ts";
import { localStore, namesBelow, type ObjectStore, readInventory, sha256 } from "../../../store/mod.ts";
import { memoryStore } from "../../../store/objects/memory/memory_store.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { json, TINY_FEED, tinyRow } from "../../helpers/feeds/tiny_feed.ts";
import { type DataFolder, withDataFolder } from "../../helpers/folders/data_folder.ts";
import { placeIn } from "../../helpers/folders/place_in.ts";
import { worldAt } from "../../helpers/world.ts";

type Place = {
  readonly data: { readonly objects: ObjectStore };
  readonly logs: ObjectStore;
  readonly settings: Settings;
};

/** Publishes a snapshot and a merge of it. */
async function publish(place: Place, folder: DataFolder, time: string): Promise<void> {
  const from = await folder.put(
    "feed.json",
    json([tinyRow({ temp: time.slice(11, 13) }), tinyRow({ ides: "19", idmun: "1" })]),
  );
  await ingest({ ...place, feed: TINY_FEED, from }, worldAt(time));
  await merge({ ...place, feed: TINY_FEED }, worldAt(time.replace("00:00Z", "30:00Z")));
}

/** Does some work with a folder that has something, an empty target, and what makes a second one. */
async function withBoth(
  work: (from: Place, to: Place, folder: DataFolder) => Promise<void>,
  target: () => ObjectStore = memoryStore,
): Promise<void> {
  await withDataFolder(async (folder) => {
    const from = placeIn(folder.settings());
    for (const hour of [20, 21]) await publish(from, folder, `2024-10-31T${hour}:00:00Z`);
    const to = {
      data: { objects: target() },
      logs: memoryStore(),
      settings: folder.settings({ dataDir: "copy" }),
    };
    await work(from, to, folder);
  });
}

/** What is published in a folder, with its bytes. */
async function contents({ data: { objects } }: Place): Promise<Record<string, string>> {
  const names = (await namesBelow(objects, "")).filter(
    (name) => !/^(cache|logs|inventory|feed\.json)/.test(name) && !name.startsWith("copies"),
  );
  const texts = await Promise.all(
    names.map(async (name) => [name, sha256((await objects.get(name))?.bytes ?? Buffer.of())]),
  );
  return Object.fromEntries(texts);
}

const syncBoth = (from: Place, to: Place, more = {}) =>
  sync({ ...to, from: from.data, ...more }, worldAt("2024-11-01T00:00:00Z"));

test("sync() makes an empty folder like another one, byte for byte, and has nothing to do then", async () => {
  for (const target of [memoryStore, undefined]) {
    await withDataFolder(async (copy) => {
      await withBoth(
        async (from, to) => {
          const first = await syncBoth(from, to);
          assert.equal(await contents(to), await contents(from));
          assert.equal((await verify(to)).problems, []);
          assert.equal([first.removed, first.events], [0, 4]);
          assert.ok(first.copied > 10 && first.bytes > 1000, JSON.stringify(first));
          const again = await syncBoth(from, to);
          assert.equal([again.copied, again.bytes, again.events], [0, 0, 0]);
        },
        target ?? (() => localStore(`${copy.path}/copy`)),
      );
    });
  }
});

test("sync() copies what was published since, and removes what no longer counts", async () => {
  await withBoth(async (from, to, folder) => {
    await syncBoth(from, to);
    await publish(from, folder, "2024-11-01T15:00:00Z");
    await compact({ ...from, feed: TINY_FEED, removeCsv: true }, worldAt("2024-12-01T00:00:00Z"));
    await prune({ ...from, feedName: TINY_FEED.name, keep: 1 }, worldAt("2024-12-01T00:00:00Z"));
    const dry = await syncBoth(from, to, { dryRun: true });
    const before = await contents(to);
    const done = await syncBoth(from, to);
    assert.equal(
      [dry.copied, dry.bytes, dry.removed, dry.events],
      [done.copied, done.bytes, done.removed, done.events],
    );
    assert.ok(done.removed > 0 && Object.keys(before).length > 0);
    assert.equal(await contents(to), await contents(from));
    assert.equal((await verify(to)).problems, []);
    const [theirs, ours] = [await readInventory(from.data), await readInventory(to.data)];
    assert.equal([ours.sequence, ours.chain], [theirs.sequence, theirs.chain]);
    assert.equal(ours.tables, theirs.tables);
  });
});

test("sync() goes back again, and both folders may be published in, in turn", async () => {
  await withBoth(async (from, to, folder) => {
    await syncBoth(from, to);
    await publish(to, folder, "2024-11-01T15:00:00Z");
    await failsWith(
      "config",
      /^".+" has published more than "memory:"|^"memory:" has published more than ".+"/,
      () => syncBoth(from, to),
    );
    assert.is((await syncBoth(to, from)).events, 2);
    assert.equal(await contents(from), await contents(to));
    await publish(from, folder, "2024-11-01T17:00:00Z");
    assert.is((await syncBoth(from, to)).events, 2);
    assert.equal(await contents(to), await contents(from));
  });
});

test("sync() finishes what a sync that was cut off has begun, and counts nothing before", async () => {
  await withBoth(async (from, to) => {
    for (let limit = 1; ; limit += 3) {
      const objects = memoryStore();
      let writes = 0;
      const cutOff = {
        ...objects,
        putNew: async (name: string, bytes: Uint8Array) => {
          if (name !== ".lock" && ++writes > limit) throw new RangeError("cut off");
          return await objects.putNew(name, bytes);
        },
      };
      const outcome = await syncBoth(from, { ...to, data: { objects: cutOff } }).catch(
        (error: unknown) => error,
      );
      if (!(outcome instanceof RangeError)) break;
      assert.is((await readInventory({ objects })).sequence, 0);
      await objects.remove([".lock"]);
      const second = { ...to, data: { objects } };
      await syncBoth(from, second);
      assert.equal(await contents(second), await contents(from), `cut off after ${limit}`);
    }
  });
});

test("sync() refuses a folder of another history, another feed, nothing, and what is not as it was published", async () => {
  await withBoth(async (from, to, folder) => {
    await failsWith("no-input", /^Nothing was published in "memory:" yet\. Check the address\.$/, () =>
      syncBoth(to, from),
    );
    await publish(to, folder, "2024-10-31T20:00:00Z");
    await failsWith("config", /has published what ".+" has not, or too long ago to tell\./, () =>
      syncBoth(from, to),
    );
    const other = { ...to, data: { objects: memoryStore() } };
    const record = Buffer.from((await from.data.objects.get("data_folder.json"))?.bytes ?? []).toString();
    await other.data.objects.putNew("data_folder.json", Buffer.from(record.replace('"tiny"', '"other"')));
    await failsWith("config", /belongs to the feed "other", ".+" to "tiny"\. Use another folder\.$/, () =>
      syncBoth(from, other),
    );
    const name =
      (await namesBelow(from.data.objects, "data_merged/")).find((name) => /\d\.csv$/.test(name)) ?? "";
    await from.data.objects.replace(name, Buffer.from("changed"));
    const third = { ...to, data: { objects: memoryStore() } };
    await failsWith("contract", /was changed since it was published/, () => syncBoth(from, third));
    assert.is((await readInventory(third.data)).sequence, 0);
  });
});

test.run();
