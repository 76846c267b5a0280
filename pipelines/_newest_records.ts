import { basename, join } from "node:path";
import type pl from "nodejs-polars";
import { CATALOG, type Feed } from "../configs/mod.ts";
import { Failure } from "../errors/mod.ts";
import { columnReader, feedFrame } from "../frames/mod.ts";
import { openBody } from "../io/open_body.ts";
import type { FileSystem } from "../io/store/mod.ts";
import { wholeText } from "../io/whole_text.ts";
import { previousSnapshot } from "./_previous_snapshot.ts";

/**
 * Reads every record of the feed body that the newest snapshot came from.
 *
 * @returns records × columns of the feed
 * @throws {Failure} `no-input` when there is no snapshot yet, or its body is gone; `contract` when the body is not the
 * one that was kept
 */
export async function newestRecords(dataDir: string, feed: Feed, files: FileSystem): Promise<pl.DataFrame> {
  const snapshot = await previousSnapshot(dataDir, files);
  if (snapshot === undefined) {
    const folder = join(dataDir, CATALOG.raw.folder);
    throw new Failure("no-input", `Found no feed body in "${folder}". Run "municlima ingest" first.`);
  }
  const path = join(dataDir, CATALOG.raw.folder, basename(snapshot.source.raw));
  const body = await files.readFile(path).catch((cause: Error) => {
    const message = `Cannot read the newest feed body "${path}": ${cause.message}. Run "municlima ingest" again.`;
    throw new Failure("no-input", message, { cause });
  });
  const columns = feed.columns.map(({ name }) => name);
  const read = await openBody(body, feed.caps, path, () => columnReader(feed, columns)).catch((cause) => {
    throw changed(path, cause);
  });
  if (read.sha256 !== snapshot.source.sha256) throw changed(path);
  // A body that is not as regular as most takes the exact way.
  return read.text ?? feedFrame((await openBody(body, feed.caps, path, wholeText)).text, feed, path);
}

function changed(path: string, cause?: unknown): Failure {
  const message = `The feed body "${path}" was changed since it was kept. Restore it from a copy, or ingest again.`;
  return new Failure("contract", message, { cause });
}
