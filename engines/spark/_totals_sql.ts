import type { MergePlan } from "../plan.ts";
import type { RecordView } from "./_record_views.ts";
import type { SparkValue } from "./spark_session.ts";
import { sparkName } from "./spark_sql.ts";

/** SQL with the values of its `?`, and the names of the columns of its answer. */
export type TotalsSql = {
  readonly sql: string;
  readonly values: readonly SparkValue[];
  readonly columns: readonly string[];
};

/**
 * The totals of a plan as Spark's SQL: what `townTotals()` is for Polars. Names of the plan's columns stand in it only as
 * the files have them, quoted; all others are our own, and the answer is given the plan's names by position.
 *
 * @param views the records, each under the name of the view that stands beside it
 *
 * @example
 * ```ts
 * const { sql, values } = totalsSql(mergePlan(smnHourly), [{ name: "records_0", view }]);
 * ```
 */
export function totalsSql(
  { columns, key, time, means, rounder }: Omit<MergePlan, "name" | "labels">,
  views: readonly { readonly name: string; readonly view: Omit<RecordView, "files"> }[],
): TotalsSql {
  const records = views.map(({ name, view: { column, versions } }) => {
    const keys = key.map((each, i) => {
      const isText = columns.find(({ name }) => name === each)?.type === "string";
      // No key is null, and some readers take an empty text for null though it is quoted.
      return isText ? `coalesce(${column(each)}, '') as k${i}` : `${column(each)} as k${i}`;
    });
    const values = means.map(({ of }, i) => {
      const sum = of.map((each) => `cast(${column(each)} as double)`).join(" + ");
      return `${of.length === 1 ? sum : `(${sum}) / ${of.length}D`} as v${i}`;
    });
    const some =
      versions === undefined
        ? ""
        : ` where ${sparkName("version")} in (${versions.map(() => "?").join(", ")})`;
    return `select ${[...keys, `${column(time)} as t`, ...values].join(", ")} from ${sparkName(name)}${some}`;
  });
  const split = `${rounder}D`;
  const parts = means.map((_, i) => `v${i} + ${split} - ${split} as x${i}`);
  // Without a value a sum is null, and zero in Polars.
  const totals = [
    ...means.map((_, i) => `coalesce(sum(x${i}), 0D) as s${i}`),
    ...means.map((_, i) => `coalesce(sum(v${i} - x${i}), 0D) as r${i}`),
    ...means.map((_, i) => `count(v${i}) as n${i}`),
    ...["count(*) as records", "min(t) as first", "max(t) as last"],
  ];
  const keys = key.map((_, i) => `k${i}`);
  const all = records.join(" union all ");
  return {
    sql: `select ${[...keys, ...totals].join(", ")} from (select ${["*", ...parts].join(", ")} from (${all})) group by ${keys.join(", ")}`,
    values: views.flatMap(({ view: { versions = [] } }) => versions),
    columns: [
      ...key,
      ...["", "_rest", "_count"].flatMap((suffix) => means.map(({ name }) => name + suffix)),
      ...["records", `${time}_first`, `${time}_last`],
    ],
  };
}
