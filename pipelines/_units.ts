import type { Feed } from "../configs/mod.ts";

/** The unit of each column that a table made from the feed may have: the feed's own, and its means. */
export function unitsOf(feed: Pick<Feed, "columns" | "means">): Record<string, string | undefined> {
  return Object.fromEntries([...feed.columns, ...feed.means].map(({ name, unit }) => [name, unit]));
}
