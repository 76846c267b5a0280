import { test } from "uvu";
import * as assert from "uvu/assert";
import type { Feed } from "../../../configs/mod.ts";
import { BUILT_IN_FEEDS } from "../../../configs/mod.ts";
import { assertFeed, claimFolder, feedOfFolder } from "../../../store/datasets/feed_record.ts";
import { DICTIONARY, FEED_RECORD } from "../../../store/mod.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { TINY_FEED } from "../../helpers/feeds/tiny_feed.ts";
import { bytesOf, heldFolder } from "../../helpers/folders/held_folder.ts";

const OTHER = { ...TINY_FEED, name: "other" };
const [first, ...rest] = TINY_FEED.columns as [Feed["columns"][number], ...Feed["columns"]];

test("claimFolder() records the feed, and puts a data dictionary beside the record", async () => {
  for (const feed of [TINY_FEED, ...BUILT_IN_FEEDS.values()]) {
    const held = heldFolder();
    assert.is(await feedOfFolder(held), undefined);
    await claimFolder(held, feed);
    assert.equal(await feedOfFolder(held), JSON.parse(JSON.stringify(feed)));
    assert.match(new TextDecoder().decode((await held.objects.get(DICTIONARY))?.bytes), /"resources"/);
  }
});

test("claimFolder() leaves a record and a dictionary that are there as they are", async () => {
  const held = heldFolder();
  await claimFolder(held, TINY_FEED);
  const before = await Promise.all([FEED_RECORD, DICTIONARY].map(held.objects.head));
  await claimFolder(held, { ...TINY_FEED, title: { en: "Another title" } });
  assert.equal(await Promise.all([FEED_RECORD, DICTIONARY].map(held.objects.head)), before);
});

test("claimFolder() refuses another feed, and the folder stays the first one's", async () => {
  const held = heldFolder();
  await claimFolder(held, TINY_FEED);
  await failsWith("config", /belongs to the feed "tiny", not to "other"/, () => claimFolder(held, OTHER));
  assert.is((await feedOfFolder(held))?.name, "tiny");
});

test("claimFolder() lets one of two feeds at once have the folder", async () => {
  const held = heldFolder();
  const claims = await Promise.allSettled([TINY_FEED, OTHER].map((feed) => claimFolder(held, feed)));
  assert.equal(claims.map(({ status }) => status).sort(), ["fulfilled", "rejected"]);
});

test("assertFeed() lets any feed have a folder that none claimed, and the owner its own", async () => {
  const held = heldFolder();
  await assertFeed(held, TINY_FEED);
  await claimFolder(held, TINY_FEED);
  const moved = { ...TINY_FEED, urls: ["http://127.0.0.1:9/moved"] as [string] };
  await assertFeed(held, { ...moved, columns: [{ ...first, meaning: "The state", maximum: 33 }, ...rest] });
});

test("assertFeed() refuses another feed, and names both", async () => {
  const held = heldFolder();
  await claimFolder(held, TINY_FEED);
  const message =
    /^The data folder "memory:" belongs to the feed "tiny", not to "other"\. Use another data folder\.$/;
  await failsWith("config", message, () => assertFeed(held, OTHER));
});

test("assertFeed() refuses a feed whose tables would not fit the old ones", async () => {
  const others: Partial<Feed>[] = [
    { columns: rest },
    { columns: [...rest, first] },
    { columns: [{ ...first, type: "string" }, ...rest] },
    { columns: [{ ...first, name: "state" }, ...rest] },
    { columns: [...TINY_FEED.columns, { name: "more", type: "number", meaning: "" }] },
    { key: ["idmun", "ides"] },
    { time: "temp" },
  ];
  const held = heldFolder();
  await claimFolder(held, TINY_FEED);
  const message = /^The feed "tiny" has other columns than when the data folder "memory:" was begun\./;
  for (const other of others)
    await failsWith("config", message, () => assertFeed(held, { ...TINY_FEED, ...other }));
});

test("assertFeed() refuses a feed of another unit, clock or meaning of a mean, and says which", async () => {
  const held = heldFolder();
  await claimFolder(held, TINY_FEED);
  const columns = TINY_FEED.columns.map((column) => (column.unit ? { ...column, unit: "°F" } : column));
  const other = { ...TINY_FEED, clock: "UTC", columns };
  const message =
    /^The feed "tiny" has another meaning than when the data folder "memory:" was begun: its clock is "UTC" instead of "America\/Mexico_City"; "temp" is in "°F" instead of "°C"\. Use another data folder\.$/;
  for (const refused of [assertFeed, claimFolder])
    await failsWith("config", message, () => refused(held, other));
});

test("claimFolder() records what a feed has more than before as its next definition, in the dictionary too", async () => {
  const held = heldFolder();
  const text = async (name: string) => new TextDecoder().decode((await held.objects.get(name))?.bytes);
  assert.equal(await claimFolder(held, { ...TINY_FEED, means: [] }), []);
  assert.is(JSON.parse(await text(FEED_RECORD)).definition, 1);
  assert.not.match(await text(DICTIONARY), "temp_mean");
  assert.equal(await claimFolder(held, TINY_FEED), ['the mean "temp_mean"']);
  assert.is(JSON.parse(await text(FEED_RECORD)).definition, 2);
  assert.match(await text(DICTIONARY), "temp_mean");
  assert.equal(await claimFolder(held, TINY_FEED), []);
  assert.is(JSON.parse(await text(FEED_RECORD)).definition, 2);
});

test("feedOfFolder() takes a record from before definitions had numbers", async () => {
  const held = heldFolder();
  await claimFolder(held, TINY_FEED);
  const { definition: _, ...old } = JSON.parse(
    new TextDecoder().decode((await held.objects.get(FEED_RECORD))?.bytes),
  );
  await held.objects.replace(
    FEED_RECORD,
    bytesOf(JSON.stringify({ ...old, feed: { ...old.feed, means: [] } })),
  );
  assert.equal((await feedOfFolder(held))?.means, []);
  assert.equal(await claimFolder(held, TINY_FEED), ['the mean "temp_mean"']);
});

test("feedOfFolder() refuses a record that was changed, lacks a field or is of another version, and names it", async () => {
  const held = heldFolder();
  await claimFolder(held, TINY_FEED);
  const whole = JSON.parse(new TextDecoder().decode((await held.objects.get(FEED_RECORD))?.bytes));
  const texts = ["{", "null", "[]", '{"schema_version": 1}', JSON.stringify({ ...whole, schema_version: 2 })];
  for (const field of Object.keys(whole.feed).filter((name) => !["contract", "public_urls"].includes(name))) {
    const { [field]: _, ...feed } = whole.feed;
    texts.push(JSON.stringify({ ...whole, feed }));
  }
  for (const text of texts) {
    await held.objects.replace(FEED_RECORD, bytesOf(text));
    await failsWith("contract", /"memory:data_folder\.json"/, () => feedOfFolder(held));
  }
});

test.run();
