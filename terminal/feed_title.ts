import type { Feed } from "../configs/mod.ts";
import type { Style } from "./style.ts";

/** A feed's name and title, and that its rows are made up where they are. */
export function feedTitle(feed: Pick<Feed, "name" | "title" | "synthetic">, style: Style): string {
  return `${feed.name}: ${feed.title.en}${feed.synthetic ? style.warn(" (made-up values)") : ""}`;
}
