import { type Buffer, isUtf8 } from "node:buffer";
import type { Contract } from "../contract.ts";
import { type FeedSchema, pathOf } from "../schema.ts";
import { flatOf, isObject } from "./_exact_rows.ts";
import { afterSpace, type FirstRow, firstRow } from "./_first_row.ts";
import { oddRow } from "./_odd_row.ts";
import { rowEnd } from "./_row_end.ts";
import { extraColumns } from "./_row_faults.ts";
import { type FeedScan, type ScanFor, type ScannerInstance, scannerInstance } from "./_scanner_instance.ts";

export type FeedScanner = {
  /** Takes the next piece of the text. False once the feed is known to be irregular: more is not looked at. */
  readonly write: (piece: Uint8Array) => boolean;
  /** What was found; undefined when the feed is irregular, or its text no whole array of rows. */
  readonly end: () => (FeedScan & { readonly further: string | undefined }) | undefined;
};

/** What a scan must know of a feed. Columns beyond its own are let through where its contract says so. */
export type ScannedSchema = Pick<FeedSchema, "columns" | "key" | "time" | "rows"> & {
  readonly contract?: Partial<Contract> | undefined;
};

/** What ends a field of a record, and what ends a record. */
export const FIELD_SEPARATOR = "\x1f";
export const RECORD_SEPARATOR = "\x1e";

/** What is scanned at once: as much stays in a processor's cache while it is inflated, hashed and scanned. */
const PIECE = 1 << 20;
/** A row that is longer is read another way. */
const LONGEST_ROW = 1 << 20;
/** Records are handed over together, since Polars takes its time for each block. */
const RECORDS_AT_ONCE = 8 << 20;

const [LINE_FEED, COMMA, OPEN_BRACE] = [0x0a, 0x2c, 0x7b];
/** The scanner tells towns apart by as many columns. */
const MOST_KEYS = 2;
/** As much may stand after the last row. */
const LONGEST_END = 1000;

/**
 * Scans a feed's text as it comes, in pieces cut anywhere, in one pass and without ever holding the whole: a JSON array
 * of objects, or JSON lines, that have all the columns of the schema, and strings, numbers and nulls as values; others
 * only where the contract lets them through. Rows that are spelled and spaced like the first one, as those of real feeds are, are scanned at a gigabyte a
 * second; one that is not costs itself alone. Every value is looked at: whether it is of its column's type, and whether
 * it is in range.
 *
 * Any other feed is irregular, which is no error: it takes another way, which says what is wrong, if anything
 * is. None is taken for what it is not: each byte is either compared with the first row's or looked at as a
 * part of a value, inside or outside a string as JSON (RFC 8259) says, or its row is read by JSON.parse.
 *
 * A record is a row's values as text, unescaped and without the spaces around them, a time in ISO 8601. Before
 * them stands a flag: "0" when no row of the town is eligible, "1" otherwise. Fields end with U+001F and records
 * with U+001E, ASCII's own separators, which no value can hold.
 *
 * @param take is given whole records, and the columns in the order of their fields; the bytes are good until
 * it returns
 */
export function feedScanner(
  schema: ScannedSchema,
  scanFor: ScanFor,
  take: (records: Buffer, columns: readonly string[]) => void,
): FeedScanner {
  let head: Uint8Array = new Uint8Array();
  let order: readonly string[] = [];
  let layout: FirstRow | undefined;
  /** What stands before the first row. */
  let before: Uint8Array = new Uint8Array();
  let instance: ScannerInstance | undefined;
  let irregular = false;
  let isFirst = true;
  /** What the first row has beyond the columns of the schema. */
  let further: string | undefined;

  /** Begins once the first row is whole; gives what then waits to be scanned. */
  const begin = (piece: Uint8Array): Uint8Array | undefined => {
    head = joined(head, piece);
    const row = firstRow(head, schema.rows);
    irregular = row === undefined ? head.length > LONGEST_ROW : !hasColumns(row, schema);
    if (row === undefined || irregular) return undefined;
    layout = row;
    before = head.slice(0, row.start);
    const names = new Map(schema.columns.map((column) => [pathOf(column), column.name]));
    const columns = row.columns.map(({ name, glue }) => ({ name: names.get(name), glue }));
    order = columns.map(({ name }) => name).filter((name) => name !== undefined);
    if (order.length < columns.length) further = furtherColumns(head.subarray(row.start), names);
    instance = scannerInstance({ ...row, columns }, schema, scanFor, LONGEST_ROW + PIECE);
    return head.subarray(row.start);
  };

  /**
   * Takes the row that a scan stopped before, where it is whole but spelled in a way of its own.
   *
   * @returns where it ends; where it began when more of the text must come
   */
  const takeOdd = (scanner: ScannerInstance, at: number): number | "irregular" => {
    const text = scanner.text();
    const begin = layout === undefined ? undefined : rowStart(text, at, layout, isFirst);
    const end = begin === undefined ? -1 : rowEnd(text, begin);
    if (layout === undefined || begin === undefined || end === -1) return at;
    const odd = text.slice(begin, end);
    const row = isUtf8(odd) ? oddRow(odd, layout, schema) : undefined;
    if (row === undefined || !scanner.scanOne(row)) return "irregular";
    isFirst = false;
    return end;
  };

  const scan = (scanner: ScannerInstance, piece: Uint8Array): boolean => {
    if (piece.length > scanner.room()) return false;
    scanner.add(piece);
    let at = 0;
    for (;;) {
      const stopped = scanner.scan(at);
      // These are whole rows: they are UTF-8 if the whole text is.
      if (!isUtf8(scanner.text().subarray(at, stopped))) return false;
      if (stopped > at) isFirst = false;
      const next = takeOdd(scanner, stopped);
      if (next === "irregular") return false;
      at = next;
      if (next === stopped) break;
    }
    scanner.skip(at);
    if (scanner.finished() >= RECORDS_AT_ONCE) scanner.handOver((records) => take(records, order));
    return true;
  };

  const write = (text: Uint8Array): boolean => {
    for (let at = 0; at < text.length && !irregular; at += PIECE) {
      const piece = text.subarray(at, at + PIECE);
      const next = instance === undefined ? begin(piece) : piece;
      if (instance !== undefined && next !== undefined) irregular = !scan(instance, next);
    }
    return !irregular;
  };

  const end: FeedScanner["end"] = () => {
    if (irregular || instance === undefined) return undefined;
    const found = instance.finish();
    if (found.rows === 0 || !isEnd(before, instance.text(), layout?.isLines === true)) return undefined;
    instance.handOver((records) => take(records, order));
    return { ...found, further };
  };
  return { write, end };
}

/** What a row has that is no column, as a message says it. */
function furtherColumns(text: Uint8Array, names: ReadonlyMap<string, string>): string | undefined {
  const row = parsedRow(text.subarray(0, rowEnd(text, 0)));
  return row === undefined ? undefined : extraColumns(flatOf([...names.keys()])(row), names);
}

function parsedRow(text: Uint8Array): Record<string, unknown> | undefined {
  try {
    const row: unknown = JSON.parse(new TextDecoder().decode(text));
    return isObject(row) ? row : undefined;
  } catch {
    return undefined;
  }
}

function hasColumns(row: FirstRow, { columns, key, contract }: ScannedSchema): boolean {
  const names = new Set(row.columns.map(({ name }) => name));
  const paths = columns.map(pathOf);
  return (
    names.size === row.columns.length &&
    (names.size === columns.length || contract?.extra_column?.mode === "evolve") &&
    key.length <= MOST_KEYS &&
    columns.every(({ format = "yyyymmddthh" }) => format === "yyyymmddthh") &&
    columns.every(({ missing }) => missing === undefined) &&
    paths.every((path) => names.has(path))
  );
}

/** Whether what stands before and behind the rows is JSON around them. */
function isEnd(before: Uint8Array, behind: Uint8Array, isLines: boolean): boolean {
  if (behind.length > LONGEST_END) return false;
  const end = String.fromCharCode(...behind);
  if (isLines) return /^[ \t\r\n]*$/.test(end);
  // What stands there could be another row.
  if (!/^[ \t\r\n]*\]/.test(end)) return false;
  try {
    JSON.parse(new TextDecoder().decode(before) + end);
    return true;
  } catch {
    return false;
  }
}

/** Where the row begins that stands behind what separates it from the one before; undefined where there is none. */
function rowStart(text: Uint8Array, at: number, { isLines }: FirstRow, isFirst: boolean): number | undefined {
  let begin = afterSpace(text, at);
  if (!isFirst && isLines && !text.subarray(at, begin).includes(LINE_FEED)) return undefined;
  if (!isFirst && !isLines) {
    if (text[begin] !== COMMA) return undefined;
    begin = afterSpace(text, begin + 1);
  }
  return text[begin] === OPEN_BRACE ? begin : undefined;
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
