import type { Screen } from "./screen.ts";
import { wrapped } from "./words.ts";

/** One line of a summary: what it is about, and what there is to say. */
export type Fact = readonly [label: string, text: string];

/**
 * Facts as lines, their labels in a column. A text that is too long for the screen goes on in the next line,
 * below its own beginning; a path or URL is never broken.
 *
 * @example
 * ```ts
 * facts([["fetched", "11.7 MB"], ["kept", "2,463 towns"]], screen); // "  fetched  11.7 MB\n  kept     2,463 towns"
 * ```
 */
export function facts(lines: readonly Fact[], { style, width }: Pick<Screen, "style" | "width">): string {
  const widest = Math.max(...lines.map(([label]) => label.length));
  const indent = widest + 4;
  return lines
    .map(([label, text]) => {
      const below = `\n${" ".repeat(indent)}`;
      return `  ${style.dim(label.padEnd(widest))}  ${wrapped(text, width - indent).join(below)}`;
    })
    .join("\n");
}
