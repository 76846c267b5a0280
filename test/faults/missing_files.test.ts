import { cp, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { compact } from "../../pipelines/maintain/compact.ts";
import { prune } from "../../pipelines/maintain/prune.ts";
import { status } from "../../pipelines/maintain/status.ts";
import { verify } from "../../pipelines/maintain/verify.ts";
import { merge } from "../../pipelines/merge/merge.ts";
import { TINY_FEED } from "../helpers/feeds/tiny_feed.ts";
import { type DataFolder, withDataFolder } from "../helpers/folders/data_folder.ts";
import { placeIn } from "../helpers/folders/place_in.ts";
import { snapshotAt } from "../helpers/folders/snapshot_at.ts";
import { worldAt } from "../helpers/world.ts";

const NOW = worldAt("2026-11-24T18:00:00Z");

/** Two months of snapshots, the first of which is a partition file alone, two merges and a prune. */
async function fill(folder: DataFolder): Promise<void> {
  const place = placeIn(folder.settings());
  for (const [i, time] of ["10-31T21", "10-31T22", "10-31T23", "11-24T14", "11-24T15"].entries())
    await snapshotAt(folder, `2026-${time}:00:00Z`, { temp: String(10 + i) });
  await compact({ ...place, feed: TINY_FEED, removeCsv: true }, worldAt("2026-11-24T15:10:00Z"));
  for (const time of ["15:20:00", "15:30:00", "15:40:00"])
    await merge({ ...place, feed: TINY_FEED }, worldAt(`2026-11-24T${time}Z`));
  await prune({ ...place, feedName: "tiny", keep: 2 }, worldAt("2026-11-24T15:50:00Z"));
  await rm(join(folder.path, "feed.json"));
}

/** The files that the program put there, but for what can be made again and what is the user's own. */
async function publishedFiles(folder: DataFolder): Promise<string[]> {
  return Object.keys(await folder.files()).filter((name) => !/^(data_municipio|cache|logs)\//.test(name));
}

/** What a verification names, by its path in the folder. */
async function named(folder: DataFolder): Promise<string[]> {
  const { problems } = await verify(placeIn(folder.settings()), NOW);
  for (const { what, advice } of problems) assert.ok(what !== "" && advice !== "");
  return problems.map(({ path }) => path.slice(folder.path.length + 1).replace(/\/$/, ""));
}

async function inCopies(
  begun: DataFolder,
  what: readonly string[],
  work: (folder: DataFolder, name: string) => Promise<void>,
): Promise<void> {
  for (const name of what) {
    await withDataFolder(async (folder) => {
      await cp(begun.path, folder.path, { recursive: true });
      await work(folder, name);
    });
  }
}

test("verify names each published file that is deleted", async () => {
  await withDataFolder(async (begun) => {
    await fill(begun);
    assert.equal(await named(begun), []);
    const files = await publishedFiles(begun);
    assert.ok(files.length > 20, files.join());
    await inCopies(begun, files, async (folder, name) => {
      await rm(join(folder.path, name));
      const problems = await named(folder);
      const isNamed = problems.some((path) => path === name || path === dirname(name));
      assert.ok(isNamed, `"${name}" was deleted, and verify named "${problems.join('", "')}"`);
    });
  });
});

test("verify names each folder that is deleted, or the files that were in it", async () => {
  await withDataFolder(async (begun) => {
    await fill(begun);
    const folders = [
      ...new Set((await publishedFiles(begun)).map((name) => name.split("/").slice(0, -1).join("/"))),
    ];
    await inCopies(
      begun,
      folders.filter((name) => name !== ""),
      async (folder, name) => {
        await rm(join(folder.path, name), { recursive: true });
        const problems = await named(folder);
        assert.ok(
          problems.some((path) => path.startsWith(name)),
          `"${name}" was deleted: ${problems.join()}`,
        );
      },
    );
  });
});

test("verify names the inventory of a folder in which one thing was published", async () => {
  await withDataFolder(async (folder) => {
    await snapshotAt(folder, "2026-11-24T15:00:00Z", {});
    await rm(join(folder.path, "inventory"), { recursive: true });
    assert.ok((await named(folder)).includes("inventory"));
  });
});

test("verify names each version whose files are deleted together", async () => {
  await withDataFolder(async (begun) => {
    await fill(begun);
    const manifests = (await publishedFiles(begun)).filter((name) => name.endsWith(".manifest.json"));
    await inCopies(begun, manifests, async (folder, name) => {
      const stem = name.replace(/\.manifest\.json$/, "");
      for (const ending of [".manifest.json", ".csv", ".parquet"])
        await rm(join(folder.path, stem + ending), { force: true });
      assert.ok((await named(folder)).includes(name), name);
    });
  });
});

test("verify names a manifest of which any field was edited", async () => {
  await withDataFolder(async (begun) => {
    await fill(begun);
    const name = (await publishedFiles(begun)).find((name) => /data_merged\/.+manifest/.test(name)) ?? "";
    const manifest = JSON.parse(await begun.read(name));
    await inCopies(begun, Object.keys(manifest), async (folder, field) => {
      const value = manifest[field];
      const other = typeof value === "number" ? value + 1 : typeof value === "boolean" ? !value : null;
      await writeFile(join(folder.path, name), JSON.stringify({ ...manifest, [field]: other }, undefined, 2));
      assert.equal(await named(folder), [name], field);
    });
  });
});

test("status and merge say that a published file is missing, and prune accepts the loss when it is told to", async () => {
  await withDataFolder(async (begun) => {
    await fill(begun);
    const files = (await publishedFiles(begun)).filter((name) =>
      /^data_(merged|temp|municipio_x).*(csv|parquet)$/.test(name),
    );
    await inCopies(
      begun,
      files.filter((name) => !name.endsWith("current.csv")),
      async (folder, name) => {
        const place = placeIn(folder.settings());
        await rm(join(folder.path, name));
        const said = (await status(place, NOW)).warnings.join();
        assert.ok(/1 published file is missing/.test(said) && said.includes(name), said);
        const merged = await merge({ ...place, feed: TINY_FEED, dryRun: false }, NOW).then(
          ({ result }) => result.warnings.join(),
          (error: Error) => error.message,
        );
        assert.ok(merged.includes(name), merged);
        await prune({ ...place, feedName: "tiny", missing: true }, worldAt("2026-11-24T18:10:00Z"));
        const left = (await named(folder)).filter((path) => !path.startsWith("raw/"));
        assert.equal(left, [], name);
        assert.ok((await readdir(folder.path)).length > 5);
      },
    );
  });
});

test.run();
