import { Failure } from "../../errors/mod.ts";
import { namesIn } from "./_names_in.ts";
import { type FileSystem, realFileSystem } from "./file_system.ts";
import { type Version, versionAt } from "./version.ts";

/** How far from the moment a version may lie before something must be wrong. */
const SECONDS = 3600;

/**
 * The version for something that is published now: the moment's second, or the first one after it that no
 * file in any of the folders has. Two runs in one second so get two versions, and none is overwritten.
 *
 * @throws {Failure} `cannot-create` when a whole hour of versions is taken
 *
 * @example
 * ```ts
 * await freeVersion(["data/data_municipio_x_hora"], new Date()); // "20261124_140000"
 * ```
 */
export async function freeVersion(
  folders: readonly string[],
  moment: Date,
  fs: Pick<FileSystem, "readdir"> = realFileSystem,
): Promise<Version> {
  const taken = new Set<string>();
  for (const folder of folders) {
    for (const name of await namesIn(folder, fs)) taken.add(name.split(".", 1)[0] ?? "");
  }
  for (let second = 0; second < SECONDS; second++) {
    const version = versionAt(new Date(moment.getTime() + second * 1000));
    if (!taken.has(version)) return version;
  }
  throw new Failure(
    "cannot-create",
    `All versions for an hour from "${versionAt(moment)}" are taken in "${folders.join('", "')}". Check the clock.`,
  );
}
