import { join } from "node:path";
import { CATALOG } from "../configs/mod.ts";
import { Failure } from "../errors/mod.ts";
import { type FileSystem, hashFile, type PartSnapshot, type Snapshot } from "../io/store/mod.ts";
import { inLots } from "./_in_lots.ts";

/**
 * Makes sure that the CSVs that snapshots are read from are what their manifests tell, byte for byte: a file that was
 * cut short or edited must not become a mean. Those that are read from a Parquet file were checked when it was made.
 *
 * @param inputs what is told of each snapshot, in their order
 * @throws {Failure} `contract` when a CSV is another, `io` when one cannot be read
 */
export async function checkSnapshots(
  dataDir: string,
  snapshots: readonly Snapshot[],
  inputs: readonly PartSnapshot[],
  files: Pick<FileSystem, "open">,
): Promise<void> {
  const csvs = inputs.filter((_, i) => snapshots[i]?.compacted === undefined);
  await inLots(csvs, async ({ version, sha256, bytes }) => {
    const path = join(dataDir, CATALOG.snapshots.folder, `${version}.csv`);
    const found = await hashOf(path, files);
    if (found.sha256 === sha256) return;
    const what = found.bytes < bytes ? `has ${found.bytes} of its ${bytes} bytes` : "was changed";
    const message = `The snapshot "${path}" ${what}: it is not what its manifest tells. Restore it, or move it away with its manifest.`;
    throw new Failure("contract", message);
  });
}

async function hashOf(path: string, files: Pick<FileSystem, "open">): ReturnType<typeof hashFile> {
  try {
    const file = await files.open(path, "r");
    try {
      return await hashFile(file);
    } finally {
      await file.close();
    }
  } catch (cause) {
    const message = `Cannot read the snapshot "${path}": ${(cause as Error).message}. Check that it is there and readable.`;
    throw new Failure("io", message, { cause });
  }
}
