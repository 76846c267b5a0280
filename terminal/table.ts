import pl from "nodejs-polars";

/**
 * The first rows of a frame as a table for a terminal, with the columns that are asked for and exist.
 *
 * @param width how many characters a line may have
 *
 * @example
 * ```ts
 * table(merged, ["ides", "idmun", "nmun", "temp_mean"], { rows: 5, width: 100 });
 * ```
 */
export function table(
  frame: pl.DataFrame,
  columns: readonly string[],
  { rows, width }: { readonly rows: number; readonly width: number },
): string {
  pl.Config.setTblCols(-1);
  pl.Config.setTblHideColumnDataTypes(true);
  pl.Config.setTblWidthChars(width);
  const shown = columns.filter((name) => frame.columns.includes(name));
  const [, ...lines] = frame
    .head(rows)
    .select(...shown)
    .toString()
    .split("\n");
  return lines.join("\n");
}
