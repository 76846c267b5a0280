import pl from "../polars.ts";

/** Columns of two tables side by side, by the position of their name. */
export const olderOf = (i: number): string => `\u0000older ${i}`;
export const newerOf = (i: number): string => `\u0000newer ${i}`;

/**
 * The towns that stand in two tables, with their values of both.
 *
 * @returns towns × (key, for each name its older and its newer value), sorted by key. A column that holds numbers
 * in both is Float64; one that does not has its values as text.
 */
export function pairedTowns(
  older: pl.DataFrame,
  newer: pl.DataFrame,
  key: readonly string[],
  names: readonly string[],
  numbers: ReadonlySet<string>,
): pl.DataFrame {
  const side = (table: pl.DataFrame, nameOf: (i: number) => string) =>
    pl.DataFrame([
      ...key.map((name) => table.getColumn(name)),
      // Not by an expression, to which a name such as "*" or "^a$" is a pattern.
      ...names.map((name, i) =>
        table
          .getColumn(name)
          .cast(numbers.has(name) ? pl.Float64 : pl.Utf8)
          .alias(nameOf(i)),
      ),
    ]);
  return side(older, olderOf)
    .join(side(newer, newerOf), { on: [...key], how: "inner", validate: "1:1" })
    .sort({ by: [...key] });
}

/** Whether the values of a name differ; a missing value differs from every other, and is like another missing one. */
export function differs(i: number): pl.Expr {
  const [before, after] = [pl.col(olderOf(i)), pl.col(newerOf(i))];
  return before
    .isNull()
    .neq(after.isNull())
    .or(before.neq(after).fillNull(pl.lit(false)));
}
