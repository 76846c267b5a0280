import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { archive } from "../../../pipelines/archive/archive.ts";
import { ingest } from "../../../pipelines/ingest/ingest.ts";
import { compact } from "../../../pipelines/maintain/compact.ts";
import { prune } from "../../../pipelines/maintain/prune.ts";
import { verify } from "../../../pipelines/maintain/verify.ts";
import { merge } from "../../../pipelines/merge/merge.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { eachStop } from "../../helpers/faults/each_stop.ts";
import { stopsCleanly } from "../../helpers/faults/stops_cleanly.ts";
import { json, TINY_FEED, tinyRow } from "../../helpers/feeds/tiny_feed.ts";
import { type DataFolder, withDataFolder } from "../../helpers/folders/data_folder.ts";
import { placeIn } from "../../helpers/folders/place_in.ts";
import { publishMany } from "../../helpers/folders/publish_csv.ts";
import { inCopy } from "../../helpers/folders/whole_folder.ts";
import { runsIn } from "../../helpers/processes/runs_in.ts";
import { worldAt } from "../../helpers/world.ts";

const HOURLY = "data_municipio_x_hora";

/** Ingests a feed of this temperature, at ten minutes past an hour of 24 November or of another day. */
async function snapshot(folder: DataFolder, hour: number, temp: string, day = "2026-11-24"): Promise<void> {
  const from = await folder.put("feed.json.gz", gzipSync(json([tinyRow({ temp })])));
  const at = `${day}T${String(hour).padStart(2, "0")}:10:00Z`;
  await ingest({ ...placeIn(folder.settings()), feed: TINY_FEED, from }, worldAt(at));
  await rm(from);
}
const mergeAt = (folder: DataFolder, time: string) =>
  merge({ ...placeIn(folder.settings()), feed: TINY_FEED }, worldAt(`2026-11-24T${time}Z`));
const pruneIn = (folder: DataFolder, more: object, settings = folder.settings()) =>
  prune({ ...placeIn(settings), feedName: "tiny", ...more }, worldAt("2026-11-24T23:30:00Z"));

/** The hours of the tables in a dataset's folder, and whether all of them have their manifests, and no more. */
async function hours(folder: DataFolder, dataset: string): Promise<string[]> {
  const names = Object.keys(await folder.files()).filter((name) => name.startsWith(`${dataset}/2`));
  const of = (ending: string) =>
    names
      .filter((name) => name.endsWith(ending))
      .map((name) => name.slice(dataset.length + 10, -ending.length));
  assert.equal(of(".csv"), of(".manifest.json"), "each has its manifest");
  return of(".csv").map((time) => time.slice(0, 2));
}
const bodies = async (folder: DataFolder) =>
  Object.keys(await folder.files()).filter((name) => name.startsWith("raw/")).length;

/** Six snapshots and three merges: the last is of the hours 4 and 5. */
async function fill(folder: DataFolder): Promise<void> {
  for (const hour of [1, 2, 3, 4, 5]) {
    await snapshot(folder, hour, String(hour));
    if (hour > 2) await mergeAt(folder, `0${hour}:20:00`);
  }
}

test("prune() keeps so many of the newest versions of each dataset, and the bodies that they came from", async () => {
  await withDataFolder(async (folder) => {
    await fill(folder);
    const result = await pruneIn(folder, { keep: 3 });
    assert.equal(await hours(folder, HOURLY), ["03", "04", "05"]);
    assert.equal(await hours(folder, "data_merged"), ["03", "04", "05"]);
    assert.is(await bodies(folder), 3);
    assert.equal(
      result.datasets.map(({ dataset, removed, newest, left }) => [dataset, removed, newest, left]),
      [
        [HOURLY, 2, "20261124_021000", 3],
        ["data_temp_prec_mean", 0, null, 3],
        ["data_merged", 0, null, 3],
        ["raw", 2, null, 3],
      ],
    );
    assert.ok((result.datasets[0]?.bytes ?? 0) > 1000);
    assert.equal((await verify(placeIn(folder.settings()))).problems, []);
    const last = (await runsIn(folder)).at(-1);
    assert.equal(
      [last?.command, last?.outcome, last?.figures.removed],
      ["prune", "done", { [HOURLY]: 2, data_temp_prec_mean: 0, data_merged: 0, raw: 2 }],
    );
  });
});

test("prune() keeps what the last merge was made of, its means and current.csv, whatever it is asked", async () => {
  await withDataFolder(async (folder) => {
    await fill(folder);
    // The last merge took 4 and 5; the next would take 6 and 7.
    await snapshot(folder, 6, "6");
    await snapshot(folder, 7, "7");
    const current = await folder.read("data_merged/current.csv");
    await pruneIn(folder, { keep: 1 });
    assert.equal(await hours(folder, HOURLY), ["04", "05", "06", "07"]);
    assert.equal(await hours(folder, "data_temp_prec_mean"), ["05"]);
    assert.equal(await hours(folder, "data_merged"), ["05"]);
    assert.is(await folder.read("data_merged/current.csv"), current);
    assert.equal((await verify(placeIn(folder.settings()))).problems, []);
  });
});

test("prune() keeps the snapshots of the hours that the next merge would take", async () => {
  await withDataFolder(async (folder) => {
    for (const hour of [1, 2, 3, 4]) await snapshot(folder, hour, String(hour));
    await pruneIn(folder, { keep: 1 }, folder.settings({ window: 3 }));
    assert.equal(await hours(folder, HOURLY), ["02", "03", "04"]);
  });
});

test("prune() goes by age, and with both settings removes what neither keeps", async () => {
  await withDataFolder(async (folder) => {
    for (const day of ["2026-11-20", "2026-11-21", "2026-11-24"]) {
      for (const hour of [1, 2, 3]) await snapshot(folder, hour, "5", day);
    }
    await pruneIn(folder, { keep: 8, olderThanDays: 2 });
    assert.is((await hours(folder, HOURLY)).length, 8);
    await pruneIn(folder, { keep: 1, olderThanDays: 4 });
    assert.is((await hours(folder, HOURLY)).length, 6);
    await pruneIn(folder, { olderThanDays: 1 });
    assert.is((await hours(folder, HOURLY)).length, 3);
    assert.is(await bodies(folder), 1, "all came from one body");
  });
});

test("prune() never removes the newest version of a dataset, however old it is", async () => {
  await withDataFolder(async (folder) => {
    await snapshot(folder, 1, "1", "2020-01-01");
    await snapshot(folder, 2, "2", "2020-01-01");
    await merge(
      { ...placeIn(folder.settings({ window: 1 })), feed: TINY_FEED },
      worldAt("2020-01-01T02:20:00Z"),
    );
    await pruneIn(folder, { olderThanDays: 1 }, folder.settings({ window: 1 }));
    assert.equal(await hours(folder, HOURLY), ["02"]);
    assert.equal(await hours(folder, "data_merged"), ["02"]);
    assert.equal(await hours(folder, "data_temp_prec_mean"), ["02"]);
  });
});

test("prune() leaves partition files and the manifests of the snapshots in them, and frees their bodies", async () => {
  await withDataFolder(async (folder) => {
    for (const hour of [1, 2, 3]) await snapshot(folder, hour, String(hour), "2026-10-01");
    await compact(
      { ...placeIn(folder.settings()), feed: TINY_FEED, removeCsv: true },
      worldAt("2026-11-24T00:00:00Z"),
    );
    for (const hour of [1, 2, 3]) await snapshot(folder, hour, `1${hour}`);
    const before = Object.keys(await folder.files());
    await pruneIn(folder, { keep: 1 });
    const after = Object.keys(await folder.files());
    assert.equal(
      before.filter((name) => !after.includes(name) && !name.startsWith("raw")),
      [`${HOURLY}/20261124_011000.csv`, `${HOURLY}/20261124_011000.manifest.json`],
    );
    assert.is(await bodies(folder), 2);
    assert.equal((await verify(placeIn(folder.settings()))).problems, []);
    await merge(
      { ...placeIn(folder.settings({ window: 9 })), feed: TINY_FEED },
      worldAt("2026-11-24T23:40:00Z"),
    );
  });
});

test("prune() that was cut off while it removed files is finished by the next run", async () => {
  await withDataFolder(async (folder) => {
    await fill(folder);
    const before = await folder.files();
    await pruneIn(folder, { keep: 3 });
    // The inventory no longer has them, and some of their files are there again, a body too.
    const after = await folder.files();
    const body = Object.keys(before).find((name) => name.startsWith("raw/") && !(name in after)) ?? "";
    const names = [`${HOURLY}/20261124_011000.csv`, `${HOURLY}/20261124_021000.manifest.json`, body];
    for (const name of names) await folder.put(name, before[name] ?? "");
    assert.equal(
      (await verify(placeIn(folder.settings()))).problems.filter(({ path }) => !path.includes("raw/")),
      [],
    );
    await mergeAt(folder, "23:00:00");
    assert.equal(await hours(folder, HOURLY), ["03", "04", "05"]);
    assert.is(await bodies(folder), 3);
  });
});

test("prune() stops wherever it is told to: what is left is whole, and a later prune goes on from there", async () => {
  await withDataFolder(async (begun) => {
    await fill(begun);
    const left = new Set<string>();
    const points = await eachStop("interrupted", (turn) =>
      inCopy(begun, async (folder) => {
        const isStopped = await stopsCleanly(folder, turn, () =>
          pruneIn(folder, { keep: 1, stop: turn.stop }),
        );
        const [snapshots, merged] = [await hours(folder, HOURLY), await hours(folder, "data_merged")];
        if (isStopped) left.add(`${snapshots.length} ${merged.length} ${await bodies(folder)}`);
        await pruneIn(folder, { keep: 1 });
        assert.equal([await hours(folder, HOURLY), await bodies(folder)], [["04", "05"], 2]);
      }),
    );
    assert.ok(points >= 6, `${points} points`);
    // Between two datasets; bodies are gone with their snapshots.
    assert.equal([...left], ["5 3 5", "2 3 2"]);
  });
});

test("prune() can be stopped between batches of one dataset", async () => {
  await withDataFolder(async (folder) => {
    await snapshot(folder, 1, "1", "2026-10-31");
    await publishMany(folder, "20261101", 260);
    const counts: number[] = [];
    await eachStop("terminated", (turn) =>
      inCopy(folder, async (copy) => {
        await stopsCleanly(copy, turn, () => pruneIn(copy, { keep: 1, stop: turn.stop }));
        counts.push((await hours(copy, HOURLY)).length);
      }),
    );
    assert.equal([...new Set(counts)], [261, 5, 2]);
  });
});

test("prune() removes versions of the future where it is asked to, and no others", async () => {
  await withDataFolder(async (folder) => {
    await fill(folder);
    await snapshot(folder, 1, "9", "2027-01-01");
    const before = await pruneIn(folder, { keep: 2, dryRun: true });
    assert.match(
      before.warnings[0] ?? "",
      /^Ignored versions dated in the future: snapshots "20270101_011000"\. .*"municlima prune --future"/,
    );
    assert.equal(before.datasets[0]?.newest, "20261124_031000");
    const result = await pruneIn(folder, { future: true });
    assert.equal(result.warnings, []);
    assert.equal(
      result.datasets.map(({ removed, newest }) => [removed, newest]),
      [
        [1, "20270101_011000"],
        [0, null],
        [0, null],
        [1, null],
      ],
    );
    assert.is((await hours(folder, HOURLY)).length, 5);
    assert.equal((await verify(placeIn(folder.settings()))).problems, []);
  });
});

test("prune() accepts the loss of what is missing where it is asked to, and removes nothing else", async () => {
  await withDataFolder(async (folder) => {
    for (const hour of [1, 2]) await snapshot(folder, hour, String(hour), "2026-10-01");
    const later = worldAt("2026-11-24T00:00:00Z");
    const options = { ...placeIn(folder.settings()), feed: TINY_FEED };
    await compact(options, later);
    await fill(folder);
    const gone = [
      `${HOURLY}/20261001_011000.csv`,
      `${HOURLY}/20261124_011000.csv`,
      `${HOURLY}/20261124_021000.manifest.json`,
      "data_merged/20261124_032000.csv",
    ];
    for (const name of gone) await rm(join(folder.path, name));
    const problems = async () => (await verify(placeIn(folder.settings()))).problems.map(({ path }) => path);
    assert.equal(
      (await problems()).map((path) => path.slice(folder.path.length + 1)),
      [gone[3], gone[0], gone[1], gone[2]],
    );
    const result = await pruneIn(folder, { missing: true });
    assert.equal(
      result.datasets.filter(({ removed }) => removed > 0).map(({ dataset, removed }) => [dataset, removed]),
      [
        [HOURLY, 2],
        ["data_merged", 1],
      ],
    );
    assert.equal(await problems(), []);
    // The rows of the first one are in the partition file.
    assert.equal(
      Object.keys(await folder.files()).filter((name) => name.includes("20261001_011000")),
      [`${HOURLY}/20261001_011000.manifest.json`],
    );
    assert.equal(
      (await pruneIn(folder, { missing: true })).datasets.filter(({ removed }) => removed > 0),
      [],
    );
  });
});

/** What a dry run by these rules says of a dataset: how much would go, and why the rest stays. */
async function said(folder: DataFolder, retention: string, name: string, more = {}) {
  const { datasets } = await pruneIn(folder, { dryRun: true, ...more }, folder.settings({ retention }));
  const found = datasets.find((dataset) => dataset.name === name);
  return [
    found?.removed,
    ...(found?.kept ?? []).map(({ name, reasons }) => `${name}: ${reasons.join(", ")}`),
  ];
}

test("prune() goes by the rules of the settings, each dataset by its own, and a dry run says why what stays stays", async () => {
  await withDataFolder(async (folder) => {
    await fill(folder);
    const rules = "snapshots hourly=1; merged daily=1 within=1h";
    assert.equal(await said(folder, rules, "snapshots"), [
      3,
      "20261124_051000: newest, hourly, last merge",
      "20261124_041000: last merge",
    ]);
    assert.equal(await said(folder, rules, "merged"), [
      1,
      "20261124_052000: newest, daily, within 1h, last merge",
      "20261124_042000: within 1h",
    ]);
    assert.equal((await said(folder, rules, "means"))[0], 0);
    assert.equal((await said(folder, rules, "means"))[1], "20261124_052000: no rule, last merge");
    assert.equal((await said(folder, rules, "merged", { datasets: ["snapshots"] }))[0], 0, "not asked for");
    const result = await pruneIn(folder, {}, folder.settings({ retention: rules }));
    assert.equal(
      [await hours(folder, HOURLY), await hours(folder, "data_merged")],
      [
        ["04", "05"],
        ["04", "05"],
      ],
    );
    assert.is(result.rules, rules);
    assert.equal(result.datasets[0]?.kept, null);
    const again = await pruneIn(folder, { rule: { last: 1 }, datasets: ["merged"] });
    assert.equal(await hours(folder, "data_temp_prec_mean"), ["03", "04", "05"]);
    assert.is(again.rules, "merged last=1");
    assert.equal(await hours(folder, "data_merged"), ["05"]);
  });
});

test("prune() frees bodies of snapshots that stay by a rule of bodies alone, never the newest nor those that a merge needs", async () => {
  await withDataFolder(async (folder) => {
    await fill(folder);
    for (const hour of [6, 7, 8]) await snapshot(folder, hour, String(hour));
    const settings = folder.settings({ retention: "raw last=1" });
    await pruneIn(folder, {}, settings);
    assert.is((await hours(folder, HOURLY)).length, 8);
    // Of 4 and 5 the last merge was made, 7 and 8 are for the next one.
    assert.is(await bodies(folder), 4);
    assert.equal((await verify(placeIn(folder.settings()))).problems, []);
    assert.equal((await pruneIn(folder, {}, settings)).datasets[3]?.removed, 0);
    // A body that is lost is told of all the same.
    const kept = Object.keys(await folder.files()).find((name) => name.startsWith("raw/")) ?? "";
    await rm(join(folder.path, kept));
    assert.is((await verify(placeIn(folder.settings()))).problems.length, 1);
  });
});

test("prune() removes a body that no snapshot came from only when it is named", async () => {
  await withDataFolder(async (folder) => {
    await fill(folder);
    const name = "raw/0123456789abcdef.json.gz";
    await folder.put(name, gzipSync(json([tinyRow({ temp: "1" })])));
    await pruneIn(folder, { keep: 1 }, folder.settings({ retention: "raw last=1" }));
    assert.ok(name in (await folder.files()));
    assert.equal((await said(folder, "raw last=1", "raw")).at(-1), `${name}: its rows are nowhere else`);
    await failsWith("no-input", /^Found no feed body "raw\/x"/, () => pruneIn(folder, { bodies: ["raw/x"] }));
    await pruneIn(folder, { bodies: [name] });
    assert.not.ok(name in (await folder.files()));
    assert.is(await bodies(folder), 2);
  });
});

test("prune() removes a body that no snapshot came from by a rule of bodies, once it is archived", async () => {
  await withDataFolder(async (folder) => {
    await fill(folder);
    await archive({ ...placeIn(folder.settings()), feed: TINY_FEED }, worldAt("2026-11-24T23:00:00Z"));
    const before = new Map<string, Uint8Array>();
    for (const name of Object.keys(await folder.files()).filter((name) => name.startsWith("raw/")))
      before.set(name, await folder.bytes(name));
    await pruneIn(folder, { keep: 1 });
    assert.is(await bodies(folder), 2);
    // As one that was brought back, or that a prune of long ago has left.
    const left = await folder.files();
    const [first = "", bytes = ""] = [...before].find(([name]) => !(name in left)) ?? [];
    await folder.put(first, bytes);
    await pruneIn(folder, { keep: 1 });
    assert.equal((await said(folder, "merged last=1", "raw")).at(-1), `${first}: no rule`);
    await pruneIn(folder, {}, folder.settings({ retention: "raw last=1" }));
    assert.not.ok(first in (await folder.files()));
    assert.is(await bodies(folder), 2);
    assert.equal((await verify(placeIn(folder.settings()))).problems, []);
  });
});

test("prune() removes the quarantined rows of a snapshot with it, and others by their own rule", async () => {
  await withDataFolder(async (folder) => {
    const settings = folder.settings({ badRows: "quarantine" });
    for (const hour of [1, 2, 3, 4]) {
      const from = await folder.put(
        "feed.json",
        json([tinyRow(), tinyRow({ idmun: "x", temp: String(hour) })]),
      );
      const at = worldAt(`2026-11-24T0${hour}:10:00Z`);
      const contract = { type: { mode: "discard_row", at_most: 100 } } as const;
      await ingest({ ...placeIn(settings), feed: { ...TINY_FEED, contract }, from }, at);
    }
    const quarantined = async () =>
      Object.keys(await folder.files()).filter((name) => name.startsWith("quarantine/"));
    await pruneIn(folder, { keep: 3 });
    assert.equal(await quarantined(), [
      "quarantine/20261124_021000.ndjson",
      "quarantine/20261124_031000.ndjson",
      "quarantine/20261124_041000.ndjson",
    ]);
    await pruneIn(folder, { rule: { last: 1 }, datasets: ["quarantine"] });
    assert.equal(await quarantined(), ["quarantine/20261124_041000.ndjson"]);
    assert.is((await hours(folder, HOURLY)).length, 3);
    assert.equal((await verify(placeIn(folder.settings()))).problems, []);
  });
});

test("prune() removes the Parquet files of months where a rule says so, with their snapshots and bodies, at once", async () => {
  await withDataFolder(async (folder) => {
    for (const month of ["08", "09", "10"]) {
      for (const hour of [1, 2]) await snapshot(folder, hour, `${month}${hour}`, `2026-${month}-01`);
    }
    const options = { ...placeIn(folder.settings()), feed: TINY_FEED };
    await compact({ ...options, removeCsv: true }, worldAt("2026-11-24T00:00:00Z"));
    const rules = folder.settings({ retention: "months last=2" });
    assert.equal(await said(folder, "months last=2", "months"), [
      1,
      "2026-10: newest, last, next merge",
      "2026-09: last",
    ]);
    const { datasets } = await pruneIn(folder, {}, rules);
    assert.equal(
      datasets.map(({ name, removed, newest, left }) => [name, removed, newest, left]),
      [
        ["snapshots", 2, "20260801_021000", 4],
        ["means", 0, null, 0],
        ["merged", 0, null, 0],
        ["raw", 2, null, 4],
        ["months", 1, "2026-08", 2],
      ],
    );
    assert.not.ok(Object.keys(await folder.files()).some((name) => /202608|2026-08/.test(name)));
    assert.equal((await verify(placeIn(folder.settings()))).problems, []);
    const { result } = await merge(
      { ...options, settings: folder.settings({ window: 9 }) },
      worldAt("2026-11-24T01:00:00Z"),
    );
    assert.is(result.snapshots.length, 4);
  });
});

test("prune() removes old files of the run history by their own rule, and never the one that is written to", async () => {
  await withDataFolder(async (folder) => {
    await fill(folder);
    for (const day of ["01", "02", "03"]) await folder.put(`logs/runs/202611${day}_000000.jsonl`, "{}\n");
    await pruneIn(folder, { keep: 9 });
    const { datasets } = await pruneIn(folder, {}, folder.settings({ retention: "runs within=1d" }));
    assert.equal(
      datasets
        .filter(({ removed }) => removed > 0)
        .map(({ name, removed, bytes, left }) => [name, removed, bytes, left]),
      [["runs", 1, 3, 2]],
    );
    assert.equal(await readdir(join(folder.path, "logs/runs")), [
      "20261102_000000.jsonl",
      "20261103_000000.jsonl",
    ]);
    assert.ok((await runsIn(folder)).length > 5);
  });
});

test("prune() leaves what is not its own in the folders", async () => {
  await withDataFolder(async (folder) => {
    await fill(folder);
    const own = [
      "raw/20200101_00.json.gz",
      "raw/notes.txt",
      `${HOURLY}/20200101_000000.csv`,
      `${HOURLY}/old.csv`,
    ];
    for (const name of own) await folder.put(name, "the user's own");
    await pruneIn(folder, { keep: 1 });
    const names = Object.keys(await folder.files());
    assert.ok(
      own.every((name) => names.includes(name)),
      names.join(),
    );
  });
});

test("prune() removes nothing at all in a dry run, and says what it would", async () => {
  await withDataFolder(async (folder) => {
    await fill(folder);
    const before = await folder.files();
    const { datasets, dry_run } = await pruneIn(folder, { keep: 1, dryRun: true });
    assert.equal(await folder.files(), before);
    assert.is(dry_run, true);
    assert.equal(
      datasets.map(({ removed }) => removed),
      [3, 2, 2, 3],
    );
  });
});

test("prune() refuses to guess what to remove", async () => {
  await withDataFolder(async (folder) => {
    await failsWith("usage", /^Nothing says what "prune" may remove\. Say how many versions to keep/, () =>
      pruneIn(folder, {}),
    );
    assert.not.ok("logs" in (await folder.files()));
  });
});

test("prune() of an empty folder finds nothing", async () => {
  await withDataFolder(async (folder) => {
    const { datasets } = await pruneIn(folder, { keep: 1 });
    assert.ok(datasets.every(({ removed, left }) => removed === 0 && left === 0));
  });
});

test.run();
