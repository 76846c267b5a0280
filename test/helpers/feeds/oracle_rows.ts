import { Buffer } from "node:buffer";

/** A record as plain JavaScript: text, a number, or null where there is no value; a time as ISO 8601 without a zone. */
export type Row = Readonly<Record<string, string | number | null>>;

/** A value as a table of text holds it, or as JSON does. */
type Raw = string | number | null;

/** The columns of the two national feeds and of a municipality table, by what they hold; all others are numbers. */
const TEXTS = new Set(["desciel", "dirvienc", "dsem", "nes", "nmun"]);
const TIMES = new Set(["dloc", "hloc"]);
const INTEGERS = new Set(["dh", "ides", "idmun", "ndia", "nhor"]);
const REQUIRED = new Set(["ides", "idmun", "dloc", "hloc"]);

const SPACE_AROUND = /^\p{White_Space}+|\p{White_Space}+$/gu;
const INTEGER = /^[+-]?\d+$/;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * What a feed's text holds, found in plain JavaScript: `JSON.parse`, then one value after the other. An oracle
 * for the project's own reading, with which it shares nothing.
 *
 * @param columns what every row must have, and nothing else
 * @returns the rows in the text's order; undefined where the text is no such feed
 */
export function oracleRows(text: string, columns: readonly string[]): Row[] | undefined {
  const rows: Row[] = [];
  for (const record of parsedRows(text)) {
    const row = oracleRow(record, columns);
    if (row === undefined) return undefined;
    rows.push(row);
  }
  return rows.length === 0 ? undefined : rows;
}

function parsedRows(text: string): unknown[] {
  try {
    const rows: unknown = JSON.parse(text);
    return Array.isArray(rows) ? rows : [];
  } catch {
    return [];
  }
}

/** One record of a feed as a row; undefined where it is none. */
export function oracleRow(record: unknown, columns: readonly string[]): Row | undefined {
  if (typeof record !== "object" || record === null) return undefined;
  const raw = new Map<string, unknown>(Object.entries(record));
  if (raw.size !== columns.length) return undefined;
  const row: Record<string, string | number | null> = {};
  for (const column of columns) {
    const value = isRaw(raw.get(column)) ? typedValue(raw.get(column) as Raw, column) : undefined;
    if (value === undefined || (value === null && REQUIRED.has(column))) return undefined;
    row[column] = value;
  }
  return row;
}

function isRaw(value: unknown): value is Raw {
  return typeof value === "string" || typeof value === "number" || value === null;
}

/** A column's value out of how it is written; undefined where it is not of the column's type. */
function typedValue(raw: Raw, column: string): string | number | null | undefined {
  // Half of a surrogate pair is no character: like every UTF-8 writer, the project puts U+FFFD in its place.
  const wellFormed = Buffer.from(Object.is(raw, -0) ? "-0" : String(raw ?? "")).toString();
  const text = wellFormed.replace(SPACE_AROUND, "");
  // JavaScript takes an empty text for the number zero.
  if (text === "") return null;
  if (TEXTS.has(column)) return text;
  if (TIMES.has(column)) return isoTime(text);
  if (!(INTEGERS.has(column) ? INTEGER : NUMBER).test(text)) return undefined;
  return Math.abs(Number(text)) < (INTEGERS.has(column) ? 2 ** 63 : Infinity) ? Number(text) : undefined;
}

function isoTime(text: string): string | undefined {
  const [, year, month, day, hour] = /^(\d{4})(\d\d)(\d\d)T(\d\d)$/.exec(text) ?? [];
  const iso = `${year}-${month}-${day}T${hour}:00:00`;
  const time = new Date(`${iso}Z`);
  // Date takes February 30th for March 2nd.
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(iso) ? iso : undefined;
}
