import { toDanfo } from "../formats/to_danfo.ts";
import pl from "../polars.ts";

const FIGURES = ["mean", "std", "min", "q1", "median", "q3", "max"] as const;
type Figure = (typeof FIGURES)[number];

/** What computes the figures. */
export type SummaryEngine = "polars" | "danfo";

/** Figures of one column; null where there are too few values for one. */
type Figures = Readonly<Record<Figure | "count", number | null>>;

/**
 * Describes columns of numbers, over all rows or over each group of them: how many values there are and how many are
 * missing, their mean, standard deviation (of a sample), smallest, quartiles (between two values in proportion) and
 * largest. A figure that there are too few values for is null.
 *
 * All figures come from one engine. danfo's are there to check Polars' by, and equal them but for what danfo does not
 * have or gets wrong: it has no quartiles, which are null then, as is the deviation of a single value, for which it
 * gives 0. Its median takes numbers for equal that differ by less than a billionth of a thousandth.
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
  engine: SummaryEngine = "polars",
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
  const describe = engine === "polars" ? byPolars(safe) : byDanfo;
  const groups = by.length === 0 ? [values] : values.sort({ by: [...by] }).partitionBy([...by], true);
  const summaries: pl.DataFrame[] = [];
  for (const group of groups) {
    const figures = await describe(group.select(...safe));
    const numbers = (name: Figure | "count") =>
      pl.Series(
        name,
        figures.map((row) => row[name]),
        pl.Float64,
      );
    const nulls = figures.map(({ count }) => group.height - Number(count));
    const table = pl.DataFrame([
      pl.Series("measure", [...measures], pl.Utf8),
      numbers("count").cast(pl.Int64),
      pl.Series("nulls", nulls, pl.Float64).cast(pl.Int64),
      ...FIGURES.map(numbers),
    ]);
    summaries.push(
      by.length === 0
        ? table
        : group
            .select(...by)
            .head(1)
            .join(table, { how: "cross" }),
    );
  }
  return pl.concat(summaries);
}

/** Its types know one argument; without the other it takes the nearest value. */
type Quantile = { readonly quantile: (share: number, between: "linear") => pl.Expr };

/** Gives what describes the columns of these names; its expressions are made once, as making them is what costs. */
function byPolars(names: readonly string[]): (group: pl.DataFrame) => Promise<Figures[]> {
  const columns = pl.cols([...names]);
  const quantile = (share: number) => (columns as unknown as Quantile).quantile(share, "linear");
  const takes: readonly (readonly [Figure | "count", pl.Expr])[] = [
    ["count", columns.count().cast(pl.Float64)],
    ["mean", columns.mean()],
    ["std", columns.std()],
    ["min", columns.min()],
    ["q1", quantile(0.25)],
    ["median", quantile(0.5)],
    ["q3", quantile(0.75)],
    ["max", columns.max()],
  ];
  return async (group) => {
    const rows = takes.map(([figure, take]) => [figure, group.select(take).row(0)] as const);
    return names.map(
      (_, i) => Object.fromEntries(rows.map(([figure, row]) => [figure, row[i] ?? null])) as Figures,
    );
  };
}

async function byDanfo(group: pl.DataFrame): Promise<Figures[]> {
  const df = await toDanfo(group);
  return group.columns.map((name) => {
    const column = df.column(name);
    const count = column.count();
    const figure = (take: () => number, least = 1) => (count < least ? null : take());
    return {
      count,
      mean: figure(() => column.mean()),
      std: figure(() => column.std(), 2),
      min: figure(() => column.min()),
      q1: null,
      median: figure(() => column.median()),
      q3: null,
      max: figure(() => column.max()),
    };
  });
}
