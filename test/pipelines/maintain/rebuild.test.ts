import { rm } from "node:fs/promises";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import type { Feed } from "../../../configs/mod.ts";
import { ingest } from "../../../pipelines/ingest/ingest.ts";
import { compact } from "../../../pipelines/maintain/compact.ts";
import { prune } from "../../../pipelines/maintain/prune.ts";
import { rebuild } from "../../../pipelines/maintain/rebuild.ts";
import { verify } from "../../../pipelines/maintain/verify.ts";
import { merge } from "../../../pipelines/merge/merge.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { json, TINY_FEED, tinyRow } from "../../helpers/feeds/tiny_feed.ts";
import { type DataFolder, MUNICIPALITIES, withDataFolder } from "../../helpers/folders/data_folder.ts";
import { placeIn } from "../../helpers/folders/place_in.ts";
import { publishCsv } from "../../helpers/folders/publish_csv.ts";
import { worldAt } from "../../helpers/world.ts";

const NOW = worldAt("2026-12-24T12:00:00Z");
const SNAPSHOT = "data_municipio_x_hora/20261124_120000.csv";
const MERGED = "data_merged/20261124_133000.csv";

const rebuildIn = (folder: DataFolder, more = {}) =>
  rebuild({ ...placeIn(folder.settings()), feed: TINY_FEED, ...more }, NOW);
const outcomes = async (folder: DataFolder, more = {}) =>
  (await rebuildIn(folder, more)).tables
    .filter(({ outcome }) => outcome !== "same")
    .map(({ dataset, version, outcome }) => `${dataset} ${version} ${outcome}`);

/** Every file but the notes that save time. */
const filesOf = async (folder: DataFolder) =>
  Object.fromEntries(Object.entries(await folder.files()).filter(([name]) => !name.startsWith("cache/")));

/** Two snapshots, the second by the hour and without bad rows, and a merge of both. */
async function fill(folder: DataFolder, feed: Feed = TINY_FEED): Promise<void> {
  const rows = [12, 13].map((hour) => tinyRow({ hloc: `20261124T0${hour - 6}`, temp: String(hour) }));
  const bad = tinyRow({ idmun: "x" });
  const lenient = { ...feed, contract: { type: { mode: "discard_row", at_most: 100 } } } as const;
  const place = placeIn(folder.settings());
  await ingest(
    { ...place, feed, from: await folder.put("logs/a.json", json(rows)) },
    worldAt("2026-11-24T12:00:00Z"),
  );
  const settings = folder.settings({ record: "now", badRows: "quarantine" });
  const from = await folder.put("logs/b.json", json([...rows, bad]));
  await ingest({ ...place, settings, feed: lenient, from }, worldAt("2026-11-24T13:00:00Z"));
  const escaped = folder.settings({ how: "left", csvFormulas: "escape" });
  await merge({ ...place, settings: escaped, feed }, worldAt("2026-11-24T13:30:00Z"));
}

test("rebuild() makes every table again with the bytes that it was published with, and writes none that is there", async () => {
  await withDataFolder(async (folder) => {
    await fill(folder);
    const before = await filesOf(folder);
    const { tables } = await rebuildIn(folder);
    assert.equal(
      tables.map(({ dataset, version, outcome }) => [dataset, version, outcome]),
      [
        ["snapshots", "20261124_120000", "same"],
        ["snapshots", "20261124_130000", "same"],
        ["means", "20261124_133000", "same"],
        ["merged", "20261124_133000", "same"],
      ],
    );
    assert.equal(await filesOf(folder), before);
  });
});

test("rebuild() restores what is missing or damaged, byte for byte, and nothing in a dry run", async () => {
  await withDataFolder(async (folder) => {
    await fill(folder);
    const before = await filesOf(folder);
    await rm(join(folder.path, MERGED));
    await folder.put(SNAPSHOT, "damaged");
    assert.equal(await outcomes(folder, { dryRun: true }), [
      "snapshots 20261124_120000 would_restore",
      // They cannot be made of a snapshot that is damaged.
      "means 20261124_133000 not_made",
      "merged 20261124_133000 lost",
    ]);
    assert.equal(await outcomes(folder), [
      "snapshots 20261124_120000 restored",
      "merged 20261124_133000 restored",
    ]);
    assert.equal(await filesOf(folder), before);
    assert.equal((await verify(placeIn(folder.settings()))).problems, []);
  });
});

test("rebuild() says how a table differs that the program makes another way, and writes nothing", async () => {
  await withDataFolder(async (folder) => {
    await fill(folder);
    // As another version of the program would have made it, of the same body.
    const [header, row] = (await folder.read("data_municipio_x_hora/20261124_130000.csv")).split("\n");
    await publishCsv(folder, "20261124_140000", `${header}\n${row}\n${row}\n`);
    await publishCsv(folder, "20261124_150000", "nmun,hloc\n");
    const before = await filesOf(folder);
    const { tables } = await rebuildIn(folder, { from: new Date("2026-11-24T14:00:00Z") });
    assert.equal(
      tables.map(({ outcome }) => outcome),
      ["different", "different"],
    );
    assert.is(tables[0]?.reason, "1 of 2 rows differ.");
    assert.match(tables[1]?.reason ?? "", /^Its columns are "ides,.*", and were "nmun,hloc"\.$/);
    assert.equal(await filesOf(folder), before);
  });
});

test("rebuild() makes no table of another body, feed or municipality table than it was made of", async () => {
  await withDataFolder(async (folder) => {
    await fill(folder);
    const feed = { ...TINY_FEED, clock: "UTC" };
    await failsWith("config", /another meaning/, () => rebuildIn(folder, { feed }));
    const manifest = JSON.parse(await folder.read("data_municipio_x_hora/20261124_120000.manifest.json"));
    await folder.put(manifest.source.raw, json([tinyRow({ temp: "99" })]));
    assert.equal(await outcomes(folder), ["snapshots 20261124_120000 not_made"]);
    await folder.put(MUNICIPALITIES, "Cve_Ent,Cve_Mun,Value\r\n20,54,541");
    const { tables } = await rebuildIn(folder, { versions: ["20261124_133000"] });
    assert.equal(
      tables.map(({ outcome }) => outcome),
      ["not_made", "not_made"],
    );
    assert.match(tables[0]?.reason ?? "", /^The municipality table ".*" is not there as it was\.$/);
  });
});

test("rebuild() compares snapshots in a month's file by their hashes, and takes a body that a prune freed for no failure", async () => {
  await withDataFolder(async (folder) => {
    await fill(folder);
    const place = placeIn(folder.settings());
    await compact({ ...place, feed: TINY_FEED, removeCsv: true }, NOW);
    assert.equal(await outcomes(folder), []);
    await ingest({ ...place, feed: TINY_FEED, from: join(folder.path, "logs/a.json") }, NOW);
    await prune({ ...place, feedName: "tiny", rule: { last: 1 }, datasets: ["raw"] }, NOW);
    const names = Object.keys(await filesOf(folder)).filter((name) => name.startsWith("raw/"));
    for (const name of names) await rm(join(folder.path, name));
    assert.equal(await outcomes(folder, { to: new Date("2026-11-24T12:30:00Z") }), [
      "snapshots 20261124_120000 not_made",
    ]);
    await failsWith("no-input", /^There is no version "20200101_000000" in ".*"municlima backfill"\.$/, () =>
      rebuildIn(folder, { versions: ["20200101_000000"] }),
    );
  });
});

test.run();
