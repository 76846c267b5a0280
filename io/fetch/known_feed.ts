import type { OpenedBody } from "../body/open_body.ts";

/** The feed as it was fetched last, so that its server may answer that it has no newer one. */
export type KnownFeed<Text = Uint8Array> = {
  /** The URL it came from: only that one can tell. */
  readonly source: string;
  /** The answer's headers then; `etag` or `last-modified` are what the server knows it by. */
  readonly headers: Readonly<Record<string, string>>;
  /** Reads the body from where it is kept; undefined when it is not what it was. */
  readonly read: () => Promise<(OpenedBody<Text> & { readonly body: Uint8Array }) | undefined>;
};
