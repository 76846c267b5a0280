import { addAbortSignal, Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import type { BodyCaps, Feed } from "../../configs/feed.ts";
import { Failure } from "../../errors/mod.ts";
import { type Effects, realEffects } from "../effects.ts";
import type { FetchEvents } from "../fetch/fetch_events.ts";
import { fetchFeed } from "../fetch/fetch_feed.ts";
import type { FetchPolicy } from "../fetch/fetch_policy.ts";
import type { FetchedFeed } from "../fetch/fetched_feed.ts";
import { publicUrl } from "../public_url.ts";
import { fileFailure } from "./_file_failure.ts";
import { openStream } from "./_open_stream.ts";
import { readCapped } from "./_read_capped.ts";
import { openBody } from "./open_body.ts";
import type { TextSink } from "./text_sink.ts";

/** What it takes to read a body: how much may come, and what makes the sink for its text. */
type Source<Text> = {
  readonly caps: BodyCaps;
  readonly makeSink: () => TextSink<Text>;
  /** Ends the reading, with its reason. */
  readonly stop?: AbortSignal | undefined;
};

/** A scheme has two letters or more: one letter is a drive. */
const SCHEME = /^[a-z][a-z0-9+.-]+:/i;

/**
 * Gets a feed from where the user says, gzip or plain JSON alike: `-` is standard input, an http(s) URL is
 * fetched like the feed's own, and a `file:` URL or any other text names a file.
 *
 * @throws {Failure} `no-input` for a file that is not there or is a folder; `permission` or `io` for one
 * that cannot be read or does not end within the deadline; `contract` for a file or standard input that is not in a feed's envelope or holds too
 * much; `usage` for other URLs; `upstream` as `fetchFeed` does.
 *
 * @example
 * ```ts
 * const feed = { ...smnHourly, makeSink: wholeText };
 * const { text, source } = await readFeedSource("old/feed.json.gz", feed, policy);
 * ```
 */
export async function readFeedSource<Text>(
  from: string,
  feed: Source<Text> & Pick<Feed, "name" | "urls" | "public_urls" | "headers">,
  policy: FetchPolicy,
  events: FetchEvents = {},
  effects: Pick<Effects, "http" | "sleep" | "random" | "now" | "environment" | "stdin"> = realEffects,
): Promise<FetchedFeed<Text>> {
  if (from === "-") {
    const standardInput = async () => ({ stream: effects.stdin, size: 0 });
    return await open(standardInput, feed, policy, "standard input");
  }
  const scheme = SCHEME.exec(from)?.[0].toLowerCase();
  if (scheme === undefined) return await openFile(from, feed, policy);
  if (!URL.canParse(from)) throw new Failure("usage", `"${publicUrl(from)}" is not a whole URL. Check it.`);
  if (scheme === "file:") return await openFile(pathOf(from), feed, policy);
  if (scheme === "http:" || scheme === "https:") {
    const public_urls = feed.public_urls === true && feed.urls.includes(from);
    return await fetchFeed({ ...feed, urls: [from], public_urls }, policy, events, effects);
  }
  throw new Failure(
    "usage",
    `Cannot read "${publicUrl(from)}": "${scheme}" URLs are not supported. Use "http:", "https:", "file:", a path or "-".`,
  );
}

function pathOf(url: string): string {
  try {
    return fileURLToPath(url);
  } catch (cause) {
    throw new Failure(
      "usage",
      `"${publicUrl(url)}" names no file of this machine. Use "file:///" and a path.`,
      {
        cause,
      },
    );
  }
}

async function openFile<Text>(
  path: string,
  feed: Source<Text>,
  policy: FetchPolicy,
): Promise<FetchedFeed<Text>> {
  return await open((ends) => openStream(path, ends), feed, policy, path);
}

async function open<Text>(
  openSource: (
    ends: AbortSignal,
  ) => Promise<{ readonly stream: AsyncIterable<Uint8Array>; readonly size: number }>,
  { caps, makeSink, stop }: Source<Text>,
  { deadlineSeconds }: FetchPolicy,
  source: string,
): Promise<FetchedFeed<Text>> {
  // What writes to a pipe may never end, and the data folder is held for as long.
  const deadline = AbortSignal.timeout(deadlineSeconds * 1_000);
  const ends = AbortSignal.any([deadline, ...(stop === undefined ? [] : [stop])]);
  const read = async (): Promise<Uint8Array> => {
    const { stream, size } = await openSource(ends);
    if (stream instanceof Readable) addAbortSignal(ends, stream);
    return await readCapped(stream, caps, source, size);
  };
  const body = await read().catch((error: unknown) => {
    stop?.throwIfAborted();
    if (deadline.aborted) throw endless(source, deadlineSeconds);
    throw fileFailure(error, source);
  });
  const opened = await openBody(body, caps, source, makeSink).catch((error: unknown) => {
    if (!(error instanceof Failure)) throw error;
    // Here nothing upstream is to blame: the file itself is bad.
    throw new Failure("contract", `${error.message} Name another file.`, { cause: error });
  });
  return { ...opened, body, source, headers: {}, requests: 0 };
}

function endless(source: string, seconds: number): Failure {
  const message = `"${source}" had not ended after ${seconds} s. Check what writes it, or give "--deadline-seconds" more.`;
  return new Failure("io", message);
}
