import { Buffer } from "node:buffer";
import type { ColumnType, FeedSchema } from "../schema.ts";
import { FEED_SCANNER_WASM } from "./_feed_scanner_wasm.ts";
import type { FirstRow } from "./_first_row.ts";

/** A first row, each of whose columns has the schema's name, or none where it is left out. */
export type Layout = Omit<FirstRow, "columns"> & {
  readonly columns: readonly { readonly name: string | undefined; readonly glue: Uint8Array }[];
};

/** What was found of one column: how many of its values are empty, how many out of range, and its extremes. */
export type ColumnScan = {
  readonly name: string;
  readonly empty: number;
  readonly outside: number;
  /** How many values have more digits than the extremes are exact for; all of them are in range. */
  readonly rounded: number;
  readonly lowest: number;
  readonly highest: number;
};

/** What was found of a feed. Times are `YYYYMMDDhh` as a number. */
export type FeedScan = {
  readonly rows: number;
  readonly towns: number;
  readonly fewest: number;
  readonly most: number;
  readonly first: number;
  readonly last: number;
  /** Rows whose town had a row of their time before; counted where only the last records are wanted, as the towns are. */
  readonly duplicates: number;
  readonly columns: readonly ColumnScan[];
};

/**
 * Which rows become records: all of them, or the last one of each town, of those at or before `latest`
 * (`YYYYMMDDhh` as a number) where that is given.
 */
export type ScanFor = "every row" | { readonly latest?: number | undefined };

/** A scan under way, in WebAssembly memory of its own. */
export type ScannerInstance = {
  /** The text that waits to be scanned, followed by room for as much more as `room` says. */
  readonly text: () => Uint8Array;
  readonly room: () => number;
  /** Adds to the text that waits. */
  readonly add: (piece: Uint8Array) => void;
  /** Scans what waits, from a position on, as far as it is whole and regular, and gives where that ends. */
  readonly scan: (from: number) => number;
  /** Lets so many bytes go that were looked at in another way. */
  readonly skip: (length: number) => void;
  /** Scans one row that is spelled like the first; false where it cannot be. */
  readonly scanOne: (row: Uint8Array) => boolean;
  /** Bytes of finished records that wait to be taken. */
  readonly finished: () => number;
  /** Hands the finished records over and forgets them; the bytes are good until `take` returns. */
  readonly handOver: (take: (records: Buffer) => void) => void;
  readonly finish: () => FeedScan;
};

/** Of a column that is left out. */
const SKIP = 4;
const KINDS: Readonly<Record<ColumnType, number>> = { string: 0, integer: 1, number: 2, datetime: 3 };
/** The fields of one column in the scanner's table, as `Column` in `wasm/feed_scanner.ts` lays them out. */
const COLUMN = {
  glue: 0,
  glueLength: 4,
  kind: 8,
  role: 12,
  empty: 16,
  outside: 20,
  rounded: 24,
  minimum: 32,
  maximum: 40,
  lowest: 48,
  highest: 56,
  size: 88,
};
/** As much waits for rows that were spelled anew. */
const ODD_ROOM = 1 << 16;
/** What the module in `wasm/feed_scanner.ts` exports, and as much of WebAssembly's own API as it takes to run it. */
type Exports = Record<
  | "columns"
  | "columnCount"
  | "tail"
  | "before"
  | "tailLength"
  | "separator"
  | "everyRow"
  | "begun"
  | "finished"
  | "written"
  | "rows"
  | "towns"
  | "fewest"
  | "most"
  | "duplicates",
  { value: number }
> & {
  readonly first: { readonly value: bigint };
  readonly last: { readonly value: bigint };
  readonly latest: { value: bigint };
  readonly scan: (at: number, end: number) => number;
  readonly scanOne: (at: number, end: number) => number;
  readonly finish: () => void;
};
type Memory = { readonly buffer: ArrayBuffer; readonly grow: (pages: number) => number };
declare const WebAssembly: {
  Memory: new (size: { initial: number }) => Memory;
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: { env: { memory: Memory } }) => { readonly exports: Exports };
};

const COMMA = 0x2c;
/** Address 0 is the null pointer. */
const TABLE = 8;
const PAGE = 1 << 16;
/** A vector may be read or written behind the last byte. */
const MARGIN = 64;

let compiled: object | undefined;

/** Compiled at the first scan: it takes a millisecond. */
function scannerModule(): object {
  compiled ??= new WebAssembly.Module(Buffer.from(FEED_SCANNER_WASM, "base64"));
  return compiled;
}

/**
 * Makes a scanner for feeds whose rows are laid out like `row`.
 *
 * @param textBytes how much text can wait
 */
export function scannerInstance(
  row: Layout,
  schema: Pick<FeedSchema, "columns" | "key" | "time">,
  scanFor: ScanFor,
  textBytes: number,
): ScannerInstance {
  const names = row.columns.map(({ name }) => name);
  const memory = new WebAssembly.Memory({ initial: 1 });
  const scanner = new WebAssembly.Instance(scannerModule(), { env: { memory } }).exports;
  const glue = TABLE + names.length * COLUMN.size;
  const tail = row.columns.reduce((sum, { glue: { length } }) => sum + length + MARGIN, glue);
  const before = tail + row.tail.length + MARGIN;
  const odd = before + names.length * COLUMN.size + MARGIN;
  const text = odd + ODD_ROOM + MARGIN;
  const records = text + textBytes + MARGIN;
  let waiting = 0;

  // Growing takes the memory from the views that were made before.
  const bytes = () => new Uint8Array(memory.buffer);
  const table = () => new DataView(memory.buffer);
  const reserve = (end: number): void => {
    const missing = end + MARGIN - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
  };

  reserve(records);
  const [state, municipality] = schema.key;
  const roles = [state, municipality, schema.time];
  const described = new Map(schema.columns.map((column) => [column.name, column]));
  let glueAt = glue;
  for (const [i, column] of row.columns.entries()) {
    const { type, minimum, maximum } = described.get(column.name ?? "") ?? {};
    const at = TABLE + i * COLUMN.size;
    table().setInt32(at + COLUMN.glue, glueAt, true);
    table().setInt32(at + COLUMN.glueLength, column.glue.length, true);
    table().setInt32(at + COLUMN.kind, type === undefined ? SKIP : KINDS[type], true);
    table().setInt32(
      at + COLUMN.role,
      (column.name === undefined ? -1 : roles.indexOf(column.name)) + 1,
      true,
    );
    table().setFloat64(at + COLUMN.minimum, minimum ?? Number.NEGATIVE_INFINITY, true);
    table().setFloat64(at + COLUMN.maximum, maximum ?? Number.POSITIVE_INFINITY, true);
    table().setFloat64(at + COLUMN.lowest, Number.POSITIVE_INFINITY, true);
    table().setFloat64(at + COLUMN.highest, Number.NEGATIVE_INFINITY, true);
    bytes().set(column.glue, glueAt);
    glueAt += column.glue.length + MARGIN;
  }
  bytes().set(row.tail, tail);
  scanner.tail.value = tail;
  scanner.before.value = before;
  scanner.tailLength.value = row.tail.length;
  scanner.separator.value = row.isLines ? 0 : COMMA;
  scanner.columns.value = TABLE;
  scanner.columnCount.value = names.length;
  scanner.everyRow.value = scanFor === "every row" ? 1 : 0;
  if (scanFor !== "every row" && scanFor.latest !== undefined) scanner.latest.value = BigInt(scanFor.latest);
  scanner.begun.value = records;
  scanner.finished.value = records;
  scanner.written.value = records;
  const skip = (length: number): void => {
    bytes().copyWithin(text, text + length, text + waiting + 1);
    waiting -= length;
  };

  return {
    text: () => bytes().subarray(text, text + waiting),
    room: () => textBytes - waiting,
    add: (piece) => {
      bytes().set(piece, text + waiting);
      waiting += piece.length;
      bytes()[text + waiting] = 0;
    },
    scan: (from) => scanner.scan(text + from, text + waiting) - text,
    skip,
    scanOne: (row) => {
      if (row.length > ODD_ROOM) return false;
      bytes().set(row, odd);
      bytes()[odd + row.length] = 0;
      return scanner.scanOne(odd, odd + row.length) !== 0;
    },
    finished: () => scanner.finished.value - scanner.begun.value,
    handOver: (take) => {
      const [begun, finished] = [scanner.begun.value, scanner.finished.value];
      take(Buffer.from(memory.buffer, begun, finished - begun));
      // Of every row nothing else is kept.
      if (scanFor !== "every row") return;
      scanner.finished.value = records;
      scanner.written.value = records;
    },
    finish: () => {
      scanner.finish();
      const found = table();
      return {
        rows: scanner.rows.value,
        towns: scanner.towns.value,
        fewest: scanner.fewest.value,
        most: scanner.most.value,
        first: Number(scanner.first.value),
        last: Number(scanner.last.value),
        duplicates: scanner.duplicates.value,
        columns: names.flatMap((name, i) => {
          if (name === undefined) return [];
          const at = TABLE + i * COLUMN.size;
          const column = {
            name,
            empty: found.getInt32(at + COLUMN.empty, true),
            outside: found.getInt32(at + COLUMN.outside, true),
            rounded: found.getInt32(at + COLUMN.rounded, true),
            lowest: found.getFloat64(at + COLUMN.lowest, true),
            highest: found.getFloat64(at + COLUMN.highest, true),
          };
          return [column];
        }),
      };
    },
  };
}
