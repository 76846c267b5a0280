import type { Feed } from "../../configs/mod.ts";
import { Failure } from "../../errors/mod.ts";
import { feedOfDataFolder } from "./feed_of_data_folder.ts";
import { type FileSystem, realFileSystem } from "./file_system.ts";

/**
 * Makes sure that a data folder belongs to this feed: daily and hourly, or synthetic and real rows never meet.
 *
 * @throws {Failure} `config` when it belongs to another feed, or to one of this name with other columns
 *
 * @example
 * ```ts
 * await checkDataFolder("data", smnHourly);
 * ```
 */
export async function checkDataFolder(
  dataDir: string,
  feed: Feed,
  fs: Pick<FileSystem, "readFile"> = realFileSystem,
): Promise<void> {
  const owner = await feedOfDataFolder(dataDir, fs);
  if (owner === undefined) return;
  if (owner.name !== feed.name) {
    throw new Failure(
      "config",
      `The data folder "${dataDir}" belongs to the feed "${owner.name}", not to "${feed.name}". Use another --data-dir.`,
    );
  }
  if (shape(owner) !== shape(feed)) {
    throw new Failure(
      "config",
      `The feed "${feed.name}" has other columns than when the data folder "${dataDir}" was begun. Use another --data-dir.`,
    );
  }
}

/** What must stay the same for old and new tables to fit together. */
function shape({ columns, key, time }: Feed): string {
  return JSON.stringify([columns.map(({ name, type }) => [name, type]), key, time]);
}
