import { toDanfo } from "../formats/to_danfo.ts";
import pl from "../polars.ts";

const QUARTILES = [0.25, 0.5, 0.75] as const;
const FIGURES = ["mean", "std", "min", "q1", "median", "q3", "max"] as const;

/**
 * Describes columns of numbers, over all rows or over each group of them: how many values there are and how many are
 * missing, their mean, standard deviation (of a sample), smallest, quartiles (between two values in proportion) and
 * largest. A figure that there are too few values for is null.
 *
 * Mean, deviation and extremes come from danfo. It has no quartiles, its median treats numbers as equal that differ by
 * less than a billionth of a thousandth, its deviation of a single value is 0, and its groups count missing values: so
 * quartiles, median and groups come from Polars, and a single value has no deviation.
 *
 * @param by the columns whose values make a group; none for all rows together
 * @returns (groups × columns) × (by, `measure`, `count`, `nulls`, `mean`, `std`, `min`, `q1`, `median`, `q3`, `max`),
 * groups sorted
 *
 * @example
 * ```ts
 * const byState = await summarizeColumns(merged, ["temp_mean"], ["ides", "nes"]);
 * ```
 */
export async function summarizeColumns(
  frame: pl.DataFrame,
  measures: readonly string[],
  by: readonly string[],
): Promise<pl.DataFrame> {
  // Whatever the measures are called: danfo accepts these names, and no expression treats them as a pattern.
  const safe = measures.map((_, i) => `measure ${i}`);
  const values = pl.DataFrame([
    ...by.map((name) => frame.getColumn(name)),
    ...measures.map((name, i) =>
      frame
        .getColumn(name)
        .cast(pl.Float64)
        .alias(safe[i] ?? ""),
    ),
  ]);
  const quartiles = QUARTILES.map((share) => safe.map((name) => quantile(name, share)));
  const groups = by.length === 0 ? [values] : values.sort({ by: [...by] }).partitionBy([...by], true);
  const summaries: pl.DataFrame[] = [];
  for (const group of groups) {
    const df = await toDanfo(group.select(...safe));
    const quarters = quartiles.map((expressions) => group.select(...expressions).row(0));
    const rows = safe.map((name, i) => {
      const column = df.column(name);
      const count = column.count();
      const figure = (take: () => number, least = 1) => (count < least ? null : take());
      return {
        count,
        nulls: column.values.length - count,
        mean: figure(() => column.mean()),
        std: figure(() => column.std(), 2),
        min: figure(() => column.min()),
        q1: quarters[0]?.[i] ?? null,
        median: quarters[1]?.[i] ?? null,
        q3: quarters[2]?.[i] ?? null,
        max: figure(() => column.max()),
      };
    });
    const numbers = (name: keyof (typeof rows)[number]) =>
      pl.Series(
        name,
        rows.map((row) => row[name]),
        pl.Float64,
      );
    const figures = pl.DataFrame([
      pl.Series("measure", [...measures], pl.Utf8),
      ...(["count", "nulls"] as const).map((name) => numbers(name).cast(pl.Int64)),
      ...FIGURES.map(numbers),
    ]);
    summaries.push(
      by.length === 0
        ? figures
        : group
            .select(...by)
            .head(1)
            .join(figures, { how: "cross" }),
    );
  }
  return pl.concat(summaries);
}

/** Its types know one argument; without the other it takes the nearest value. */
type Quantile = { readonly quantile: (share: number, between: "linear") => pl.Expr };

function quantile(name: string, share: number): pl.Expr {
  return (pl.col(name) as unknown as Quantile).quantile(share, "linear");
}
