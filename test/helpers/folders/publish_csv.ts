import {
  folderOf,
  publishTables,
  readInventory,
  readManifest,
  SNAPSHOT_MANIFEST,
  type Version,
  withLock,
} from "../../../store/mod.ts";
import type { DataFolder } from "./data_folder.ts";
import { placeIn } from "./place_in.ts";

/**
 * Publishes any text as a snapshot, as an ingest of another program would, with what the manifest of the last snapshot
 * says: for what no ingest lets through.
 */
export async function publishCsv(folder: DataFolder, version: string, csv: string): Promise<void> {
  await withLock(placeIn(folder.settings()).data, "test", async (held) => {
    const inventory = await readInventory(held);
    const dataset = folderOf("snapshots");
    const last = [...(inventory.tables.get(dataset)?.keys() ?? [])].at(-1) as Version;
    const details = await readManifest(held, inventory, dataset, last, SNAPSHOT_MANIFEST);
    const {
      schema_version: _,
      dataset: __,
      version: ___,
      file,
      sha256,
      bytes,
      sequence,
      previous,
      ...more
    } = details;
    const content = new TextEncoder().encode(csv);
    await publishTables(held, [{ folder: dataset, version: version as Version, content, details: more }]);
  });
}

/** Publishes so many small snapshots of a day, a minute apart. */
export async function publishMany(folder: DataFolder, day: string, count: number): Promise<void> {
  const csv = "ides,idmun,nmun,hloc,temp\n20,54,A,2026-10-31T00:00:00,1.0\n";
  for (let minute = 0; minute < count; minute++) {
    const [hours, minutes] = [Math.floor(minute / 60), minute % 60];
    const time = [hours, minutes].map((part) => String(part).padStart(2, "0")).join("");
    await publishCsv(folder, `${day}_${time}00`, csv);
  }
}
