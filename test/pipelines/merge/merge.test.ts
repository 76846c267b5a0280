import { rm } from "node:fs/promises";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { Failure } from "../../../errors/mod.ts";
import { compact } from "../../../pipelines/maintain/compact.ts";
import { verify } from "../../../pipelines/maintain/verify.ts";
import { merge } from "../../../pipelines/merge/merge.ts";
import { type FileSystem, realFileSystem } from "../../../store/mod.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { eachStop } from "../../helpers/faults/each_stop.ts";
import { stopsCleanly } from "../../helpers/faults/stops_cleanly.ts";
import { TINY_FEED, type TinyRow } from "../../helpers/feeds/tiny_feed.ts";
import { type DataFolder, MUNICIPALITIES, withDataFolder } from "../../helpers/folders/data_folder.ts";
import { placeIn } from "../../helpers/folders/place_in.ts";
import { publishCsv } from "../../helpers/folders/publish_csv.ts";
import { snapshotAt as publishSnapshotAt } from "../../helpers/folders/snapshot_at.ts";
import { inCopy } from "../../helpers/folders/whole_folder.ts";
import { runsIn } from "../../helpers/processes/runs_in.ts";
import { worldAt } from "../../helpers/world.ts";

const HEADER = "ides,idmun,nmun,temp_mean,records,hloc_first,hloc_last,Value,cvegeo\n";
const LATER = worldAt("2026-11-24T16:30:00Z");

/** Publishes a snapshot at a time of day. */
const snapshotAt = (folder: DataFolder, time: string, ...rows: Partial<TinyRow>[]) =>
  publishSnapshotAt(folder, `2026-11-24T${time}Z`, ...rows);

const mergeIn = async (folder: DataFolder, more = {}, world = LATER) =>
  (await merge({ ...placeIn(folder.settings(more)), feed: TINY_FEED }, world)).result;

test("merge() publishes means, merged version and current.csv from the snapshots of the last two hours", async () => {
  await withDataFolder(async (folder) => {
    await snapshotAt(folder, "13:00:00", { temp: "100" });
    await snapshotAt(folder, "14:00:00", { temp: "10", hloc: "20261128T14" });
    await snapshotAt(folder, "15:00:00", { temp: "13", hloc: "20261129T02" });
    const result = await mergeIn(folder);

    assert.equal(
      result.snapshots.map(({ version }) => version),
      ["20261124_140000", "20261124_150000"],
    );
    const merged = `${HEADER}20,54,Zahuatlán,11.5,2,2026-11-28T14:00:00,2026-11-29T02:00:00,540,20054\n`;
    assert.is(await folder.read("data_merged/20261124_163000.csv"), merged);
    assert.is(await folder.read("data_merged/current.csv"), merged);
    assert.match(
      await folder.read("data_temp_prec_mean/20261124_163000.csv"),
      /^ides,.*,hloc_last,cvegeo\n20,54,.*29T02:00:00,20054\n$/,
    );
  });
});

test("merge() goes on with one snapshot, and says that it is one of two", async () => {
  await withDataFolder(async (folder) => {
    await snapshotAt(folder, "15:00:00", { temp: "13" });
    const result = await mergeIn(folder);
    assert.equal([result.snapshots.length, result.window], [1, 2]);
    assert.match(await folder.read("data_merged/current.csv"), /\n20,54,Zahuatlán,13.0,1,/);
  });
});

test("merge() takes the newest snapshot of an hour that has several", async () => {
  await withDataFolder(async (folder) => {
    await snapshotAt(folder, "13:59:59", { temp: "1" });
    await snapshotAt(folder, "14:00:00", { temp: "100" });
    await snapshotAt(folder, "14:20:00", { temp: "3" });
    const result = await mergeIn(folder);
    assert.equal(
      result.snapshots.map(({ version }) => version),
      ["20261124_135959", "20261124_142000"],
    );
    assert.match(await folder.read("data_merged/current.csv"), /\n20,54,Zahuatlán,2.0,2,/);
  });
});

test("merge() averages as many hours as asked for, gaps between them or not", async () => {
  await withDataFolder(async (folder) => {
    for (const [time, temp] of [
      ["02:00:00", "3"],
      ["09:00:00", "6"],
      ["15:00:00", "12"],
    ] as const) {
      await snapshotAt(folder, time, { temp });
    }
    const result = await mergeIn(folder, { window: 3 });
    assert.is(result.snapshots.length, 3);
    assert.match(await folder.read("data_merged/current.csv"), /\n20,54,Zahuatlán,7.0,3,/);
  });
});

test("merge() never mixes two towns that share idmun in different states", async () => {
  await withDataFolder(async (folder) => {
    const towns = [
      { ides: "19", idmun: "1", nmun: "Abasolo", temp: "30" },
      { ides: "20", idmun: "1", nmun: "Abejones", temp: "10" },
    ];
    await snapshotAt(folder, "14:00:00", ...towns);
    await snapshotAt(folder, "15:00:00", ...towns);
    await mergeIn(folder);
    const rows = (await folder.read("data_merged/current.csv")).split("\n").slice(1, 3);
    assert.equal(
      rows.map((row) => row.split(",").slice(0, 5).join()),
      ["19,1,Abasolo,30.0,2", "20,1,Abejones,10.0,2"],
    );
  });
});

test("merge() counts and lists the keys of both sides that found no partner, and keeps a town when joining left", async () => {
  await withDataFolder(async (folder) => {
    await snapshotAt(folder, "15:00:00", { temp: "13" }, { ides: "32", idmun: "58", temp: "1" });
    const result = await mergeIn(folder);
    const { unmatched_towns, unmatched_municipalities } = result;
    assert.equal([unmatched_towns, unmatched_municipalities], [["32-58"], ["19-1", "20-1"]]);
    assert.equal([result.towns, result.towns_with_means], [1, 2]);
    const manifest = JSON.parse(await folder.read("data_merged/20261124_163000.manifest.json"));
    assert.equal(
      [manifest.unmatched_towns, manifest.unmatched_municipalities],
      [["32-58"], ["19-1", "20-1"]],
    );

    assert.is((await mergeIn(folder, { how: "left" })).towns, 2);
    assert.match(
      await folder.read("data_merged/current.csv"),
      /\n32,58,Zahuatlán,1.0,1,[^,]+,[^,]+,,32058\n$/,
    );
  });
});

test("merge() gives two runs in the same second two versions; current.csv is the later one", async () => {
  await withDataFolder(async (folder) => {
    await snapshotAt(folder, "14:00:00", { temp: "1" });
    const first = await mergeIn(folder);
    await snapshotAt(folder, "15:00:00", { temp: "3" });
    const second = await mergeIn(folder);
    assert.equal([first.version, second.version], ["20261124_163000", "20261124_163001"]);
    assert.match(await folder.read("data_merged/20261124_163000.csv"), /,1.0,1,/);
    assert.is(
      await folder.read("data_merged/current.csv"),
      await folder.read("data_merged/20261124_163001.csv"),
    );
  });
});

test("merge() joins every table of the newest date, and tells of one that lies in no dated folder", async () => {
  await withDataFolder(async (folder) => {
    await snapshotAt(folder, "15:00:00", { temp: "13" });
    await folder.put("data_municipio/2027-01-01/data.csv", "Cve_Ent,Cve_Mun,Pob\n20,54,7");
    await folder.put("data_municipio/2027-01-01/census.csv", "CVEGEO,Pob\n20054,8");
    await folder.put("data_municipio/newest/data.csv", "Cve_Ent,Cve_Mun\n20,54");
    const { municipalities, warnings } = await mergeIn(folder);
    assert.match(
      await folder.read("data_merged/current.csv"),
      /,Pob,CVEGEO,Pob_census,cvegeo\n.*,7,20054,8,20054\n$/,
    );
    const place = folder.path;
    assert.is(municipalities?.path, `${place}/data_municipio/2027-01-01/data.csv`);
    assert.equal(
      municipalities?.further?.map(({ path }) => path),
      [`${place}/data_municipio/2027-01-01/census.csv`],
    );
    assert.ok(
      warnings.includes(
        `"${place}/data_municipio/newest/data.csv" is ignored, as its folder is no date: rename that, as "20260101" or "2026-01-01".`,
      ),
    );
  });
});

test("merge() takes the newest dated municipality table", async () => {
  await withDataFolder(async (folder) => {
    await snapshotAt(folder, "15:00:00", {});
    await folder.put("data_municipios/20260301/data.csv", "Cve_Ent,Cve_Mun,Value\n20,54,999");
    const { municipalities } = await mergeIn(folder);
    assert.match(municipalities?.path ?? "", /data_municipios\/20260301\/data\.csv$/);
    assert.match(await folder.read("data_merged/current.csv"), /,999,20054\n$/);
  });
});

test("merge() without a municipality table publishes the means alone, and says where to put one", async () => {
  await withDataFolder(async (folder) => {
    await snapshotAt(folder, "15:00:00", {});
    await rm(`${folder.path}/data_municipio`, { recursive: true });
    const result = await mergeIn(folder);
    assert.equal([result.municipalities, result.towns], [null, 1]);
    assert.match(
      result.warnings[0] ?? "",
      /^Found no municipality table in .*\. Put one at .* with the columns Cve_Ent,Cve_Mun\. Until then the merged table is the means alone\.$/,
    );
    assert.is(
      await folder.read("data_merged/current.csv"),
      await folder.read(`data_temp_prec_mean/${result.version}.csv`),
    );
  });
});

test("merge() refuses a join that loses more towns than it may, unless all are to be kept", async () => {
  await withDataFolder(async (folder) => {
    await snapshotAt(folder, "15:00:00", {}, { idmun: "1" }, { idmun: "2" });
    await folder.put(MUNICIPALITIES, "Cve_Ent,Cve_Mun\n20,54\n20,1");
    const at = (more: object) => mergeIn(folder, { minJoined: 67, ...more });
    const message =
      /^Only 2 of 3 towns \(66 %\) have a municipality in ".*", fewer than the 67 % required\. Add what is missing, keep all towns with "--how left", or lower "--min-joined"\.$/;
    await failsWith("contract", message, () => at({}));
    assert.is((await at({ minJoined: 66 })).towns, 2);
    assert.is((await at({ how: "left" })).towns, 3);
  });
});

test("merge() says what it decided about a municipality table", async () => {
  await withDataFolder(async (folder) => {
    await snapshotAt(folder, "15:00:00", {});
    await folder.put(MUNICIPALITIES, "Cve_Ent;Cve_Mun;Pob\n20;54;N/D\n20;1;5");
    const { warnings } = await mergeIn(folder);
    assert.match(warnings[0] ?? "", /has no number in "Pob" but "N\/D" in line 2: taken for null\.$/);
  });
});

test("merge() fails without a snapshot or a good municipality table, and leaves current.csv as it was", async () => {
  await withDataFolder(async (folder) => {
    await failsWith(
      "no-input",
      /^Found no snapshot in ".*data_municipio_x_hora"\. Run "municlima ingest" first\.$/,
      () => mergeIn(folder),
    );
    await snapshotAt(folder, "15:00:00", {});
    await mergeIn(folder);
    const before = await folder.files();
    const cases = [
      ["contract", "state,town\n20,54", /its header "state,town" has no "Cve_Ent"/],
      ["contract", "Cve_Ent,Cve_Mun\n20,54\n20,54", /line 3 repeats the municipality 20-54/],
    ] as const;
    for (const [kind, csv, message] of cases) {
      await folder.put(MUNICIPALITIES, csv);
      await failsWith(kind, message, () => mergeIn(folder));
    }
    await rm(`${folder.path}/${MUNICIPALITIES}`);
    await folder.put("data_municipio/20260102/notes.txt", "");
    await failsWith(
      "no-input",
      /^Found no municipality table in .*Put one at ".*\/20260102\/data\.csv" with/,
      () => mergeIn(folder),
    );
    await rm(`${folder.path}/data_municipio/20260102`, { recursive: true });
    const { [MUNICIPALITIES]: _, ...others } = before;
    assert.equal(await folder.files(), others);
  });
});

test("merge() refuses a snapshot that is not what its manifest says, and leaves current.csv as it was", async () => {
  await withDataFolder(async (folder) => {
    await snapshotAt(folder, "14:00:00", { temp: "10.25" });
    await snapshotAt(folder, "15:00:00", { temp: "11.75" });
    await mergeIn(folder);
    const current = await folder.read("data_merged/current.csv");
    const name = "data_municipio_x_hora/20261124_140000.csv";
    const csv = await folder.read(name);
    for (const [content, what] of [
      [csv.replace("10.25", "10.26"), "its bytes differ"],
      [
        csv.slice(0, -3),
        `only ${Buffer.byteLength(csv) - 3} of its ${Buffer.byteLength(csv)} bytes are left`,
      ],
    ] as const) {
      await folder.put(name, content);
      const says = new RegExp(`^".*140000\\.csv" was changed since it was published: ${what}\\. Restore it`);
      await failsWith("contract", says, () => mergeIn(folder));
      assert.is(await folder.read("data_merged/current.csv"), current);
    }
    await folder.put(name, csv);
    await mergeIn(folder);
  });
});

test("merge() fails on a snapshot whose header is not the feed's", async () => {
  await withDataFolder(async (folder) => {
    await snapshotAt(folder, "15:00:00", {});
    await publishCsv(folder, "20261124_151000", "idmun,ides,nmun,hloc,temp\n54,20,x,2026-11-24T15:00:00,1\n");
    await failsWith(
      "contract",
      /^The header of ".*20261124_151000\.csv" is not that of the feed "tiny"/,
      () => mergeIn(folder),
    );
  });
});

test("merge() fails on a value that is none of its column's, and names the snapshot among the others", async () => {
  await withDataFolder(async (folder) => {
    await snapshotAt(folder, "14:00:00", {});
    await snapshotAt(folder, "15:00:00", {});
    await publishCsv(
      folder,
      "20261124_151000",
      "ides,idmun,nmun,hloc,temp\n20,54,x,2026-11-24T15:00:00,warm\n",
    );
    await failsWith(
      "contract",
      /^Cannot read the snapshot ".*20261124_151000\.csv": .*"?`?warm.* move it away\.$/,
      () => mergeIn(folder),
    );
  });
});

test("merge() takes a label from the last snapshot that has the town, across more CSVs than are read at once", async () => {
  await withDataFolder(async (folder) => {
    await publishSnapshotAt(folder, "2026-09-30T15:00:00Z", {});
    for (let hour = 0; hour < 100; hour++) {
      const version = `202610${String(1 + Math.floor(hour / 24)).padStart(2, "0")}_${String(hour % 24).padStart(2, "0")}0000`;
      const gone = `19,1,${hour === 2 ? "Last" : "First"},2026-10-01T00:00:00,1\n`;
      const row = `20,54,${hour === 99 ? "New" : "Old"},2026-10-01T00:00:00,${hour}\n`;
      const csv = `ides,idmun,nmun,hloc,temp\n${hour < 3 ? gone : ""}${row}`;
      await publishCsv(folder, version, csv);
    }
    const result = await mergeIn(folder, { window: 100 });
    assert.is(result.snapshots.length, 100);
    const rows = (await folder.read("data_merged/current.csv")).split("\n").slice(1, 3);
    assert.equal(
      rows.map((row) => row.split(",").slice(0, 5).join()),
      ["19,1,Last,1.0,3", "20,54,New,49.5,100"],
    );
  });
});

test("merge() leaves current.csv as it was where the merged version cannot be published", async () => {
  await withDataFolder(async (folder) => {
    await snapshotAt(folder, "14:00:00", { temp: "10" });
    await mergeIn(folder);
    const before = await folder.files();
    await snapshotAt(folder, "15:00:00", { temp: "13" });
    const files: FileSystem = {
      ...realFileSystem,
      link: async (from, to) => {
        if (String(to).endsWith("data_merged/20261124_163001.csv"))
          throw Object.assign(new Error(), { code: "ENOSPC" });
        await realFileSystem.link(from, to);
      },
    };
    const later = worldAt("2026-11-24T16:30:01Z");
    await failsWith("io", /163001/, () =>
      merge({ ...placeIn(folder.settings(), files), feed: TINY_FEED }, later),
    );
    const after = await folder.files();
    assert.is(after["data_merged/current.csv"], before["data_merged/current.csv"]);
    assert.not.ok(Object.keys(after).some((name) => name.includes("163001")));
    const { problems, unfinished } = await verify(placeIn(folder.settings()));
    assert.equal([problems, unfinished], [[], []]);
  });
});

test("merge() puts an apostrophe before a name that a spreadsheet would run, when told to, and into no snapshot", async () => {
  await withDataFolder(async (folder) => {
    await snapshotAt(folder, "15:00:00", { nmun: "=1+1", temp: "-3" });
    const files = ["data_temp_prec_mean/20261124_163000.csv", "data_merged/current.csv"];
    await mergeIn(folder, { csvFormulas: "escape" });
    for (const file of files) assert.match(await folder.read(file), /\n20,54,'=1\+1,-3\.0,/);
    const manifest = JSON.parse(await folder.read("data_merged/20261124_163000.manifest.json"));
    assert.is(manifest.csv_formulas, "escape");
    assert.match(await folder.read("data_municipio_x_hora/20261124_150000.csv"), /\n20,54,=1\+1,/);
    await mergeIn(folder);
    assert.match(await folder.read("data_merged/current.csv"), /\n20,54,=1\+1,-3\.0,/);
  });
});

test("merge() leaves a mean empty whose sum is beyond a number, and says so, from CSV and from Parquet", async () => {
  await withDataFolder(async (folder) => {
    const town = { idmun: "1", temp: "1" };
    await snapshotAt(folder, "14:00:00", { temp: "1e308" }, town);
    await snapshotAt(folder, "15:00:00", { temp: "1e308" }, town);
    const warning =
      '"temp_mean" of 1 town is empty: a sum of its values is beyond what a number can hold. Run "municlima validate" on the feed\'s body.';
    for (const stored of [".csv", ".parquet"]) {
      if (stored === ".parquet")
        await compact({ ...placeIn(folder.settings()), feed: TINY_FEED, all: true, removeCsv: true }, LATER);
      assert.equal((await mergeIn(folder)).warnings.includes(warning), true, stored);
      const current = await folder.read("data_merged/current.csv");
      assert.match(current, /\n20,54,Zahuatlán,,2,/);
      assert.match(current, /\n20,1,Zahuatlán,1\.0,2,/);
      const names = Object.keys(await folder.files()).filter((name) => /x_hora\/|snapshots\//.test(name));
      assert.ok(
        names.some((name) => name.endsWith(stored)),
        names.join(),
      );
      for (const [name, text] of Object.entries(await folder.files()))
        if (/(mean|merged)\/.*\.csv$/.test(name)) assert.not.match(text, /inf|nan/i, name);
    }
  });
});

test("merge() writes nothing at all in a dry run", async () => {
  await withDataFolder(async (folder) => {
    await snapshotAt(folder, "15:00:00", {});
    const before = await folder.files();
    const { result } = await merge({ ...placeIn(folder.settings()), feed: TINY_FEED, dryRun: true }, LATER);
    assert.equal([result.files, result.towns], [null, 1]);
    assert.equal(await folder.files(), before);
  });
});

test("merge() stops wherever it is told to, before it publishes anything", async () => {
  await withDataFolder(async (begun) => {
    await snapshotAt(begun, "14:00:00", { temp: "10" });
    await mergeIn(begun);
    await snapshotAt(begun, "15:00:00", { temp: "13" });
    const published = async (folder: DataFolder) =>
      Object.entries(await folder.files()).filter(([name]) => !name.startsWith("cache/"));
    const before = await published(begun);
    const points = await eachStop("terminated", (turn) =>
      inCopy(begun, async (folder) => {
        const options = { ...placeIn(folder.settings()), feed: TINY_FEED, stop: turn.stop };
        const later = worldAt("2026-11-24T16:40:00Z");
        const isStopped = await stopsCleanly(folder, turn, () => merge(options, later));
        if (isStopped) assert.equal(await published(folder), before);
        else assert.match(await folder.read("data_merged/current.csv"), /,11\.5,2,/);
      }),
    );
    assert.ok(points >= 6, `${points} points`);
  });
});

test("merge() hears a signal while it averages, and not only between its steps", async () => {
  await withDataFolder(async (folder) => {
    await snapshotAt(folder, "15:00:00", {});
    const before = Object.keys(await folder.files());
    const controller = new AbortController();
    const events = {
      onStep: (name: string) => {
        // Heard as a signal would be: while the loop of events turns, not at once.
        if (name === "average") setImmediate(() => controller.abort(new Failure("interrupted", "Told to.")));
        if (name === "join") throw new Error("it went on");
      },
    };
    await failsWith("interrupted", /Told to/, () =>
      merge({ ...placeIn(folder.settings()), feed: TINY_FEED, stop: controller.signal, events }, LATER),
    );
    assert.equal(Object.keys(await folder.files()), before);
  });
});

test("merge() warns of snapshots that are more than a day apart, and of an older model run after a newer one", async () => {
  await withDataFolder(async (folder) => {
    await publishSnapshotAt(folder, "2026-11-20T03:00:00Z", { hloc: "20261120T00" });
    await publishSnapshotAt(folder, "2026-11-21T03:00:00Z", { hloc: "20261121T00" });
    assert.equal((await mergeIn(folder)).warnings, []);
    await publishSnapshotAt(folder, "2026-11-24T15:00:00Z", { hloc: "20261120T12" });
    assert.equal((await mergeIn(folder)).warnings, [
      'The snapshot "20261124_150000" is of an older model run (2026-11-20T12:00:00) than the one before it (2026-11-21T00:00:00): the provider served an outdated forecast.',
      'The snapshots "20261121_030000" and "20261124_150000" are 3.5 days apart, with none between them: the means mix both.',
    ]);
    const line = (await runsIn(folder)).at(-1);
    assert.is((line?.figures.warnings as string[] | undefined)?.length, 2);
  });
});

test("merge() takes the second snapshot of this very second, whose version is the next one, without a warning", async () => {
  await withDataFolder(async (folder) => {
    for (const temp of ["1", "3"]) await snapshotAt(folder, "15:00:00", { temp });
    const { warnings, snapshots } = await mergeIn(folder, {}, worldAt("2026-11-24T15:00:00.900Z"));
    assert.equal([warnings, snapshots.map(({ version }) => version)], [[], ["20261124_150001"]]);
  });
});

test("merge() leaves out a snapshot of the future, and warns of it", async () => {
  await withDataFolder(async (folder) => {
    await snapshotAt(folder, "15:00:00", { temp: "13" });
    await publishSnapshotAt(folder, "2027-01-01T00:00:00Z", { temp: "99" });
    const { warnings, snapshots } = await mergeIn(folder);
    assert.match(warnings.join(), /^Ignored versions dated in the future: snapshots "20270101_000000"\./);
    assert.equal(
      snapshots.map(({ version }) => version),
      ["20261124_150000"],
    );
  });
});

test("merge() names a published file that is missing, and leaves current.csv as it was", async () => {
  await withDataFolder(async (begun) => {
    await snapshotAt(begun, "14:00:00", {});
    await mergeIn(begun);
    const current = await begun.read("data_merged/current.csv");
    for (const name of ["20261124_140000.csv", "20261124_140000.manifest.json"]) {
      await inCopy(begun, async (folder) => {
        await rm(`${folder.path}/data_municipio_x_hora/${name}`);
        await failsWith("contract", new RegExp(`^".*${name}" is missing, although it was published`), () =>
          mergeIn(folder),
        );
        assert.is(await folder.read("data_merged/current.csv"), current);
        const warned = (await runsIn(folder)).at(-1)?.figures.warnings as string[] | undefined;
        assert.match(warned?.join() ?? "", new RegExp(`^1 published file is missing: ".*${name}"`));
      });
    }
  });
});

test.run();
