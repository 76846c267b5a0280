import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { ingest } from "../../../pipelines/ingest/ingest.ts";
import { merge } from "../../../pipelines/merge/merge.ts";
import { report } from "../../../pipelines/report/report.ts";
import { unpack } from "../../../reports/page/unpack.ts";
import type { PageData } from "../../../reports/page_data.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { json, TINY_FEED, tinyRow } from "../../helpers/feeds/tiny_feed.ts";
import { type DataFolder, withDataFolder } from "../../helpers/folders/data_folder.ts";
import { placeIn } from "../../helpers/folders/place_in.ts";
import { worldAt } from "../../helpers/world.ts";

const HOUR = (hloc: string, temp: string) => tinyRow({ hloc, temp });
const OLDER = [HOUR("20261124T06", "5"), HOUR("20261124T07", "6")];
const NEWER = [HOUR("20261124T07", "6.5"), HOUR("20261124T08", "7")];

/** A data folder after an ingest of each feed, an hour apart, and a merge. */
async function fill(folder: DataFolder, ...feeds: object[][]): Promise<void> {
  const options = { ...placeIn(folder.settings()), feed: TINY_FEED };
  for (const [i, rows] of feeds.entries()) {
    const from = await folder.put("feed.json.gz", gzipSync(json(rows)));
    await ingest({ ...options, from }, worldAt(`2026-11-24T1${i}:00:00Z`));
    await rm(from);
  }
  await merge(options, worldAt("2026-11-24T15:00:00Z"));
}

const dataOf = async (file: string): Promise<PageData> =>
  await unpack(/id="data">([^<]+)</.exec(await readFile(file, "utf8"))?.[1] ?? "");

const rawFiles = async (folder: DataFolder) =>
  Object.keys(await folder.files()).filter((name) => name.startsWith("raw/"));

test("report() shows the merged table, the newest feed's curves, and what changed since the one before", async () => {
  await withDataFolder(async (folder) => {
    await fill(folder, OLDER, NEWER);
    const made = await report({ ...placeIn(folder.settings()) });
    assert.equal([made.towns, made.time_count, made.missing_parts], [1, 2, ["no-coordinates"]]);
    assert.is(made.output, join(folder.path, "report.html"));
    const { towns, forecast, revision, merged, contract, stale_after_seconds } = await dataOf(made.output);
    assert.equal([towns.keys, towns.values], [["20-54"], [[6.5]]]);
    assert.equal(forecast?.times, ["2026-11-24T07:00:00", "2026-11-24T08:00:00"]);
    assert.equal([forecast?.curves, forecast?.clock_offset], [[[[65, 5]]], 6 * 3_600_000]);
    assert.equal([revision?.model_run, revision?.times], ["2026-11-24T06:00:00", 1]);
    assert.equal([revision?.change, revision?.curves], [[[0.5]], [[[5, null]]]]);
    assert.equal([merged.first, merged.last], ["2026-11-24T07:00:00", "2026-11-24T08:00:00"]);
    assert.equal([merged.fetched_at, contract?.rows], ["2026-11-24T11:00:00.000Z", 2]);
    assert.is(stale_after_seconds, 6 * 3600);
  });
});

test("report() looks past unchanged feeds for the one to compare with", async () => {
  await withDataFolder(async (folder) => {
    await fill(folder, OLDER, NEWER, NEWER);
    assert.is((await report({ ...placeIn(folder.settings()) })).compared_with, "2026-11-24T06:00:00");
  });
});

test("report() says what is missing: the feed before, the newest body, a whole one", async () => {
  await withDataFolder(async (folder) => {
    const missing = async () => (await report({ ...placeIn(folder.settings()) })).missing_parts;
    await fill(folder, NEWER);
    assert.equal(await missing(), ["one-forecast", "no-coordinates"]);
    const [raw = ""] = await rawFiles(folder);
    await folder.put(raw, gzipSync(json(OLDER)));
    assert.equal(await missing(), ["damaged-body", "no-coordinates"]);
    await rm(join(folder.path, raw));
    assert.equal(await missing(), ["no-body", "no-coordinates"]);
  });
});

test("report() reads an irregular feed too", async () => {
  await withDataFolder(async (folder) => {
    await fill(folder, [{ ...NEWER[0], temp: 6.5 }, NEWER[1] ?? {}]);
    assert.is((await report({ ...placeIn(folder.settings()) })).time_count, 2);
  });
});

test("report() says what to run where there is no merged table yet", async () => {
  await withDataFolder(async (folder) => {
    await failsWith("no-input", /^Found no merged table in ".*data_merged"\. Run "municlima run", or/, () =>
      report({ ...placeIn(folder.settings()) }),
    );
    const from = await folder.put("feed.json.gz", gzipSync(json(NEWER)));
    await ingest({ ...placeIn(folder.settings()), feed: TINY_FEED, from }, worldAt("2026-11-24T14:00:00Z"));
    await failsWith("no-input", /^Found no merged table/, () => report({ ...placeIn(folder.settings()) }));
  });
});

test("report() refuses a merged table that was changed, and leaves an older page as it was", async () => {
  await withDataFolder(async (folder) => {
    await fill(folder, NEWER);
    const { output } = await report({ ...placeIn(folder.settings()) });
    const before = await readFile(output, "utf8");
    await folder.put("data_merged/20261124_150000.csv", "ides,idmun\n1,1\n");
    await failsWith("contract", /20261124_150000\.csv" was changed since it was published/, () =>
      report({ ...placeIn(folder.settings()) }),
    );
    assert.is(await readFile(output, "utf8"), before);
  });
});

test("report() puts the page where it is told, stale when it is told, and leaves nothing else behind", async () => {
  await withDataFolder(async (folder) => {
    await fill(folder, NEWER);
    const before = Object.keys(await folder.files());
    const output = join(folder.path, "pages", "x.html");
    await report({ ...placeIn(folder.settings()), output, staleAfterHours: 1.5 });
    assert.is((await dataOf(output)).stale_after_seconds, 5400);
    assert.equal(Object.keys(await folder.files()), [...before, "pages/x.html"].sort());
  });
});

test.run();
