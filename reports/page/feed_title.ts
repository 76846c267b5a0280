import type { Words } from "./words.ts";

/** What the feed is called: a built-in one in the page's language, a user's own as its description says. */
export function feedTitle(
  { name, title }: { readonly name: string; readonly title: string },
  words: Words,
): string {
  return name === "smn-hourly" || name === "smn-daily" || name === "sample" ? words[name] : title;
}
