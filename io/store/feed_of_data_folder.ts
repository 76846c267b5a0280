import { join } from "node:path";
import type { Feed } from "../../configs/mod.ts";
import { Failure } from "../../errors/mod.ts";
import { FEED_RECORD, type FeedRecord } from "./_feed_record.ts";
import { type FileSystem, realFileSystem } from "./file_system.ts";

/**
 * The feed that a data folder belongs to, as its first ingest recorded it in `data_folder.json`; undefined before.
 *
 * @throws {Failure} `config` when the record is damaged, `io` when it cannot be read
 *
 * @example
 * ```ts
 * (await feedOfDataFolder("data"))?.name; // "smn-hourly"
 * ```
 */
export async function feedOfDataFolder(
  dataDir: string,
  fs: Pick<FileSystem, "readFile"> = realFileSystem,
): Promise<Feed | undefined> {
  const path = join(dataDir, FEED_RECORD);
  try {
    const { feed }: FeedRecord = JSON.parse(await fs.readFile(path, "utf8"));
    if (typeof feed?.name !== "string" || !Array.isArray(feed.columns))
      throw new SyntaxError("it describes no feed");
    return feed;
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    // The message of a syntax error quotes the text, with its line ends.
    const what = `Cannot read "${path}", which says whose data folder it is: ${message.replace(/\s+/g, " ")}`;
    if (code === undefined) throw new Failure("config", `${what}. Restore it from a copy.`, { cause });
    throw new Failure("io", `${what}. Check the disk and its permissions.`, { cause });
  }
}
