import { join } from "node:path";
import { CATALOG } from "../configs/mod.ts";
import { Failure } from "../errors/mod.ts";
import { type FeedSchema, toCsv } from "../frames/mod.ts";
import { scanPart } from "./_scan_part.ts";
import { type FileSystem, type Part, type PartSnapshot, realFileSystem } from "./store/mod.ts";

/** So many snapshots are read at once. */
const AT_ONCE = 24;

/**
 * Makes sure that a Parquet file gives back the CSVs of snapshots in it, byte for byte.
 *
 * @param snapshots of the file's manifest, oldest first
 * @throws {Failure} `contract` when a CSV is another, `io` when a file cannot be read
 *
 * @example
 * ```ts
 * await checkPart(part, part.manifest.snapshots, "data", smnHourly);
 * ```
 */
export async function checkPart(
  part: Part,
  snapshots: readonly PartSnapshot[],
  dataDir: string,
  schema: FeedSchema,
  fs: Pick<FileSystem, "readFile"> = realFileSystem,
): Promise<void> {
  const names = schema.columns.map(({ name }) => name);
  for (let start = 0; start < snapshots.length; start += AT_ONCE) {
    const some = snapshots.slice(start, start + AT_ONCE);
    const versions = some.map(({ version }) => version);
    const frame = await scanPart(part.path, versions)
      .collect()
      .catch((cause: Error) => {
        const [why = ""] = cause.message.split("\n");
        const message = `Cannot read "${part.path}": ${why}. Move it away and compact again.`;
        throw new Failure("io", message, { cause });
      });
    const table = frame.select(...names);
    let row = 0;
    for (const { version, rows } of some) {
      const expected = toCsv(table.slice(row, rows));
      row += rows;
      const path = join(dataDir, CATALOG.snapshots.folder, `${version}.csv`);
      const csv = await fs.readFile(path).catch((cause: Error) => {
        const message = `Cannot read "${path}": ${cause.message}. Check that it is there and readable.`;
        throw new Failure("io", message, { cause });
      });
      if (expected.equals(csv)) continue;
      const message = `The snapshot "${path}" is not what "${part.path}" holds of it, so it was not removed. Move one of the two away.`;
      throw new Failure("contract", message);
    }
  }
}
