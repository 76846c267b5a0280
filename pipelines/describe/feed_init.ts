import { basename } from "node:path";
import type { Settings } from "../../configs/mod.ts";
import { describeFeed, EXAMPLE_URL } from "../../frames/mod.ts";
import { readFeedSource } from "../../io/body/read_feed_source.ts";
import { wholeText } from "../../io/body/whole_text.ts";
import { type Effects, realEffects, secondsSince } from "../../io/effects.ts";
import { publicUrl } from "../../io/public_url.ts";
import type { RunEvents } from "../run/run_context.ts";
import { writeOutput } from "../write_output.ts";
import { descriptionText } from "./_description_text.ts";
import type { FeedInitResult } from "./feed_init_result.ts";

export type FeedInitOptions = {
  /** A path, a URL, or "-" for standard input. */
  readonly from: string;
  readonly settings: Settings;
  /** The file to write; none unless given. */
  readonly output?: string | undefined;
  readonly events?: RunEvents | undefined;
  readonly stop?: AbortSignal | undefined;
};

/** As much as a feed of one's own may have unless it says more. */
const CAPS = { body_bytes: 64_000_000, text_bytes: 400_000_000 } as const;
/** Asks for the body itself. */
const HEADERS = { Accept: "*/*", "Accept-Encoding": "identity" } as const;
const SCHEMA = "https://raw.githubusercontent.com/municlima/municlima/main/docs/feed.schema.json";
/** What a parameter of a URL is called that nobody else should see. */
const SECRET = /key|token|secret|password|appid|auth/i;

/**
 * Describes a feed by a sample of its body, as `--feed` takes it. A file that is there is never written over. A
 * parameter of the URL that is called like a secret becomes a variable of the environment.
 *
 * @returns the result, and the description as its file has it
 * @throws {Failure} as `readFeedSource()`; `contract` when the body is no feed; `cannot-create` when the file is there
 *
 * @example
 * ```ts
 * const { text } = await feedInit({ from: "air.json", settings });
 * ```
 */
export async function feedInit(
  { from, settings, output, events, stop }: FeedInitOptions,
  effects: Effects = realEffects,
): Promise<{ readonly result: FeedInitResult; readonly text: string }> {
  const started = performance.now();
  const url = /^https?:/i.test(from) ? withVariables(from) : EXAMPLE_URL;
  const name = nameOf(from);
  const source = {
    ...{ name, urls: [from] as const, headers: HEADERS, caps: CAPS },
    ...{ makeSink: wholeText, stop },
  };
  const read = await readFeedSource(from, source, settings, events, effects);
  const described = describeFeed(read.text, { name, url }, read.source);
  const { rows, guesses, to_fill_in } = described;
  const description = { $schema: SCHEMA, ...described.description };
  const text = descriptionText(description);
  if (output !== undefined) {
    const place = { ...settings, noClobber: true };
    await writeOutput(output, new TextEncoder().encode(text), place, effects.files);
  }
  const result: FeedInitResult = {
    schema_version: 1,
    command: "feed init",
    sample: from === "-" ? read.source : publicUrl(from),
    rows,
    description,
    guesses: [
      ...guesses,
      ...(url === from || url === EXAMPLE_URL ? [] : [`A secret of the URL is a variable in "${url}".`]),
    ],
    to_fill_in,
    output_file: output ?? null,
    seconds: secondsSince(started),
  };
  return { result, text };
}

function withVariables(from: string): string {
  return from.replace(/([?&])([^=&#]+)=([^&#]*)/g, (all, before: string, name: string) =>
    SECRET.test(name) ? `${before}${name}=\${${name.toUpperCase().replace(/\W+/g, "_")}}` : all,
  );
}

/** A feed's name after its file or the last part of its URL. */
function nameOf(from: string): string {
  const path = /^https?:/i.test(from) && URL.canParse(from) ? new URL(from) : undefined;
  const base = basename(path?.pathname ?? from).replace(/\.(json|ndjson|jsonl|geojson|gz|txt)\b/gi, "");
  const plain = (text: string) =>
    text
      .normalize("NFD")
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-+|-+$/g, "");
  return plain(base) || plain(path?.host ?? "") || "my-feed";
}
