import { Failure } from "../../errors/mod.ts";
import { type Version, versionAt } from "../version.ts";
import type { DataFolder } from "./data_folder.ts";
import type { Inventory } from "./inventory.ts";
import { namesBelow } from "./names_below.ts";

/** How far ahead of its moment a version may lie, in seconds, before something must be wrong. */
export const MOST_AHEAD = 3600;

/**
 * The version for something that is published now: the moment's second, or the first one after it that no file in any
 * of the folders has. Two runs in one second so get two versions, and none is overwritten.
 *
 * @param folders of datasets
 * @throws {Failure} `cannot-create` when a whole hour of versions is taken
 *
 * @example
 * ```ts
 * await allocateVersion(held, inventory, ["data_merged"], new Date()); // "20261124_140000"
 * ```
 */
export async function allocateVersion(
  { objects }: DataFolder,
  { tables }: Pick<Inventory, "tables">,
  folders: readonly string[],
  moment: Date,
): Promise<Version> {
  const taken = new Set<string>();
  for (const folder of folders) {
    for (const version of tables.get(folder)?.keys() ?? []) taken.add(version);
    const start = folder.length + 1;
    for (const name of await namesBelow(objects, `${folder}/`)) {
      taken.add(name.slice(start).split(".", 1)[0] ?? "");
    }
  }
  for (let second = 0; second < MOST_AHEAD; second++) {
    const version = versionAt(new Date(moment.getTime() + second * 1000));
    if (!taken.has(version)) return version;
  }
  const where = folders.map((folder) => `"${objects.where(folder)}"`).join(" and ");
  throw new Failure(
    "cannot-create",
    `All versions for an hour from "${versionAt(moment)}" are taken in ${where}. Check the clock.`,
  );
}
