import type * as v from "valibot";
import { manifestName, tableName } from "../layout.ts";
import { ANY_MANIFEST, damaged, jsonOf, type Manifest, parsed } from "../manifests/mod.ts";
import { sha256 } from "../sha256.ts";
import type { Version } from "../version.ts";
import type { DataFolder } from "./data_folder.ts";
import type { Inventory } from "./inventory.ts";
import { gone } from "./read_checked.ts";

const WHAT = "The manifest";

/**
 * Reads the manifest of a published version, which must be the one that the inventory names.
 *
 * @param folder of the dataset
 * @param schema of what the manifest says beyond what every manifest does
 * @throws {Failure} `contract` when it is missing or was changed, or the inventory has no such version; `io` when it
 * cannot be read
 *
 * @example
 * ```ts
 * const { window } = await readManifest(data, inventory, "data_merged", version, MERGE_MANIFEST);
 * ```
 */
export async function readManifest<Schema extends v.GenericSchema<unknown, Manifest> = typeof ANY_MANIFEST>(
  { objects }: DataFolder,
  { tables }: Pick<Inventory, "tables">,
  folder: string,
  version: Version,
  schema: Schema = ANY_MANIFEST as unknown as Schema,
): Promise<v.InferOutput<Schema>> {
  const name = manifestName(folder, version);
  const where = objects.where(name);
  const found = await objects.get(name);
  if (found === undefined) throw gone(where);
  if (sha256(found.bytes) !== tables.get(folder)?.get(version))
    throw damaged(WHAT, where, "it is not the one that the inventory lists");
  const manifest = parsed(schema, jsonOf(found.bytes, WHAT, where), WHAT, where);
  const { dataset, version: named, file } = manifest as Manifest;
  // A manifest may lead to its own file alone.
  if (dataset !== folder || named !== version || `${folder}/${file}` !== tableName(folder, version))
    throw damaged(WHAT, where, "it describes another file");
  return manifest;
}
