import type { OpenedBody } from "../body/open_body.ts";

/** A feed's body, as it came and opened, and where it came from. */
export type FetchedFeed<Text = Uint8Array> = OpenedBody<Text> & {
  /** The bytes as served. */
  readonly body: Uint8Array;
  /** The URL as it may be written, the path, or "standard input". */
  readonly source: string;
  /** The answer's HTTP status; absent where the feed did not come over HTTP. */
  readonly status?: number;
  /** The answer's headers that tell something of the body, by their names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** How many requests it took. */
  readonly requests: number;
};
