import { describeColumns } from "../describe_columns.ts";
import pl from "../polars.ts";
import type { FeedSchema } from "../schema.ts";
import { differs, newerOf, olderOf, pairedTowns } from "./_paired_towns.ts";
import { isDirection } from "./is_direction.ts";

/** What differs between two tables of towns. */
export type TownsDiff = {
  /** How many towns the tables hold, how many stand in both, and in how many of these a compared value differs. */
  readonly towns: {
    readonly older: number;
    readonly newer: number;
    readonly both: number;
    readonly changed: number;
  };
  /** Towns of the newer table alone, and of the older one alone: towns × (key, labels), sorted by key. */
  readonly added: pl.DataFrame;
  readonly gone: pl.DataFrame;
  /** The columns that were compared: those of both tables but keys and times. */
  readonly columns: readonly { readonly name: string; readonly changed: number }[];
  /** Columns of one table alone. */
  readonly onlyOlder: readonly string[];
  readonly onlyNewer: readonly string[];
  readonly measures: readonly MeasureDiff[];
};

/** How one measure changed over the towns of both tables. */
export type MeasureDiff = {
  readonly name: string;
  /** Towns with another value, or with one where there was none, or with none where there was one. */
  readonly changed: number;
  readonly appeared: number;
  readonly vanished: number;
  /** Of newer less older, over the towns that have both values; null where there is none. */
  readonly meanChange: number | null;
  readonly lowestChange: number | null;
  readonly highestChange: number | null;
  /** Towns × (key, labels, `older`, `newer`, `change`): the largest changes first, those of one size by key. */
  readonly largest: pl.DataFrame;
};

/**
 * Compares two versions of a table, town by town. Times are left out, which differ from run to run.
 *
 * @param older,newer towns × (key, labels, any columns), each town once. A column that holds numbers in both, and
 * is neither key nor label, is a measure. A direction (in °, up to 360) changes by the shorter way round.
 * @param most how many of the largest changes of a measure are given
 *
 * @example
 * ```ts
 * const { towns, measures } = diffTowns(yesterday, today, smnHourly, 10);
 * measures.find(({ name }) => name === "temp_mean")?.meanChange; // -0.42
 * ```
 */
export function diffTowns(
  older: pl.DataFrame,
  newer: pl.DataFrame,
  schema: Pick<FeedSchema, "key" | "labels" | "columns">,
  most: number,
): TownsDiff {
  const key = [...schema.key];
  const types = [older, newer].map(
    (table) => new Map(describeColumns(table).map(({ name, type }) => [name, type])),
  );
  const typesOf = (name: string) => types.map((each) => each.get(name));
  const names = newer.columns.filter(
    (name) => older.columns.includes(name) && !key.includes(name) && !typesOf(name).includes("datetime"),
  );
  const numbers = new Set(
    names.filter((name) => typesOf(name).every((type) => type === "integer" || type === "number")),
  );
  const both = pairedTowns(older, newer, key, names, numbers);
  const labels = schema.labels.filter((name) => names.includes(name));
  const counts = names.map((_, i) => both.filter(differs(i)).height);
  const [first, ...others] = names.map((_, i) => differs(i));
  return {
    towns: {
      older: older.height,
      newer: newer.height,
      both: both.height,
      changed:
        first === undefined ? 0 : both.filter(others.reduce((any, each) => any.or(each), first)).height,
    },
    added: alone(newer, older, key, labels),
    gone: alone(older, newer, key, labels),
    columns: names.map((name, i) => ({ name, changed: counts[i] ?? 0 })),
    onlyOlder: older.columns.filter((name) => !newer.columns.includes(name)),
    onlyNewer: newer.columns.filter((name) => !older.columns.includes(name)),
    measures: names.flatMap((name, i) => {
      if (!numbers.has(name) || labels.includes(name)) return [];
      const described = labels.map((label) => [label, names.indexOf(label)] as const);
      const values = both.select(
        ...key,
        ...described.map(([label, position]) => pl.col(newerOf(position)).alias(label)),
        pl.col(olderOf(i)).alias("older"),
        pl.col(newerOf(i)).alias("newer"),
        changeOf(i, isDirection(name, schema)).alias("change"),
      );
      return [measure(name, counts[i] ?? 0, values, key, most)];
    }),
  };
}

function alone(
  table: pl.DataFrame,
  other: pl.DataFrame,
  key: string[],
  labels: readonly string[],
): pl.DataFrame {
  return table
    .select(...key, ...labels)
    .join(other.select(...key), { on: key, how: "anti" })
    .sort({ by: key });
}

function changeOf(i: number, turns: boolean): pl.Expr {
  const change = pl.col(newerOf(i)).minus(pl.col(olderOf(i)));
  return turns ? change.minus(change.div(360).round(0).mul(360)) : change;
}

/** @param values towns × (key, labels, `older`, `newer`, `change`) */
function measure(
  name: string,
  changed: number,
  values: pl.DataFrame,
  key: readonly string[],
  most: number,
): MeasureDiff {
  const [before, after, change] = [pl.col("older"), pl.col("newer"), pl.col("change")];
  const [mean, lowest, highest] = values
    .select(change.mean().alias("mean"), change.min().alias("lowest"), change.max().alias("highest"))
    .row(0);
  const rank = "\u0000rank";
  return {
    name,
    changed,
    appeared: values.filter(before.isNull().and(after.isNotNull())).height,
    vanished: values.filter(before.isNotNull().and(after.isNull())).height,
    meanChange: mean ?? null,
    lowestChange: lowest ?? null,
    highestChange: highest ?? null,
    largest: values
      .filter(change.neq(pl.lit(0)))
      .withColumns(change.abs().mul(-1).alias(rank))
      .sort({ by: [rank, ...key] })
      .head(most)
      .drop(rank),
  };
}
