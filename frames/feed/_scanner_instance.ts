import { Buffer } from "node:buffer";
import type { Column, ColumnType, FeedSchema } from "../schema.ts";
import { FEED_SCANNER_WASM } from "./_feed_scanner_wasm.ts";
import type { FirstRow } from "./_first_row.ts";

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

/** What was found of a feed. Times are `YYYYMMDDhh` as a number; a town counts once for each stretch of its rows. */
export type FeedScan = {
  readonly rows: number;
  readonly towns: number;
  readonly fewest: number;
  readonly most: number;
  readonly first: number;
  readonly last: number;
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
  /** Scans the first `length` bytes of it, which must end with a row; false when a row is irregular. */
  readonly scan: (length: number) => boolean;
  /** Bytes of finished records that wait to be taken. */
  readonly finished: () => number;
  /** Hands the finished records over and forgets them; the bytes are good until `take` returns. */
  readonly handOver: (take: (records: Buffer) => void) => void;
  readonly finish: () => FeedScan;
};

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
/** What the module in `wasm/feed_scanner.ts` exports, and as much of WebAssembly's own API as it takes to run it. */
type Exports = Record<
  "columns" | "columnCount" | "everyRow" | "finished" | "written" | "rows" | "towns" | "fewest" | "most",
  { value: number }
> & {
  readonly first: { readonly value: bigint };
  readonly last: { readonly value: bigint };
  readonly latest: { value: bigint };
  readonly scan: (at: number, end: number) => number;
  readonly finish: () => void;
};
type Memory = { readonly buffer: ArrayBuffer; readonly grow: (pages: number) => number };
declare const WebAssembly: {
  Memory: new (size: { initial: number }) => Memory;
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: { env: { memory: Memory } }) => { readonly exports: Exports };
};

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
  row: FirstRow,
  schema: Pick<FeedSchema, "columns" | "key" | "time">,
  scanFor: ScanFor,
  textBytes: number,
): ScannerInstance {
  const names = row.columns.map(({ name }) => name);
  const memory = new WebAssembly.Memory({ initial: 1 });
  const scanner = new WebAssembly.Instance(scannerModule(), { env: { memory } }).exports;
  const glue = TABLE + names.length * COLUMN.size;
  const text = row.columns.reduce((sum, { glue: { length } }) => sum + length + MARGIN, glue);
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
  const roles = [...schema.key, schema.time];
  const described = new Map(schema.columns.map((column) => [column.name, column]));
  let glueAt = glue;
  for (const [i, column] of row.columns.entries()) {
    const { type, minimum, maximum } = described.get(column.name) as Column;
    const at = TABLE + i * COLUMN.size;
    table().setInt32(at + COLUMN.glue, glueAt, true);
    table().setInt32(at + COLUMN.glueLength, column.glue.length, true);
    table().setInt32(at + COLUMN.kind, KINDS[type], true);
    table().setInt32(at + COLUMN.role, roles.indexOf(column.name) + 1, true);
    table().setFloat64(at + COLUMN.minimum, minimum ?? Number.NEGATIVE_INFINITY, true);
    table().setFloat64(at + COLUMN.maximum, maximum ?? Number.POSITIVE_INFINITY, true);
    table().setFloat64(at + COLUMN.lowest, Number.POSITIVE_INFINITY, true);
    table().setFloat64(at + COLUMN.highest, Number.NEGATIVE_INFINITY, true);
    bytes().set(column.glue, glueAt);
    glueAt += column.glue.length + MARGIN;
  }
  scanner.columns.value = TABLE;
  scanner.columnCount.value = names.length;
  scanner.everyRow.value = scanFor === "every row" ? 1 : 0;
  if (scanFor !== "every row" && scanFor.latest !== undefined) scanner.latest.value = BigInt(scanFor.latest);
  scanner.finished.value = records;
  scanner.written.value = records;

  return {
    text: () => bytes().subarray(text, text + waiting),
    room: () => textBytes - waiting,
    add: (piece) => {
      bytes().set(piece, text + waiting);
      waiting += piece.length;
      bytes()[text + waiting] = 0;
    },
    scan: (length) => {
      // A record is shorter than its row by all the glue, and longer by how a time is written.
      reserve(scanner.written.value + 2 * length);
      if (scanner.scan(text, text + length) === 0) return false;
      bytes().copyWithin(text, text + length, text + waiting + 1);
      waiting -= length;
      return true;
    },
    finished: () => scanner.finished.value - records,
    handOver: (take) => {
      const [finished, written] = [scanner.finished.value, scanner.written.value];
      take(Buffer.from(memory.buffer, records, finished - records));
      bytes().copyWithin(records, finished, written);
      scanner.finished.value = records;
      scanner.written.value = records + written - finished;
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
        columns: names.map((name, i) => {
          const at = TABLE + i * COLUMN.size;
          return {
            name,
            empty: found.getInt32(at + COLUMN.empty, true),
            outside: found.getInt32(at + COLUMN.outside, true),
            rounded: found.getInt32(at + COLUMN.rounded, true),
            lowest: found.getFloat64(at + COLUMN.lowest, true),
            highest: found.getFloat64(at + COLUMN.highest, true),
          };
        }),
      };
    },
  };
}
