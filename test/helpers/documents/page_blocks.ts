/** A block of code in a page of Markdown. */
export type PageBlock = {
  /** What stands behind its opening marks: "sh", "ts", "json", "cron", or nothing. */
  readonly language: string;
  /** The comment on the line before it, without its marks: what a test is told and a reader need not be. */
  readonly note: string;
  readonly text: string;
};

/**
 * The blocks of code of a page, in its order.
 *
 * @example
 * ```ts
 * pageBlocks("<!-- such as -->\n```sh\nls\n```\n"); // [{ language: "sh", note: "such as", text: "ls\n" }]
 * ```
 */
export function pageBlocks(page: string): PageBlock[] {
  return [...page.matchAll(/(?:^<!-- (.*) -->\n)?^```(\w*)\n([\s\S]*?)^```$/gm)].map(
    ([, note = "", language = "", text = ""]) => ({ language, note, text }),
  );
}
