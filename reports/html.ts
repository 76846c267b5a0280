/** HTML that may stand in a page as it is. */
export type Html = { readonly html: string };

/**
 * A template of HTML. What is put into it is text and is escaped, unless it is HTML itself.
 *
 * @example
 * ```ts
 * html`<b>${"<script>"}</b>`.html; // "<b>&lt;script&gt;</b>"
 * ```
 */
export function html(parts: TemplateStringsArray, ...values: readonly (string | number | Html)[]): Html {
  const filled = values.map((value) => (typeof value === "object" ? value.html : escaped(String(value))));
  return { html: parts.map((part, i) => part + (filled[i] ?? "")).join("") };
}

/**
 * Marks text of this program's own making as HTML: a script or a style, in which nothing is escaped.
 *
 * @throws {RangeError} when it would end the element it stands in
 */
export function rawHtml(text: string, element: "script" | "style"): Html {
  if (new RegExp(`</${element}|<!--`, "i").test(text)) {
    throw new RangeError(`The text for <${element}> would end it.`);
  }
  return { html: text };
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
