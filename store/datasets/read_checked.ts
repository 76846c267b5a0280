import { Failure } from "../../errors/mod.ts";
import { tableName } from "../layout.ts";
import type { Manifest } from "../manifests/mod.ts";
import type { ObjectStore } from "../objects/object_store.ts";
import { sha256 } from "../sha256.ts";
import type { DataFolder } from "./data_folder.ts";
import { eachOf } from "./each_of.ts";
import { rememberedChecks } from "./remembered_checks.ts";

/** A published file and what its manifest says of it. */
export type PublishedFile = { readonly name: string; readonly sha256: string; readonly bytes: number };

/** The file that a manifest is about. */
export function fileOf({ dataset, version, sha256, bytes }: Manifest): PublishedFile {
  return { name: tableName(dataset, version), sha256, bytes };
}

/**
 * Reads a published file, which must be what its manifest says, byte for byte. This and {@linkcode checkedPaths} are
 * the only ways to one.
 *
 * @throws {Failure} `contract` when it is missing or was changed, `io` when it cannot be read
 *
 * @example
 * ```ts
 * const csv = await readChecked(data, fileOf(manifest));
 * ```
 */
export async function readChecked({ objects }: DataFolder, file: PublishedFile): Promise<Uint8Array> {
  const where = objects.where(file.name);
  const found = await objects.get(file.name);
  if (found === undefined) throw gone(where);
  if (sha256(found.bytes) !== file.sha256) throw changed(where, found.bytes.length, file.bytes);
  return found.bytes;
}

/**
 * Paths on this machine of published files, each of which must be what its manifest says, byte for byte. A file that
 * was found good is not read again as long as its size, inode and time of change stay the same; of a file in a bucket
 * there is a copy on this machine.
 *
 * @returns the paths, in the order of the files
 * @throws {Failure} as {@linkcode readChecked}
 *
 * @example
 * ```ts
 * const [path] = await checkedPaths(data, [fileOf(manifest)]);
 * ```
 */
export async function checkedPaths(data: DataFolder, files: readonly PublishedFile[]): Promise<string[]> {
  const { objects } = data;
  if (objects.copyOf !== undefined) return await eachOf(files, (file) => checkedCopy(objects, file));
  const checks = await rememberedChecks(data);
  await eachOf(files, async (file) => {
    const info = await objects.head(file.name);
    const where = objects.where(file.name);
    if (info === undefined) throw gone(where);
    if (checks.has(file, info)) return;
    const found = await objects.digest(file.name);
    if (found === undefined) throw gone(where);
    if (found.sha256 !== file.sha256) throw changed(where, found.bytes, file.bytes);
    checks.add(file, info);
  });
  await checks.save();
  return await eachOf(files, ({ name }) => objects.path(name));
}

/** The path of a copy of a published file. A copy that is here is what was published, whatever became of the object. */
async function checkedCopy(
  { copyOf, where }: Pick<ObjectStore, "copyOf" | "where">,
  { name, sha256, bytes }: PublishedFile,
): Promise<string> {
  const copy = await copyOf?.(name, sha256);
  if (copy === undefined) throw gone(where(name));
  if (copy.sha256 !== sha256) throw changed(where(name), copy.bytes, bytes);
  return copy.path;
}

/** That a file which was published, and not removed, is not there. */
export function gone(where: string): Failure {
  const message = `"${where}" is missing, although it was published and never removed. Restore it from a backup; "municlima verify" lists everything that is missing.`;
  return new Failure("contract", message);
}

function changed(where: string, found: number, bytes: number): Failure {
  const how = found < bytes ? `only ${found} of its ${bytes} bytes are left` : "its bytes differ";
  const message = `"${where}" was changed since it was published: ${how}. Restore it from a backup.`;
  return new Failure("contract", message);
}
