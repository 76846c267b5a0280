import { readdir } from "node:fs/promises";
import { join } from "node:path";
import pl from "nodejs-polars";
import { sample } from "../../configs/feeds/sample.ts";
import { toCsv } from "../../frames/mod.ts";

const GROUP = ["ides", "month"];
/** The measures have four decimals at most: as whole numbers their sum is exact, in whichever order. */
const TEN_THOUSANDTHS = 10_000;

/**
 * What the Parquet files below a folder hold, as a CSV small enough to compare: for each state and month the
 * number of records, and for each column how many values it has and their sum, that of a text being of the
 * letters in it. Neither the layout of the files nor the order of their rows plays a part.
 */
export async function parquetDigest(folder: string): Promise<string> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".parquet"));
  if (names.length === 0) throw new Error(`There is no Parquet file below "${folder}".`);
  const month = pl.col(sample.time).cast(pl.Datetime("us")).dt.strftime("%Y%m").alias("month");
  const columns = sample.columns.filter(({ name }) => !GROUP.includes(name));
  const totals: pl.Expr[] = columns.flatMap(({ name, type }) => {
    const value = pl.col(name);
    const whole =
      type === "string"
        ? value.str.lengths()
        : type === "datetime"
          ? value.cast(pl.Datetime("ms"))
          : value.cast(pl.Float64).mul(TEN_THOUSANDTHS).round(0);
    return [
      whole.cast(pl.Int64).sum().alias(name),
      value.isNotNull().sum().cast(pl.Int64).alias(`${name}_count`),
    ];
  });
  const parts: pl.DataFrame[] = [];
  // One file after the other: a year of all columns would take gigabytes.
  for (const name of names.sort()) {
    const records = pl.scanParquet(join(folder, name)).withColumn(month);
    parts.push(
      await records
        .groupBy(GROUP)
        .agg(pl.len().cast(pl.Int64).alias("records"), ...totals)
        .collect(),
    );
  }
  const all = pl.concat(parts);
  const sums = all.columns.filter((name) => !GROUP.includes(name)).map((name) => pl.col(name).sum());
  return toCsv(
    all
      .groupBy(GROUP)
      .agg(...sums)
      .sort(GROUP),
  ).toString();
}
