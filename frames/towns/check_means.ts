import { castColumns } from "../feed/typed_columns.ts";
import pl from "../polars.ts";
import type { Column, FeedSchema } from "../schema.ts";

/** What a table of means contains, and what in it cannot be right. */
export type MeansCheck = {
  readonly rows: number;
  readonly towns: number;
  /** Values that are not of their column's type, as in `"temp_mean" is "x", not a number`. */
  readonly bad: readonly { readonly row: number; readonly what: string }[];
  /** Means outside the range of the columns that they are made of. */
  readonly outside: number;
};

/**
 * Checks a table of means, or of means joined with municipality data: its keys and its means.
 *
 * @param table text, towns × at least the keys and the means
 *
 * @example
 * ```ts
 * checkMeans(pl.readCSV(bytes, { inferSchemaLength: 0 }), smnHourly).towns; // 2463
 * ```
 */
export function checkMeans(table: pl.DataFrame, schema: FeedSchema): MeansCheck {
  const range = (name: string) => schema.columns.find((column) => column.name === name);
  const columns: Column[] = [
    ...schema.key.map((name): Column => ({ name, type: range(name)?.type ?? "integer", meaning: "" })),
    ...schema.means.map(({ name, of: [first] }): Column => {
      const { minimum, maximum } = range(first) ?? {};
      const limits = {
        ...(minimum === undefined ? {} : { minimum }),
        ...(maximum === undefined ? {} : { maximum }),
      };
      return { name, type: "number", meaning: "", ...limits };
    }),
  ];
  const names = columns.map(({ name }) => name);
  const { frame, bad } = castColumns(table.select(...names.map((name) => pl.col(name))), {
    ...schema,
    columns,
  });
  const outside = columns.reduce((sum, { name, minimum = -Infinity, maximum = Infinity }) => {
    const values: unknown[] = frame.getColumn(name).toArray();
    return (
      sum +
      values.filter((value) => value !== null && (Number(value) < minimum || Number(value) > maximum)).length
    );
  }, 0);
  return {
    rows: table.height,
    towns: frame.select(...schema.key).unique().height,
    bad: bad.map(({ row, what }) => ({ row: row + 1, what })),
    outside,
  };
}
