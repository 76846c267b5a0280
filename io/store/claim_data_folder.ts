import { join } from "node:path";
import { dataPackage, type Feed } from "../../configs/mod.ts";
import { publicUrl } from "../public_url.ts";
import { FEED_RECORD, type FeedRecord } from "./_feed_record.ts";
import { checkDataFolder } from "./check_data_folder.ts";
import { feedOfDataFolder } from "./feed_of_data_folder.ts";
import { type FileSystem, realFileSystem } from "./file_system.ts";
import { publishFile } from "./publish_file.ts";

/** Headers that say nothing of who asks. */
const PLAIN_HEADERS = /^(accept(-.*)?|user-agent|referer|cache-control|connection)$/i;

/**
 * Records that a data folder belongs to this feed, unless it says so already, and puts the data dictionary beside
 * that, unless there is one. Secrets stay out: URLs stand there
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
  const isFirst =
    (await feedOfDataFolder(dataDir, fs)) === undefined &&
    (await publishFile(join(dataDir, FEED_RECORD), textOf(record), fs));
  if (!isFirst) await checkDataFolder(dataDir, feed, fs);
  const dictionary = join(dataDir, DICTIONARY);
  const isThere = await fs.access(dictionary).then(
    () => true,
    () => false,
  );
  if (!isThere) await publishFile(dictionary, textOf(dataPackage(record.feed)), fs);
}

/** What the columns of the data folder's tables mean, for people and programs. */
const DICTIONARY = "datapackage.json";

function textOf(content: object): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(content, undefined, 2)}\n`);
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
