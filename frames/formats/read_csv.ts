import { Buffer } from "node:buffer";
import { Failure } from "../../errors/mod.ts";
import pl from "../polars.ts";
import { polarsType } from "../polars_type.ts";
import type { ColumnType } from "../schema.ts";
import { csvHeader, headerOf } from "./csv_header.ts";

/** A column as a manifest describes it. */
export type TypedColumn = {
  readonly name: string;
  /** A {@linkcode ColumnType}, or "boolean". */
  readonly type: string;
};

/**
 * Reads CSV as {@linkcode toCsv} writes it, each column with the type it is given. Columns may have any names, such as
 * "2020".
 *
 * @param csv UTF-8, with a header that names the columns in their order
 * @param source how messages name it: the file's path
 * @param times the type of `datetime` columns: local time in microseconds, unless given; `pl.Utf8` leaves the text
 * @returns rows × columns, in their order. Nothing between two commas is null, `""` is an empty text.
 * @throws {Failure} `contract` when the header is another one, a value is not of its column's type, a row has too
 * many fields, or a column's type is unknown
 *
 * @example
 * ```ts
 * const columns = [{ name: "idmun", type: "integer" }, { name: "2020", type: "number" }];
 * readTypedCsv(Buffer.from("idmun,2020\n54,1.5\n"), columns, "data.csv"); // 1 × 2
 * ```
 */
export function readTypedCsv(
  csv: Uint8Array,
  columns: readonly TypedColumn[],
  source: string,
  times: pl.DataType = pl.Datetime("us"),
): pl.DataFrame {
  const names = columns.map(({ name }) => name);
  const [header, expected] = [csvHeader(csv), headerOf(names)];
  if (header !== expected) {
    const what = `its header is ${shown(header)} and not ${shown(expected)}`;
    throw new Failure("contract", `Cannot read "${source}": ${what}. Restore it from a backup.`);
  }
  const schema = csvSchema(columns, source, times);
  // Polars refuses to read a table without columns.
  if (columns.length === 0) return pl.DataFrame();
  try {
    const bytes = Buffer.from(csv.buffer, csv.byteOffset, csv.byteLength);
    const frame = pl.readCSV(bytes, { ...READING, schema });
    frame.columns = names;
    return frame;
  } catch (cause) {
    const [why = ""] = (cause as Error).message.split("\n");
    const message = `Cannot read "${source}": ${why}. Restore it from a backup.`;
    throw new Failure("contract", message, { cause });
  }
}

/** What Polars does otherwise: a value of another type becomes null, and fields beyond the last column are dropped. */
const READING = { ignoreErrors: false, truncateRaggedLines: false, missingIsNull: true } as const;

/**
 * What Polars' CSV readers take for columns: an object whose keys go, by position alone, to the columns of the file.
 * JavaScript puts keys such as "2020" first, whatever their place: where there are any, the keys are made up, and
 * the frame that is read is to be renamed.
 *
 * @param source how messages name the file
 * @throws {Failure} `contract` when a type is unknown
 *
 * @example
 * ```ts
 * csvSchema([{ name: "temp", type: "number" }], "data.csv"); // { temp: Float64 }
 * ```
 */
export function csvSchema(
  columns: readonly TypedColumn[],
  source: string,
  times: pl.DataType = pl.Datetime("us"),
): Record<string, pl.DataType> {
  const types = columns.map(({ name, type }) => {
    const found = typeOf(type, times);
    if (found !== undefined) return found;
    const what = `its column ${shown(name)} has the unknown type ${shown(type)}`;
    throw new Failure("contract", `Cannot read "${source}": ${what}. Use the program's newest version.`);
  });
  const keyed = (key: (name: string, place: number) => string) =>
    Object.fromEntries(columns.map(({ name }, i) => [key(name, i), types[i] as pl.DataType]));
  const schema = keyed((name) => name);
  const keys = Object.keys(schema);
  const inOrder = keys.length === columns.length && columns.every(({ name }, i) => name === keys[i]);
  return inOrder ? schema : keyed((name, place) => `${place + 1}: ${name}`);
}

function typeOf(type: string, times: pl.DataType): pl.DataType | undefined {
  switch (type) {
    case "boolean":
      return pl.Bool;
    case "datetime":
      return times;
    case "integer":
    case "number":
    case "string":
      return polarsType(type satisfies ColumnType);
    default:
      return undefined;
  }
}

function shown(text: string): string {
  return JSON.stringify(text.length > 200 ? `${text.slice(0, 200)}…` : text);
}
