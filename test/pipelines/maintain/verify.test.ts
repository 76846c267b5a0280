import { appendFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { ingest } from "../../../pipelines/ingest/ingest.ts";
import { compact } from "../../../pipelines/maintain/compact.ts";
import { verify } from "../../../pipelines/maintain/verify.ts";
import { merge } from "../../../pipelines/merge/merge.ts";
import { type DataFolder, withDataFolder } from "../../helpers/data_folder.ts";
import { placeIn } from "../../helpers/place_in.ts";
import { json, TINY_FEED, tinyRow } from "../../helpers/tiny_feed.ts";
import { worldAt } from "../../helpers/world.ts";

/** A data folder after two ingests, a compaction of the first one's month, and a merge. */
async function fill(folder: DataFolder): Promise<void> {
  const settings = folder.settings();
  const options = { settings, feed: TINY_FEED };
  for (const [at, temp] of [
    ["2026-10-31T23:00:00Z", "5"],
    ["2026-11-24T12:00:00Z", "6"],
  ] as const) {
    const from = await folder.put("feed.json.gz", gzipSync(json([tinyRow({ temp })])));
    await ingest({ ...options, from }, worldAt(at));
    await rm(from);
  }
  await compact(options, worldAt("2026-11-24T12:10:00Z"));
  await merge(options, worldAt("2026-11-24T12:20:00Z"));
}

const problemsOf = async (folder: DataFolder) =>
  (await verify(placeIn(folder.settings()))).problems.map(
    ({ path, what }) => `${path.slice(folder.path.length + 1)} ${what}`,
  );

test("verify() finds nothing wrong with what was published, and says how much that is", async () => {
  await withDataFolder(async (folder) => {
    await fill(folder);
    const { checked, problems } = await verify(placeIn(folder.settings()));
    assert.equal(problems, []);
    assert.equal(
      Object.entries(checked).map(([dataset, { files }]) => [dataset, files]),
      [
        ["data_municipio_x_hora", 3],
        ["data_temp_prec_mean", 1],
        ["data_merged", 1],
        ["raw", 2],
      ],
    );
  });
});

test("verify() names every file that one byte was added to", async () => {
  await withDataFolder(async (folder) => {
    await fill(folder);
    const names = Object.keys(await folder.files()).filter((name) => /csv$|parquet$|gz$/.test(name));
    for (const name of names.filter((name) => !name.startsWith("data_municipio/"))) {
      const path = join(folder.path, name);
      const whole = await folder.bytes(name);
      await appendFile(path, "0");
      const problems = await problemsOf(folder);
      const what = name.endsWith("current.csv")
        ? "is not the newest merged table, 20261124_122000"
        : "was changed since it was published";
      assert.equal(problems, [`${name} ${what}`]);
      await writeFile(path, whole);
    }
    assert.equal(await problemsOf(folder), []);
  });
});

test("verify() misses current.csv, and a CSV whose run was cut off before its manifest", async () => {
  await withDataFolder(async (folder) => {
    await fill(folder);
    await rm(join(folder.path, "data_merged/current.csv"));
    await folder.put("data_temp_prec_mean/20261124_130000.csv", "ides,idmun");
    await folder.put("data_merged/notes.csv", "the user's own");
    assert.equal(await problemsOf(folder), [
      "data_temp_prec_mean/20261124_130000.csv has no manifest beside it, and is not read",
      "data_merged/current.csv is missing",
    ]);
  });
});

test("verify() takes what the next run clears up for no breach: a version cut off before its manifest, or before current.csv", async () => {
  await withDataFolder(async (folder) => {
    await fill(folder);
    await folder.put("data_temp_prec_mean/20261124_130000.csv", "ides,idmun");
    await folder.put("data_temp_prec_mean/.tmp-20261124_130000-1", "{}");
    await folder.put("data_merged/current.csv", "an older one");
    assert.equal(await problemsOf(folder), [
      "data_merged/current.csv is not the newest merged table, 20261124_122000",
    ]);
    const newest = await folder.read("data_merged/20261124_122000.csv");
    await folder.put("data_merged/.tmp-current-20261124_122000-1", newest);
    assert.equal(await problemsOf(folder), []);

    await compact({ ...placeIn(folder.settings()), feed: TINY_FEED }, worldAt("2026-11-24T12:30:00Z"));
    assert.equal(await problemsOf(folder), []);
    assert.is(await folder.read("data_merged/current.csv"), newest);
    const names = Object.keys(await folder.files());
    assert.not.ok(
      names.some((name) => name.includes(".tmp-") || name.includes("_130000")),
      names.join(),
    );
  });
});

test("verify() has nothing to say of an empty data folder", async () => {
  await withDataFolder(async (folder) => {
    const { checked, problems } = await verify(placeIn(folder.settings()));
    assert.equal([checked, problems], [{}, []]);
  });
});

test.run();
