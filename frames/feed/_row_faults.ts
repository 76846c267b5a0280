import type { RowRule } from "../contract.ts";
import pl from "../polars.ts";
import { type FeedSchema, pathOf } from "../schema.ts";
import { flatOf, isObject, list, nameOf } from "./_exact_rows.ts";
import { numberText } from "./_number_text.ts";

/** What is wrong with a row: the rule it violates, the column, and a description. */
export type RowFault = { readonly rule: RowRule; readonly column?: string; readonly what: string };

/** The text of every value, null where a row has none or none that is a single one. */
export function textFrame(
  rows: readonly unknown[],
  { columns }: FeedSchema,
  note: (row: number, fault: RowFault) => void,
): pl.DataFrame {
  const names = columns.map(pathOf);
  const known = new Set(names);
  const values = names.map((): (string | null)[] => new Array(rows.length).fill(null));
  const flat = flatOf(names);
  for (const [index, given] of rows.entries()) {
    if (!isObject(given)) {
      note(index, { rule: "type", what: `it is ${nameOf(given)}, not an object` });
      continue;
    }
    const row = flat(given);
    const extra = extraColumns(row, known);
    if (extra !== undefined) note(index, { rule: "extra_column", what: extra });
    for (const [place, column] of names.entries()) {
      if (!Object.hasOwn(row, column)) {
        note(index, { rule: "missing_column", column, what: `it has no ${list([column])}` });
        continue;
      }
      const value = row[column];
      if (typeof value === "string" || typeof value === "number") {
        (values[place] as (string | null)[])[index] = typeof value === "number" ? numberText(value) : value;
      } else if (value !== null) {
        note(index, { rule: "type", column, what: `"${column}" is ${nameOf(value)}, not a single value` });
      }
    }
  }
  return pl.DataFrame(columns.map(({ name }, place) => pl.Series(name, values[place] ?? [], pl.Utf8)));
}

/** That a row has members that are no columns, as a message says it; undefined where it has none. */
export function extraColumns(
  row: Readonly<Record<string, unknown>>,
  known: Pick<ReadonlySet<string>, "has">,
): string | undefined {
  const extra = Object.keys(row).filter((key) => !known.has(key));
  return extra.length === 0 ? undefined : `it has ${list(extra)}, which the feed does not define`;
}

/** The values of typed rows that are outside their column's range. */
export function* rangeFaults(frame: pl.DataFrame, schema: FeedSchema): Generator<[row: number, RowFault]> {
  for (const {
    name,
    minimum = Number.NEGATIVE_INFINITY,
    maximum = Number.POSITIVE_INFINITY,
  } of schema.columns) {
    if (minimum === Number.NEGATIVE_INFINITY && maximum === Number.POSITIVE_INFINITY) continue;
    for (const [row, given] of frame.getColumn(name).toArray().entries()) {
      const value = given === null ? Number.NaN : Number(given);
      // A value that is not finite was reported as one of the wrong type.
      if (!Number.isFinite(value)) continue;
      if (value >= minimum && value <= maximum) continue;
      const what = `"${name}" is ${value}, outside ${minimum} to ${maximum}`;
      yield [row, { rule: "range", column: name, what }];
    }
  }
}
