import type { Feed } from "../../configs/mod.ts";
import { Failure } from "../../errors/mod.ts";
import { openBody } from "../../io/body/open_body.ts";
import type { TextSink } from "../../io/body/text_sink.ts";
import type { KnownFeed } from "../../io/fetch/known_feed.ts";
import type { DataFolder, SnapshotManifest } from "../../store/mod.ts";

/** The feed that the last ingest fetched, as long as its body is kept; undefined otherwise. */
export async function knownFeed<Text>(
  previous: SnapshotManifest | undefined,
  { objects }: DataFolder,
  { caps, makeSink }: Pick<Feed, "caps"> & { readonly makeSink: () => TextSink<Text> },
): Promise<KnownFeed<Text> | undefined> {
  // A body that may be anyone's is fetched again: a server that is checked now never said that it is its own.
  if (previous === undefined || previous.source.tls_verified === false) return undefined;
  const { from: source, headers, raw, sha256: expected } = previous.source;
  if ((await objects.head(raw)) === undefined) return undefined;

  const read = async () => {
    const found = await objects.get(raw);
    if (found === undefined) return undefined;
    try {
      const opened = await openBody(found.bytes, caps, objects.where(raw), makeSink);
      return opened.sha256 === expected ? { ...opened, body: found.bytes } : undefined;
    } catch (error) {
      // A damaged copy costs one more fetch, no more: the server has the feed.
      if (error instanceof Failure && error.kind === "upstream") return undefined;
      throw error;
    }
  };
  return { source, headers, read };
}
