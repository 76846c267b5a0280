import type { Style } from "./style.ts";

/** One line of a summary: what it is about, and what there is to say. */
export type Fact = readonly [label: string, text: string];

/**
 * Facts as lines, their labels in a column.
 *
 * @example
 * ```ts
 * facts([["fetched", "11.7 MB"], ["kept", "2,463 towns"]], style); // "  fetched  11.7 MB\n  kept     2,463 towns"
 * ```
 */
export function facts(lines: readonly Fact[], style: Pick<Style, "dim">): string {
  const width = Math.max(...lines.map(([label]) => label.length));
  return lines.map(([label, text]) => `  ${style.dim(label.padEnd(width))}  ${text}`).join("\n");
}
