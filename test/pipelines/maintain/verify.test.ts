import { appendFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { archive } from "../../../pipelines/archive/archive.ts";
import { ingest } from "../../../pipelines/ingest/ingest.ts";
import { compact } from "../../../pipelines/maintain/compact.ts";
import { verify } from "../../../pipelines/maintain/verify.ts";
import { merge } from "../../../pipelines/merge/merge.ts";
import { json, TINY_FEED, tinyRow } from "../../helpers/feeds/tiny_feed.ts";
import { type DataFolder, MUNICIPALITIES, withDataFolder } from "../../helpers/folders/data_folder.ts";
import { placeIn } from "../../helpers/folders/place_in.ts";
import { deadLock } from "../../helpers/locks/dead_lock.ts";
import { worldAt } from "../../helpers/world.ts";

/** A data folder after two ingests, a compaction of the first one's month, and a merge. */
async function fill(folder: DataFolder): Promise<void> {
  const settings = folder.settings();
  const options = { ...placeIn(settings), feed: TINY_FEED };
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
      Object.entries(checked).map(([dataset, { file_count }]) => [dataset, file_count]),
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
        ? 'is not the newest merged table, "20261124_122000"'
        : name.startsWith("raw/")
          ? "was changed since it was kept"
          : "was changed since it was published";
      assert.equal(problems, [`${name} ${what}`]);
      await writeFile(path, whole);
    }
    assert.equal(await problemsOf(folder), []);
  });
});

test("verify() misses each published file that is gone, by name, and says what to do", async () => {
  await withDataFolder(async (folder) => {
    await fill(folder);
    const names = Object.keys(await folder.files()).filter(
      (name) => !/^(inventory|cache|data_municipio\/)/.test(name),
    );
    for (const name of names) {
      const whole = await folder.bytes(name);
      await rm(join(folder.path, name));
      const { problems, unfinished } = await verify(placeIn(folder.settings()));
      assert.equal(unfinished, []);
      assert.equal(
        problems.map(({ path, what }) => `${path.slice(folder.path.length + 1)} ${what}`),
        [`${name} is missing`],
      );
      assert.match(problems[0]?.advice ?? "", /backup|ingest|merge/);
      await folder.put(name, whole);
    }
  });
});

test("verify() of a span reads what is of it, and misses what is gone wherever that is", async () => {
  await withDataFolder(async (folder) => {
    await fill(folder);
    await archive({ ...placeIn(folder.settings()), feed: TINY_FEED }, worldAt("2026-11-24T12:30:00Z"));
    const of = async (from?: string, to?: string) => {
      const timeOf = (text?: string) => (text === undefined ? undefined : new Date(text));
      const span = { from: timeOf(from), to: timeOf(to) };
      const { checked, problems } = await verify({ ...placeIn(folder.settings()), span });
      const files = Object.entries(checked).map(([dataset, { file_count }]) => `${dataset} ${file_count}`);
      return [...files, ...problems.map(({ path }) => path.slice(folder.path.length + 1))].join(", ");
    };
    // A month's file is read where the month reaches into the span; the run of both bodies is of 2023.
    const october = "data_municipio_x_hora 2, raw 1";
    assert.is(await of("2026-10-31T23:00:00Z", "2026-10-31T23:00:00Z"), october);
    assert.is(await of(undefined, "2026-10-31T22:59:59Z"), "data_municipio_x_hora 1, archive/forecasts 2");
    assert.is(
      await of("2026-11-01T00:00:00Z"),
      "data_municipio_x_hora 1, data_temp_prec_mean 1, data_merged 1, raw 1",
    );
    const csv = "data_municipio_x_hora/20261031_230000.csv";
    await appendFile(join(folder.path, csv), "0");
    assert.is(await of("2026-10-31T23:30:00Z"), await of("2026-10-31T23:00:01Z"));
    assert.is(await of("2026-10-31T23:00:00Z", "2026-10-31T23:00:00Z"), `${october}, ${csv}`);
    await rm(join(folder.path, csv));
    assert.match(await of("2026-11-01T00:00:00Z"), new RegExp(`, ${csv}$`));
  });
});

test("verify() names the inventory when it is gone or was changed", async () => {
  await withDataFolder(async (folder) => {
    await fill(folder);
    const name = "inventory/00000001.json";
    const whole = await folder.read(name);
    await folder.put(name, whole.replace("20261031_230000", "20261031_230001"));
    assert.match(
      (await problemsOf(folder)).join(),
      /inventory\/00000001\.json was changed since it was written/,
    );
    await folder.put(name, whole.slice(0, -9));
    assert.match((await problemsOf(folder)).join(), /^inventory.* is damaged: .*00000001\.json/);
    await rm(join(folder.path, name));
    assert.equal(await problemsOf(folder), [
      "inventory/ is missing, and with it the record of what was published",
    ]);
  });
});

test("verify() names a table that the inventory does not know, and leaves what is the user's own", async () => {
  await withDataFolder(async (folder) => {
    await fill(folder);
    await folder.put("data_temp_prec_mean/20261124_130000.csv", "ides,idmun");
    await folder.put("data_merged/notes.csv", "the user's own");
    assert.equal(await problemsOf(folder), [
      "data_temp_prec_mean/20261124_130000.csv is not in the inventory, and nothing reads it",
    ]);
  });
});

test("verify() takes what the next run finishes for no problem: a version cut off before its event, or before current.csv", async () => {
  await withDataFolder(async (folder) => {
    await fill(folder);
    const older = await folder.read("data_merged/current.csv");
    await folder.put("data_merged/current.csv", "another table");
    assert.equal(await problemsOf(folder), [
      'data_merged/current.csv is not the newest merged table, "20261124_122000"',
    ]);
    await folder.put("data_merged/current.csv", older);

    // A second merge, of another table, that was cut off before its last step.
    await folder.put(MUNICIPALITIES, "Cve_Ent,Cve_Mun,Value\n20,54,999\n");
    const options = { ...placeIn(folder.settings()), feed: TINY_FEED };
    const before = await folder.read("inventory/00000001.json");
    await merge(options, worldAt("2026-11-24T12:25:00Z"));
    const newest = await folder.read("data_merged/current.csv");
    await folder.put("data_merged/current.csv", older);
    await folder.put("data_merged/.tmp-1", newest);
    const found = await verify(placeIn(folder.settings()));
    assert.equal(found.problems, []);
    assert.match(
      found.unfinished.join(),
      /^".*current\.csv" is not yet the newest merged table, "20261124_122500": the next run/,
    );

    // The same merge, cut off before the event that makes it count.
    await folder.put("inventory/00000001.json", before);
    await folder.put(".lock", await deadLock(folder.path));
    assert.equal(await problemsOf(folder), []);

    const { warnings } = await compact(options, worldAt("2026-11-24T12:30:00Z"));
    assert.match(warnings.join(), /The inventory lacked one publication/);
    const after = await verify(placeIn(folder.settings()));
    assert.equal([after.problems, after.unfinished], [[], []]);
    assert.is(await folder.read("data_merged/current.csv"), newest);
    assert.not.ok(Object.keys(await folder.files()).some((name) => name.includes(".tmp-")));
  });
});

test("verify() takes a folder whose first ingest was cut off or refused for no damaged one", async () => {
  await withDataFolder(async (folder) => {
    const from = await folder.put("feed.json", json([tinyRow({ temp: "N/D" })]));
    const options = { ...placeIn(folder.settings()), feed: TINY_FEED, from };
    await ingest(options, worldAt("2026-11-24T12:00:00Z")).catch(() => undefined);
    assert.ok(Object.keys(await folder.files()).some((name) => name.startsWith("quarantine/")));
    const { problems, unfinished } = await verify(placeIn(folder.settings()));
    assert.equal([problems, unfinished], [[], []]);

    await folder.put("feed.json", json([tinyRow()]));
    await ingest(options, worldAt("2026-11-24T13:00:00Z"));
    await rm(join(folder.path, "inventory/00000001.json"));
    await folder.put(".lock", await deadLock(folder.path));
    const cutOff = await verify(placeIn(folder.settings()));
    assert.equal(cutOff.problems, []);
    assert.match(cutOff.unfinished.join(), /nothing was published in it yet: the next run finishes/);
    await compact(options, worldAt("2026-11-24T14:00:00Z"));
    const after = await verify(placeIn(folder.settings()));
    assert.equal([after.problems, after.unfinished], [[], []]);
  });
});

test("verify() has nothing to say of an empty data folder", async () => {
  await withDataFolder(async (folder) => {
    const { checked, problems } = await verify(placeIn(folder.settings()));
    assert.equal([checked, problems], [{}, []]);
  });
});

test.run();
