import { join } from "node:path";
import { CATALOG } from "../../configs/mod.ts";
import type { QuarantinedRow } from "../../frames/mod.ts";
import { publishNew } from "./_publish_new.ts";
import { type FileSystem, realFileSystem } from "./file_system.ts";
import { sha256 } from "./manifest.ts";
import type { Version } from "./version.ts";

/** A file of quarantined rows, as the manifest of their snapshot describes it. */
export type QuarantineFile = {
  /** Its path inside the data folder. */
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly rows: number;
};

/**
 * Publishes quarantined rows as `quarantine/<version>.ndjson`, one JSON object a line: `row` (counted
 * from 1), `reasons`, and `record`, the row as it came. The manifest of the snapshot describes the file.
 *
 * @throws {Failure} `cannot-create` or `io` when the file cannot be written
 *
 * @example
 * ```ts
 * const { file } = await publishRows("data", version, quarantined); // "quarantine/20261124_120000.ndjson"
 * ```
 */
export async function publishRows(
  dataDir: string,
  version: Version,
  rows: readonly QuarantinedRow[],
  fs: FileSystem = realFileSystem,
): Promise<QuarantineFile> {
  const file = `${CATALOG.quarantine.folder}/${version}.ndjson`;
  const bytes = new TextEncoder().encode(rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
  await publishNew(join(dataDir, file), bytes, fs);
  return { file, sha256: sha256(bytes), bytes: bytes.length, rows: rows.length };
}
