import { join } from "node:path";
import type { Feed } from "../../configs/mod.ts";
import { publicUrl } from "../public_url.ts";
import { FEED_RECORD, type FeedRecord } from "./_feed_record.ts";
import { checkDataFolder } from "./check_data_folder.ts";
import { feedOfDataFolder } from "./feed_of_data_folder.ts";
import { type FileSystem, realFileSystem } from "./file_system.ts";
import { publishFile } from "./publish_file.ts";

/** Headers that say nothing of who asks. */
const PLAIN_HEADERS = /^(accept(-.*)?|user-agent|referer|cache-control|connection)$/i;

/**
 * Records that a data folder belongs to this feed, unless it says so already. Secrets stay out: URLs stand there
 * in their public form, and of headers that may tell who asks only the names.
 *
 * @throws {Failure} as {@linkcode checkDataFolder}; `cannot-create` or `io` when it cannot be written
 *
 * @example
 * ```ts
 * await claimDataFolder("data", smnHourly);
 * ```
 */
export async function claimDataFolder(
  dataDir: string,
  feed: Feed,
  fs: FileSystem = realFileSystem,
): Promise<void> {
  const record: FeedRecord = { schema_version: 1, feed: withoutSecrets(feed) };
  const text = new TextEncoder().encode(`${JSON.stringify(record, undefined, 2)}\n`);
  const isFirst =
    (await feedOfDataFolder(dataDir, fs)) === undefined &&
    (await publishFile(join(dataDir, FEED_RECORD), text, fs));
  if (!isFirst) await checkDataFolder(dataDir, feed, fs);
}

function withoutSecrets(feed: Feed): Feed {
  const [first, ...others] = feed.urls;
  const headers = Object.entries(feed.headers).map(([name, value]) => [
    name,
    PLAIN_HEADERS.test(name) ? value : "***",
  ]);
  return {
    ...feed,
    urls: [publicUrl(first), ...others.map(publicUrl)],
    headers: Object.fromEntries(headers),
  };
}
