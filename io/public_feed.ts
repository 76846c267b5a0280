import type { Feed } from "../configs/mod.ts";
import { publicUrl } from "./public_url.ts";

/** Headers that say nothing of who asks. */
const PLAIN_HEADERS = /^(accept(-.*)?|user-agent|referer|cache-control|connection)$/i;

/**
 * A feed as it may be written down: its URLs in their public form, and of headers that may tell who asks only the
 * names.
 *
 * @example
 * ```ts
 * publicFeed({ ...feed, headers: { Authorization: "Bearer x" } }).headers; // { Authorization: "***" }
 * ```
 */
export function publicFeed(feed: Feed): Feed {
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
