import type { Feed } from "../configs/mod.ts";
import { Failure } from "../errors/mod.ts";
import { type FileSystem, feedOfDataFolder } from "../io/store/mod.ts";

/**
 * The feed of a data folder, for commands that only look at what is there.
 *
 * @throws {Failure} `no-input` when nothing was ever ingested into it
 */
export async function feedOf(dataDir: string, files: Pick<FileSystem, "readFile">): Promise<Feed> {
  const feed = await feedOfDataFolder(dataDir, files);
  if (feed !== undefined) return feed;
  const message = `Found no data in "${dataDir}". Run "municlima run", or "municlima demo" for made-up data.`;
  throw new Failure("no-input", message);
}
