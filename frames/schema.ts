/**
 * What a column holds. `datetime` is ISO 8601 local time in a snapshot.
 */
export type ColumnType = "integer" | "number" | "string" | "datetime";

/**
 * How a feed writes its times: `yyyymmddthh` as the weather service does, `iso8601` with or without a time and an offset
 * from UTC, or counted from 1970 in UTC.
 */
export type TimeFormat = "yyyymmddthh" | "iso8601" | "epoch_seconds" | "epoch_milliseconds";

/** One column of a feed: its type, unit and meaning, and the range its values should lie in. */
export type Column = {
  readonly name: string;
  /** Where its value stands in a row, where that is in objects inside it: "location.lat". The name, unless given. */
  readonly path?: string;
  readonly type: ColumnType;
  /** Of a datetime, how the feed writes it; `yyyymmddthh` unless given. */
  readonly format?: TimeFormat;
  readonly meaning: string;
  /** Unit symbol, such as "°C" or "mm"; absent where a value has none. */
  readonly unit?: string;
  /** What stands for no value, such as -99 or "ND": it is read as null, and counted. */
  readonly missing?: readonly (string | number)[];
  /** Smallest plausible value, in `unit`. */
  readonly minimum?: number;
  /** Largest plausible value, in `unit`. */
  readonly maximum?: number;
};

/** Where a column's value stands in a row: at its path, or under its name. */
export function pathOf({ name, path }: Pick<Column, "name" | "path">): string {
  return path ?? name;
}

/** The column that holds both keys of a municipality in one, as INEGI writes them: "20054". */
export const CVEGEO = "cvegeo";

/** One per-town average: the mean over a town's records of the mid-point of the columns in `of`. */
export type Mean = {
  readonly name: string;
  readonly of: readonly [string, ...string[]];
  readonly unit: string;
};

/** What the frames need to know of a feed: its columns, and which of them play which part. */
export type FeedSchema = {
  readonly name: string;
  /** Where the rows are in a body that is an object, "results" or "data.items"; absent where the body is the array, or JSON lines. */
  readonly rows?: string;
  readonly columns: readonly Column[];
  /** IANA time zone of the feed's clock, to which times in UTC are turned; UTC unless given. */
  readonly clock?: string;
  /**
   * The columns that together name a town: of the weather service state key, then municipality key, neither of which is
   * enough alone; of a feed of one's own perhaps the one that names a station.
   */
  readonly key: readonly [string, ...string[]];
  /** The column that says which hour or day a record forecasts. */
  readonly time: string;
  /** Columns that describe a town and do not change with time (names, coordinates). */
  readonly labels: readonly string[];
  readonly means: readonly Mean[];
};

/** What parsing a feed's text may take: more than this is not the feed, and could take all memory. */
export type TextCaps = {
  readonly rows: number;
  /** How deep arrays and objects may stand one inside the other; rows of a feed take two levels. */
  readonly nesting: number;
};
