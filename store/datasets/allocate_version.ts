import { Failure } from "../../errors/mod.ts";
import { QUARANTINE_FOLDER, quarantinedRowsName } from "../layout.ts";
import { type Version, versionAt } from "../version.ts";
import type { DataFolder } from "./data_folder.ts";
import type { Inventory } from "./inventory.ts";
import { filesOf } from "./remove.ts";

/** How far ahead of its moment a version may lie, in seconds, before something must be wrong. */
export const MOST_AHEAD = 3600;

/**
 * The version for something that is published now: the moment's second, or the first one after it that no file in any
 * of the folders has. Two runs in one second so get two versions, and none is overwritten.
 *
 * @param folders of datasets, and the quarantine where rows may go there
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
  const isTaken = async (version: Version): Promise<boolean> => {
    if (folders.some((folder) => tables.get(folder)?.has(version) === true)) return true;
    const names = folders.flatMap((folder) =>
      folder === QUARANTINE_FOLDER ? [quarantinedRowsName(version)] : filesOf(folder, [version]),
    );
    return (await Promise.all(names.map(objects.head))).some((found) => found !== undefined);
  };
  for (let second = 0; second < MOST_AHEAD; second++) {
    const version = versionAt(new Date(moment.getTime() + second * 1000));
    if (!(await isTaken(version))) return version;
  }
  const where = folders.map((folder) => `"${objects.where(folder)}"`).join(" and ");
  throw new Failure(
    "cannot-create",
    `All versions for an hour from "${versionAt(moment)}" are taken in ${where}. Check the clock.`,
  );
}
