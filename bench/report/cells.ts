/**
 * A duration to three digits, in seconds.
 *
 * @example
 * ```ts
 * seconds(1.2345); // "1.23 s"
 * seconds(0.0456); // "0.046 s"
 * ```
 */
export function seconds(value: number): string {
  return `${value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value >= 0.1 ? value.toFixed(2) : value.toFixed(3)} s`;
}

/**
 * A table in Markdown, its columns aligned; the first column to the left and the others to the right.
 *
 * @example
 * ```ts
 * table(["who", "MB"], [["DuckDB", "110"]]); // "| who    |  MB |\n|:-------|----:|\n| DuckDB | 110 |"
 * ```
 */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((name, i) => Math.max(name.length, ...rows.map((row) => row[i]?.length ?? 0), 2));
  const line = (cells: readonly string[]) =>
    `| ${widths.map((width, i) => (i === 0 ? (cells[i] ?? "").padEnd(width) : (cells[i] ?? "").padStart(width))).join(" | ")} |`;
  const rule = widths.map((width, i) =>
    i === 0 ? `:${"-".repeat(width + 1)}` : `${"-".repeat(width + 1)}:`,
  );
  return [line(header), `|${rule.join("|")}|`, ...rows.map(line)].join("\n");
}
