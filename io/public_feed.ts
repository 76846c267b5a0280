import type { Feed } from "../configs/mod.ts";
import { publicUrl } from "./public_url.ts";

/**
 * A feed as it may be written down: its URLs as its description declares them public, or with no more than scheme and
 * host, and none of its headers.
 *
 * @example
 * ```ts
 * publicFeed({ ...feed, urls: ["https://example.org/4f1c/feed"] }).urls; // ["https://example.org/…"]
 * ```
 */
export function publicFeed(feed: Feed): Feed {
  const [first, ...others] = feed.urls;
  const urls: Feed["urls"] = feed.public_urls ? feed.urls : [publicUrl(first), ...others.map(publicUrl)];
  return { ...feed, urls, headers: {} };
}
