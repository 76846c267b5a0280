import type pl_ from "nodejs-polars";
import { Failure } from "../../errors/mod.ts";
import pl from "../polars.ts";
import type { FeedSchema } from "../schema.ts";

/** The run of the model that a forecast is of. */
export type ForecastRun = {
  /** Its first time, ISO 8601 on the feed's clock. */
  readonly run: string;
  /** The hash by which the body is named that it came from. */
  readonly body: string;
  /** Whether the key is that of a municipality, which then has its `cvegeo`. */
  readonly isMunicipal: boolean;
};

/** The names of columns that a feed must not have itself. */
const OWN = ["run", "lead_hours", "body"];

const HOUR = 3_600_000;
/** No key is larger within the five digits of a `cvegeo`: two of the state, three of the municipality. */
const [STATES, MUNICIPALITIES] = [100, 1000];

/**
 * Every record of a feed body as the archive keeps it: which run of the model it is of, how many hours ahead of that
 * run's first time it lies, and the body that it came from. Sorted by town, then time: what is asked of one town or one
 * state then lies together.
 *
 * @param records × columns of the feed
 * @returns records × (`run`, `lead_hours`, where there is one `cvegeo`, columns of the feed, `body`)
 * @throws {Failure} `config` when the feed has a column of one of these names
 *
 * @example
 * ```ts
 * forecastTable(records, smnHourly, { run: "2026-11-24T02:00:00", body: "2c26b46b68ffc68f", isMunicipal: true });
 * // 285,708 × 24
 * ```
 */
export function forecastTable(
  records: pl_.DataFrame,
  { columns, key, time }: Pick<FeedSchema, "columns" | "key" | "time">,
  { run, body, isMunicipal }: ForecastRun,
): pl_.DataFrame {
  const taken = columns.find(({ name }) => OWN.includes(name.toLowerCase()));
  if (taken !== undefined) {
    const message = `The feed's column "${taken.name}" has a name that the archive of forecasts needs. Give it another name and say with "path" where its value stands.`;
    throw new Failure("config", message);
  }
  const begin = pl.lit(Date.parse(`${run}Z`)).cast(pl.Int64);
  // Polars divides by multiplying: without a millisecond more seven hours may be less than seven.
  const at = pl.col(time).cast(pl.Datetime("ms")).cast(pl.Int64);
  const [state = "", municipality = ""] = key;
  const [own, within] = [pl.col(state), pl.col(municipality)];
  const isKey = own.gtEq(0).and(own.lt(STATES)).and(within.gtEq(0)).and(within.lt(MUNICIPALITIES));
  const digits = own.mul(MUNICIPALITIES).plus(within).cast(pl.Int64).cast(pl.Utf8).str.zFill(5);
  const cvegeo = pl.when(isKey).then(digits).otherwise(pl.lit(null)).alias("cvegeo");
  return records
    .sort({ by: [...key, time], maintainOrder: true })
    .withColumns(
      begin.cast(pl.Datetime("ms")).cast(pl.Datetime("us")).alias("run"),
      at.minus(begin).plus(1).div(HOUR).floor().cast(pl.Int32).alias("lead_hours"),
      pl.col(time).cast(pl.Datetime("us")),
      pl.lit(body).alias("body"),
      ...(isMunicipal ? [cvegeo] : []),
    )
    .select(
      "run",
      "lead_hours",
      ...(isMunicipal ? ["cvegeo"] : []),
      ...columns.map(({ name }) => name),
      "body",
    );
}
