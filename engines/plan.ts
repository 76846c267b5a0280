import { cvegeoKey } from "../configs/mod.ts";
import { type Column, CVEGEO, type FeedSchema, type Mean } from "../frames/schema.ts";

/** What a reader must know of a file of records. */
export type RecordSchema = {
  /** The feed's name, as messages give it. */
  readonly name: string;
  /** In the file's order. */
  readonly columns: readonly Pick<Column, "name" | "type">[];
  /** The two columns that `cvegeo` is made of, where records have it as their last: files of before it was do not. */
  readonly cvegeo?: readonly [state: string, municipality: string];
};

/** The columns of a file of records, with `cvegeo` where it has that. */
export function columnsOf(
  { columns }: Pick<RecordSchema, "columns">,
  hasCvegeo: boolean,
): RecordSchema["columns"] {
  return hasCvegeo ? [...columns, { name: CVEGEO, type: "string" }] : columns;
}

/**
 * What a merge computes, as plain data: JSON can hold it, and any engine can carry it out. It says nothing of where
 * the records are, nor of how an engine goes about it.
 */
export type MergePlan = RecordSchema & {
  /** The two columns that together name a town: state key, then municipality key. */
  readonly key: readonly [string, ...string[]];
  /** The column that says which hour or day a record forecasts. */
  readonly time: string;
  /** The columns that describe a town; its newest record's count. */
  readonly labels: readonly string[];
  /** Each is the mean over a town's records of the mid-point of some columns; a null in one of them does not count. */
  readonly means: readonly Mean[];
  /**
   * Splits each value before it is added: added to the value and taken away again, this leaves the multiple of 2^-22
   * that is nearest to it, and the value less that multiple is the rest. A sum of floats depends on the order of
   * adding, and engines add in the order they like; the sums of the multiples and of the rests are exact in any order,
   * for values of a thousandth to 200,000 over a year of hours. Of others they lose no more than a plain sum does.
   */
  readonly rounder: number;
};

/** From here to 2^31 floats are 2^-22 apart. */
const ROUNDER = 1.5 * 2 ** 30;

/**
 * The plan of a merge of a feed's snapshots.
 *
 * @example
 * ```ts
 * mergePlan(smnHourly).means; // [{ name: "temp_mean", of: ["temp"], unit: "°C" }, { name: "prec_mean", … }]
 * ```
 */
export function mergePlan({ name, columns, key, time, labels, means }: FeedSchema): MergePlan {
  const cvegeo = cvegeoKey({ key, columns });
  return {
    name,
    columns: columns.map(({ name, type }) => ({ name, type })),
    ...(cvegeo === undefined ? {} : { cvegeo }),
    key: [...key],
    time,
    labels: [...labels],
    means: means.map(({ name, of: [first, ...others], unit }) => ({ name, of: [first, ...others], unit })),
    rounder: ROUNDER,
  };
}
