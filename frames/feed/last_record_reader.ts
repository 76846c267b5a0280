import { Buffer } from "node:buffer";
import { isoTime } from "../iso_time.ts";
import pl from "../polars.ts";
import type { FeedSchema, TextCaps } from "../schema.ts";
import { feedScanner, type ScannedSchema } from "./_feed_scanner.ts";
import { FLAG, recordsFrame } from "./_records_frame.ts";
import type { FeedScan } from "./_scanner_instance.ts";
import type { FrameCheck } from "./check_frame.ts";
import type { SortedRows } from "./sort_out_rows.ts";

/** A feed's last records, and the check of all of it. */
export type LastRecords = {
  readonly snapshot: pl.DataFrame;
  readonly check: FrameCheck;
  /** What the contract made of single rows; absent where each was taken as it is. */
  readonly sorted?: Omit<SortedRows, "frame">;
};

export type LastRecordReader = {
  /** Takes the next piece of the feed's text. */
  readonly write: (piece: Uint8Array) => void;
  /** What the whole text holds; undefined when it is irregular. */
  readonly end: () => LastRecords | undefined;
};

/**
 * Reads a feed's text piece by piece and keeps nothing but one record of each town: in one pass what
 * {@linkcode feedFrame}, {@linkcode checkFrame} and {@linkcode lastRecordPerTown} give together, several times
 * as fast and in memory that grows with the towns alone. It takes feeds as providers write them, each row
 * spelled like the first and each town's rows together, in the order of time. Any other feed is irregular:
 * those three must read it, and they say what is wrong, if anything is.
 *
 * @param atOrBefore as in {@linkcode lastRecordPerTown}
 *
 * @example
 * ```ts
 * const reader = lastRecordReader(smnHourly);
 * for await (const piece of text) reader.write(piece);
 * reader.end()?.snapshot; // 2,463 × 20
 * ```
 */
export function lastRecordReader(
  schema: ScannedSchema & { readonly caps?: TextCaps },
  atOrBefore?: Date,
): LastRecordReader {
  const latest =
    atOrBefore === undefined ? undefined : Number(isoTime(atOrBefore).replace(/\D/g, "").slice(0, 10));
  const taken: Buffer[] = [];
  let order: readonly string[] = [];
  const scanner = feedScanner(schema, { latest }, (records, columns) => {
    taken.push(Buffer.from(records));
    order = columns;
  });
  return {
    write: scanner.write,
    end: () => {
      const scan = scanner.end();
      if (scan === undefined || scan.rows > (schema.caps?.rows ?? Infinity)) return undefined;
      // The report of values out of range names the extremes, which must be exact.
      if (scan.columns.some(({ outside, rounded }) => outside > 0 && rounded > 0)) return undefined;
      const records = recordsFrame(Buffer.concat(taken), order, schema);
      if (!areDistinct(records, schema)) return undefined;
      const eligible = latest === undefined ? records : records.filter(pl.col(FLAG).eq(1));
      const snapshot = eligible
        .select(...schema.columns.map(({ name }) => name))
        .sort({ by: [...schema.key] });
      const check = checkOf(scan, schema);
      if (scan.further === undefined) return { snapshot, check };
      const sorted = leftOut(scan.further, check);
      return sorted === undefined ? undefined : { snapshot, check, sorted };
    },
  };
}

/**
 * What is told of rows that all have columns beyond those of the schema. Undefined where rows out of range would have
 * to be counted one by one.
 */
function leftOut(further: string, { rows, out_of_range }: FrameCheck): Omit<SortedRows, "frame"> | undefined {
  const [range, more] = out_of_range;
  if (more !== undefined) return undefined;
  // In one column each value out of range is a row.
  return {
    quarantined: [],
    violations: { missing_column: 0, extra_column: rows, type: 0, range: range?.rows ?? 0 },
    missing: [],
    firsts: { extra_column: { row: 1, what: further } },
  };
}

/** Whether no town has two records, as one has whose rows stand in two places. */
function areDistinct(records: pl.DataFrame, { key }: Pick<FeedSchema, "key">): boolean {
  const columns = key.map((name) => records.getColumn(name).toArray());
  const keys = columns[0]?.map((_, i) => JSON.stringify(columns.map((column) => column[i])));
  return new Set(keys).size === records.height;
}

function checkOf(scan: FeedScan, { columns }: Pick<FeedSchema, "columns">): FrameCheck {
  const found = columns
    .map(({ name }) => scan.columns.find((column) => column.name === name))
    .filter((column) => column !== undefined);
  return {
    rows: scan.rows,
    towns: scan.towns,
    first: isoHour(scan.first),
    last: isoHour(scan.last),
    town_records: { fewest: scan.fewest, most: scan.most },
    duplicates: scan.duplicates,
    empty: found.filter(({ empty }) => empty > 0).map(({ name, empty }) => ({ column: name, rows: empty })),
    out_of_range: found
      .filter(({ outside }) => outside > 0)
      .map(({ name, outside, lowest, highest }) => ({ column: name, rows: outside, lowest, highest })),
  };
}

/** YYYYMMDDhh as a number, in ISO 8601. */
function isoHour(time: number): string {
  return String(time)
    .padStart(10, "0")
    .replace(/(....)(..)(..)(..)/, "$1-$2-$3T$4:00:00");
}
