import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CATALOG } from "../../configs/mod.ts";
import { type Manifest, sha256, versionAt } from "../../io/store/mod.ts";
import type { SnapshotDetails } from "../../pipelines/ingest_report.ts";
import { laterSnapshots } from "./_later_snapshot.ts";
import { dataFolder } from "./data_folder.ts";
import { hourlyFeed } from "./feeds.ts";
import { made } from "./made.ts";

/** When the first of the snapshots was published. 2025 has 8,760 hours. */
const FIRST = Date.UTC(2025, 0, 1, 0, 10);
const HOUR = 3_600_000;
const SNAPSHOT_BYTES = 400_000;

/**
 * A data folder with a snapshot of each of so many hours from the first of 2025 on, with manifests as an ingest
 * writes them: the first is ingested, the others are made out of it, as 8,760 ingests take hours. Gives its path.
 */
export async function snapshotFolder(
  where: { readonly work: string; readonly quick: boolean },
  hours: number,
): Promise<string> {
  const feed = await hourlyFeed(where);
  const name = `snapshots-${hours}${where.quick ? "-quick" : ""}`;
  return await made(where.work, name, hours * SNAPSHOT_BYTES, async (path) => {
    await dataFolder(path, [feed]);
    const folder = join(path, CATALOG.snapshots.folder);
    const { csv, manifest } = await takeOut(folder);
    await rm(join(path, CATALOG.raw.folder), { recursive: true });

    const snapshot = laterSnapshots(csv);
    for (let hour = 0; hour < hours; hour++) {
      const published = new Date(FIRST + hour * HOUR);
      const version = versionAt(published);
      const bytes = Buffer.from(snapshot(hour));
      const run = new Date(Date.parse(`${manifest.source.model_run}Z`) + hour * HOUR);
      const described: Manifest<SnapshotDetails> = {
        ...manifest,
        version,
        file: `${version}.csv`,
        sha256: sha256(bytes),
        bytes: bytes.length,
        published_at: published.toISOString(),
        source: {
          ...manifest.source,
          sha256: sha256(Buffer.from(version)),
          fetched_at: published.toISOString(),
          model_run: run.toISOString().slice(0, manifest.source.model_run.length),
        },
      };
      await writeFile(join(folder, `${version}.csv`), bytes);
      await writeFile(
        join(folder, `${version}.manifest.json`),
        `${JSON.stringify(described, undefined, 2)}\n`,
      );
    }
  });
}

/** The one snapshot of a folder and its manifest, which is emptied. */
async function takeOut(folder: string): Promise<{ csv: string; manifest: Manifest<SnapshotDetails> }> {
  const file = (await readdir(folder)).find((name) => name.endsWith(".csv")) ?? "";
  const csv = await readFile(join(folder, file), "utf8");
  const manifest = JSON.parse(await readFile(join(folder, file.replace(/csv$/, "manifest.json")), "utf8"));
  await rm(folder, { recursive: true });
  await mkdir(folder);
  return { csv, manifest };
}
