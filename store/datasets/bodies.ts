import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { Failure } from "../../errors/mod.ts";
import { bodyName, quarantinedRowsName } from "../layout.ts";
import type { QuarantineFile } from "../manifests/mod.ts";
import { sha256 } from "../sha256.ts";
import type { Version } from "../version.ts";
import type { LockedFolder } from "./data_folder.ts";

/**
 * Keeps a feed's body as it was served, once for each distinct content: it is named after the hash of its inflated
 * text, since the same forecast may come in another envelope. A body that came as plain JSON is compressed.
 *
 * @param textSha256 SHA-256 of the inflated text
 * @returns its name in the data folder, and whether the content is new
 * @throws {Failure} `cannot-create` or `io` when it cannot be written
 *
 * @example
 * ```ts
 * await archiveBody(held, fetched, fetched.sha256); // { name: "raw/2c26b46b68ffc68f.json.gz", isNew: true }
 * ```
 */
export async function archiveBody(
  { objects }: LockedFolder,
  { body, gzipped }: { readonly body: Uint8Array; readonly gzipped: boolean },
  textSha256: string,
): Promise<{ readonly name: string; readonly isNew: boolean }> {
  const name = bodyName(textSha256);
  if ((await objects.head(name)) !== undefined) return { name, isNew: false };
  return { name, isNew: await objects.putNew(name, gzipped ? body : await promisify(gzip)(body)) };
}

/**
 * Writes rows that were quarantined to `quarantine/<version>.ndjson`, one JSON object a line: `row` (counted from 1),
 * `reasons`, and `record`, the row as it came. The manifest of the snapshot names the file.
 *
 * @throws {Failure} `cannot-create` or `io` when the file cannot be written
 *
 * @example
 * ```ts
 * const { file } = await publishQuarantine(held, version, rows); // "quarantine/20261124_120000.ndjson"
 * ```
 */
export async function publishQuarantine(
  { objects }: LockedFolder,
  version: Version,
  rows: readonly object[],
): Promise<QuarantineFile> {
  const file = quarantinedRowsName(version);
  const bytes = new TextEncoder().encode(rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
  if (!(await objects.putNew(file, bytes))) {
    const message = `"${objects.where(file)}" appeared while this run was writing it. Nothing was overwritten: run again.`;
    throw new Failure("io", message);
  }
  return { file, sha256: sha256(bytes), bytes: bytes.length, rows: rows.length };
}
