/** What stands for all of a URL but its scheme and its host. */
const HIDDEN = "…";
/** A scheme has two letters or more: one letter is a drive. */
const SCHEME = /^[a-z][a-z0-9+.-]+:/i;

/**
 * A URL as messages, manifests and logs may show it: its scheme and its host with the port, and an ellipsis for all
 * else that it holds, as a key may stand anywhere there. A text that is no URL, such as a name or a path, stays as it
 * is.
 *
 * @example
 * ```ts
 * publicUrl("https://me:word@example.org/forecast/4f1c/feed?method=3"); // "https://example.org/…"
 * ```
 */
export function publicUrl(text: string): string {
  const scheme = SCHEME.exec(text)?.[0].toLowerCase();
  if (scheme === undefined) return text.startsWith("//") ? `//${HIDDEN}` : text;
  const { host = "", href = "" } = URL.canParse(text) ? new URL(text) : {};
  if (host === "") return `${scheme}${HIDDEN}`;
  const shown = `${scheme}//${host}/`;
  return href === shown || `${href}/` === shown ? shown : `${shown}${HIDDEN}`;
}
