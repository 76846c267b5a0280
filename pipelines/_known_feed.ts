import { basename, join } from "node:path";
import { CATALOG, type Feed } from "../configs/mod.ts";
import type { KnownFeed } from "../io/known_feed.ts";
import { openBody } from "../io/open_body.ts";
import type { FileSystem } from "../io/store/mod.ts";
import type { TextSink } from "../io/text_sink.ts";
import type { PreviousSnapshot } from "./_previous_snapshot.ts";

/** The feed that the last ingest fetched, as long as its body is kept; undefined otherwise. */
export async function knownFeed<Text>(
  previous: PreviousSnapshot | undefined,
  dataDir: string,
  { caps, makeSink }: Pick<Feed, "caps"> & { readonly makeSink: () => TextSink<Text> },
  files: FileSystem,
): Promise<KnownFeed<Text> | undefined> {
  // A body that may be anyone's is fetched again: a server that is checked now never said that it is its own.
  if (previous === undefined || previous.source.tls_verified === false) return undefined;
  const { from: source, headers, raw, sha256: expected } = previous.source;
  const path = join(dataDir, CATALOG.raw.folder, basename(raw));
  const isKept = await files.access(path).then(
    () => true,
    () => false,
  );
  if (!isKept) return undefined;

  const read = async () => {
    try {
      const body = await files.readFile(path);
      const opened = await openBody(body, caps, path, makeSink);
      return opened.sha256 === expected ? { ...opened, body } : undefined;
    } catch {
      // A damaged copy costs one more fetch, no more: the server has the feed.
      return undefined;
    }
  };
  return { source, headers, read };
}
