import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import pl from "../../../frames/polars.ts";
import { archive } from "../../../pipelines/archive/archive.ts";
import { recordsOfBody } from "../../../pipelines/body_records.ts";
import { verify } from "../../../pipelines/maintain/verify.ts";
import { newestManifest } from "../../../pipelines/newest_manifest.ts";
import { query } from "../../../pipelines/read/query.ts";
import { run } from "../../../pipelines/run/run.ts";
import { archivedBodies, listForecasts, localStore, readInventory } from "../../../store/mod.ts";
import { eachStop } from "../../helpers/faults/each_stop.ts";
import { json, TINY_FEED, tinyRow } from "../../helpers/feeds/tiny_feed.ts";
import { type DataFolder, withDataFolder } from "../../helpers/folders/data_folder.ts";
import { placeIn } from "../../helpers/folders/place_in.ts";
import { snapshotAt } from "../../helpers/folders/snapshot_at.ts";
import { inCopy } from "../../helpers/folders/whole_folder.ts";
import { worldAt } from "../../helpers/world.ts";

const LATER = worldAt("2026-11-24T16:30:00Z");
const archiveIn = (folder: DataFolder, more = {}) =>
  archive({ ...placeIn(folder.settings()), feed: TINY_FEED, ...more }, LATER);
const archivedIn = async (folder: DataFolder) => {
  const names = await readdir(join(folder.path, "archive"), { recursive: true }).catch(() => []);
  return names.filter((name) => name.endsWith(".parquet")).sort();
};
const inventoryOf = (folder: DataFolder) => readInventory({ objects: localStore(folder.path) });

/** Three ingests of two bodies: a run of the model, the same once more, and the run after it, with another town. */
async function threeIngests(folder: DataFolder): Promise<void> {
  const first = [
    { hloc: "20231031T23", temp: "10" },
    { hloc: "20231101T00", temp: "11" },
  ];
  await snapshotAt(folder, "2026-10-31T21:00:00Z", ...first);
  await snapshotAt(folder, "2026-10-31T22:00:00Z", ...first);
  await snapshotAt(
    folder,
    "2026-10-31T23:00:00Z",
    { hloc: "20231101T00", temp: "12" },
    { ides: "1", hloc: "20231101T00", temp: "-0.0" },
  );
}

test("archive() writes each distinct body once, under the run of the model, and nothing the second time", async () => {
  await withDataFolder(async (folder) => {
    await threeIngests(folder);
    const result = await archiveIn(folder);
    assert.equal(
      result.archived.map(({ run, rows }) => [run, rows]),
      [
        ["2023-10-31T23:00:00", 2],
        ["2023-11-01T00:00:00", 2],
      ],
    );
    const names = await archivedIn(folder);
    assert.is(names.length, 2);
    assert.match(names[0] ?? "", /^forecasts\/run_month=2023-10\/20231031T2300-[0-9a-f]{16}\.parquet$/);
    assert.match(names[1] ?? "", /^forecasts\/run_month=2023-11\/20231101T0000-[0-9a-f]{16}\.parquet$/);
    const before = await folder.files();
    const again = await archiveIn(folder);
    assert.equal([again.archived, again.archived_before, again.restored], [[], 2, 0]);
    const { "logs/runs.jsonl": _, ...after } = await folder.files();
    for (const name of Object.keys(after))
      if (name.includes("archive/")) assert.is(after[name], before[name]);
    assert.equal((await verify(placeIn(folder.settings()))).problems, []);
  });
});

test('archive() leaves nothing in its folders but Parquet and names that begin with "_"', async () => {
  await withDataFolder(async (folder) => {
    await threeIngests(folder);
    await archiveIn(folder);
    const entries = await readdir(join(folder.path, "archive"), { recursive: true, withFileTypes: true });
    const odd = entries.filter((entry) => entry.isFile() && !/^_|\.parquet$/.test(entry.name));
    assert.equal(odd, []);
    assert.is(entries.filter((entry) => entry.name.startsWith("_")).length, 2);
  });
});

test("archive() holds what the bodies hold, record by record", async () => {
  await withDataFolder(async (folder) => {
    await threeIngests(folder);
    const { data } = placeIn(folder.settings());
    await archiveIn(folder);
    const inventory = await inventoryOf(folder);
    const manifest = await newestManifest(data, inventory, LATER.now());
    const body = await recordsOfBody(data, manifest, TINY_FEED);
    await rm(join(folder.path, manifest?.source.raw ?? ""));
    const archived = await recordsOfBody(data, manifest, TINY_FEED);
    const sorted = (frame: pl.DataFrame) =>
      frame.withColumns(pl.col("hloc").cast(pl.Datetime("us"))).sort({ by: ["ides", "idmun", "hloc"] });
    assert.equal(sorted(archived).toRecords(), sorted(body).toRecords());
    assert.ok(Object.is(archived.getColumn("temp").toArray()[0], -0), "-0 stays -0");
  });
});

test("archive() lets a body go: whatever read it reads the archive, and verify misses nothing", async () => {
  await withDataFolder(async (folder) => {
    await threeIngests(folder);
    const place = placeIn(folder.settings());
    const sums = async () =>
      (await query("select count(*) as n, sum(temp) as t from forecast", place, LATER)).head;
    const before = await sums();
    await archiveIn(folder);
    const inventory = await inventoryOf(folder);
    const raw = (await readdir(join(folder.path, "raw"))).map((name) => `raw/${name}`);
    assert.equal([...archivedBodies(inventory)].sort(), raw.sort());
    for (const name of raw) await rm(join(folder.path, name));
    await rm(join(folder.path, "cache"), { recursive: true, force: true });
    assert.equal(await sums(), before);
    assert.equal((await verify(place)).problems, []);
  });
});

test("archive() keeps two bodies of one run apart, and puts an older run that comes later in its place", async () => {
  await withDataFolder(async (folder) => {
    await snapshotAt(folder, "2026-10-31T21:00:00Z", { hloc: "20231102T00" });
    await archiveIn(folder);
    await snapshotAt(folder, "2026-10-31T22:00:00Z", { hloc: "20231102T00", temp: "5" });
    await snapshotAt(folder, "2026-10-31T23:00:00Z", { hloc: "20231101T00" });
    assert.is((await archiveIn(folder)).archived.length, 2);
    assert.equal(
      listForecasts(await inventoryOf(folder)).map(({ run }) => run),
      ["2023-11-01T00:00", "2023-11-02T00:00", "2023-11-02T00:00"],
    );
  });
});

test("archive() goes on where a run was stopped, and counts no file that is not whole", async () => {
  await withDataFolder(async (whole) => {
    await threeIngests(whole);
    const points = await eachStop("terminated", async ({ stop, kind, stopped }) => {
      await inCopy(whole, async (folder) => {
        const outcome = await archiveIn(folder, { stop }).catch((error: unknown) => error);
        if (stopped()) assert.is((outcome as { kind?: string }).kind, kind);
        assert.equal((await verify(placeIn(folder.settings()))).problems, []);
        const done = (await archivedIn(folder)).length;
        const { archived, archived_before } = await archiveIn(folder);
        assert.equal([archived.length, archived_before], [2 - done, done]);
      });
    });
    assert.ok(points > 3, `${points} points`);
  });
});

test("archive() makes a damaged or missing file again where its body is kept, and says so where it is not", async () => {
  await withDataFolder(async (folder) => {
    await threeIngests(folder);
    await archiveIn(folder);
    const [first = "", second = ""] = (await archivedIn(folder)).map((name) => join("archive", name));
    const bytes = await folder.bytes(first);
    await folder.put(first, bytes.slice(0, bytes.length - 9));
    await rm(join(folder.path, second));
    const { problems } = await verify(placeIn(folder.settings()));
    assert.equal(
      problems.map(({ what, advice }) => [what, advice]),
      [
        ["was changed since it was published", 'Run "municlima archive", which makes it again from its body'],
        ["is missing", 'Run "municlima archive", which makes it again from its body'],
      ],
    );
    const { restored, archived } = await archiveIn(folder);
    assert.equal([restored, archived.length], [2, 2]);
    assert.equal((await verify(placeIn(folder.settings()))).problems, []);

    await folder.put(first, bytes.slice(1));
    await rm(join(folder.path, "raw"), { recursive: true });
    const lost = await archiveIn(folder);
    assert.is(lost.restored, 0);
    assert.match(lost.warnings.join("\n"), /was changed since it was published.*Its body is not kept/s);
  });
});

test("archive() leaves out a body that was changed, says so, and archives the others", async () => {
  await withDataFolder(async (folder) => {
    await threeIngests(folder);
    const [raw = ""] = await readdir(join(folder.path, "raw"));
    await folder.put(`raw/${raw}`, "no gzip");
    const { archived, unreadable, warnings } = await archiveIn(folder);
    assert.equal([archived.length, unreadable.map(({ body }) => body)], [1, [`raw/${raw}`]]);
    assert.match(
      warnings.join("\n"),
      /^Left out a body: The feed body ".*" was changed since it was kept\./m,
    );
  });
});

test("archive() writes nothing in a dry run", async () => {
  await withDataFolder(async (folder) => {
    await threeIngests(folder);
    const before = await folder.files();
    const { archived } = await archiveIn(folder, { dryRun: true });
    assert.equal(
      archived.map(({ bytes, files }) => [bytes, files]),
      [
        [null, null],
        [null, null],
      ],
    );
    assert.equal(await folder.files(), before);
  });
});

test("run() archives the body of a new feed within the run when it is asked to, and no other", async () => {
  await withDataFolder(async (folder) => {
    await threeIngests(folder);
    const rows = [tinyRow({ hloc: "20231103T00" }), tinyRow({ ides: "1", hloc: "20231103T00" })];
    const from = await folder.put("feed.json", json(rows));
    const options = { ...placeIn(folder.settings()), feed: TINY_FEED, from };
    assert.is((await run(options, LATER)).result.archive, null);
    const { result } = await run({ ...options, archive: true }, worldAt("2026-11-24T17:30:00Z"));
    assert.equal(
      result.archive?.archived.map(({ run }) => run),
      ["2023-11-03T00:00:00"],
    );
    assert.is((await archivedIn(folder)).length, 1);
    const again = await run({ ...options, archive: true }, worldAt("2026-11-24T18:30:00Z"));
    assert.equal(again.result.archive?.archived, []);
  });
});

test.run();
