import { Failure } from "../../errors/mod.ts";
import { allowed, type Contract, ROW_RULES, type RowRule } from "../contract.ts";
import pl from "../polars.ts";
import type { FeedSchema, TextCaps } from "../schema.ts";
import { checkSize } from "./_check_size.ts";
import { isObject, parsedRows } from "./_exact_rows.ts";
import { type RowFault, rangeFaults, textFrame } from "./_row_faults.ts";
import { castColumns, type MissingValues, typedColumns } from "./typed_columns.ts";
import { utf8Text } from "./utf8_text.ts";

/** A row that was not taken, as it came, and what is wrong with it. */
export type QuarantinedRow = {
  /** Counted from 1, as in every message. */
  readonly row: number;
  readonly reasons: readonly string[];
  readonly record: unknown;
};

export type SortedRows = {
  /** The rows that are taken × columns of the schema, in the order of the feed. */
  readonly frame: pl.DataFrame;
  readonly quarantined: readonly QuarantinedRow[];
  /** How many rows violate each rule, whatever became of them. */
  readonly violations: Readonly<Record<RowRule, number>>;
  /** How many values stand for none, by column. */
  readonly missing: readonly MissingValues[];
  /** The first row that violates each rule. */
  readonly firsts: Readonly<Partial<Record<RowRule, FirstViolation>>>;
};

/** A row, counted from 1, and what is wrong with it. */
export type FirstViolation = { readonly row: number; readonly what: string };

/**
 * Reads the text of a feed row by row and treats each row as the contract says: takes it, takes it without the
 * wrong values, or quarantines it with every reason. A town's key and its time cannot be discarded: a row without one
 * of them is quarantined where another value would be discarded.
 *
 * @param body the inflated body, as {@linkcode feedFrame} takes it: a JSON array of flat objects
 * @throws {Failure} `contract` when a row violates a rule with the mode `freeze`, more rows violate a rule than it
 * allows, no row is left, or the text is not a JSON array or exceeds its caps
 *
 * @example
 * ```ts
 * const { frame, quarantined } = sortOutRows(text, smnHourly, QUARANTINE, "feed.json");
 * quarantined; // [{ row: 17, reasons: ['"temp" is "N/D", not a number'], record: { ides: "20", … } }]
 * ```
 */
export function sortOutRows(
  body: Uint8Array,
  schema: FeedSchema & { readonly caps?: TextCaps },
  contract: Contract,
  source: string,
): SortedRows {
  const { text } = utf8Text(body);
  if (schema.caps !== undefined) checkSize(text, schema, schema.caps, source);
  const rows = parsedRows(text, schema.rows, source);
  if (rows.length === 0) throw new Failure("contract", `"${source}" contains no rows. Fetch it again later.`);
  const faults = new Map<number, RowFault[]>();
  const note = (row: number, fault: RowFault): void => {
    faults.set(row, [...(faults.get(row) ?? []), fault]);
  };
  const read = textFrame(rows, schema, note);
  const { frame, bad, missing } = castColumns(read, schema);
  for (const { row, column, what } of bad) {
    // A value that is missing or not a single one was reported already, and so was a row that is not an object.
    const isKnown = faults.get(row)?.some((fault) => fault.column === column.name || !isObject(rows[row]));
    if (isKnown !== true) note(row, { rule: "type", column: column.name, what });
  }
  for (const [row, fault] of rangeFaults(frame, schema)) note(row, fault);

  const violations = counted(faults);
  const firsts = firstViolations(faults);
  refuse(firsts, violations, rows.length, contract, source);
  const isRequired = (column: string | undefined) =>
    column === undefined || column === schema.time || schema.key.includes(column);
  /** Whether a row with this fault has to be quarantined. */
  const isFatal = ({ rule, column }: RowFault): boolean => {
    const { mode } = contract[rule];
    if (mode === "discard_row") return true;
    if (rule === "extra_column" || !isRequired(column)) return false;
    return rule !== "range" || mode === "discard_value";
  };
  const quarantined: QuarantinedRow[] = [];
  const blank: [row: number, column: string][] = [];
  for (const [row, found] of inOrder(faults)) {
    if (found.some(isFatal)) {
      quarantined.push({ row: row + 1, reasons: found.map(({ what }) => what), record: rows[row] });
      continue;
    }
    for (const { rule, column } of found) {
      // A value of the wrong type cannot be taken as it is.
      const isDiscarded = contract[rule].mode === "discard_value" || rule === "type";
      if (column !== undefined && isDiscarded) blank.push([row, column]);
    }
  }
  const taken = without(read, new Set(quarantined.map(({ row }) => row - 1)), blank);
  if (taken.height === 0) {
    const first = quarantined[0];
    const why = first === undefined ? "" : `: row ${first.row}: ${first.reasons.join("; ")}`;
    throw new Failure("contract", `"${source}" contains no usable row${why}. Fetch it again later.`);
  }
  return { frame: typedColumns(taken, schema, source), quarantined, violations, missing, firsts };
}

function counted(faults: ReadonlyMap<number, readonly RowFault[]>): Record<RowRule, number> {
  const counts = { missing_column: 0, extra_column: 0, type: 0, range: 0 };
  for (const found of faults.values()) {
    for (const rule of new Set(found.map(({ rule }) => rule))) counts[rule]++;
  }
  return counts;
}

function firstViolations(faults: ReadonlyMap<number, readonly RowFault[]>): SortedRows["firsts"] {
  const firsts: Partial<Record<RowRule, FirstViolation>> = {};
  for (const [row, found] of inOrder(faults)) {
    for (const { rule, what } of found) firsts[rule] ??= { row: row + 1, what };
  }
  return firsts;
}

function inOrder(faults: ReadonlyMap<number, readonly RowFault[]>): [row: number, readonly RowFault[]][] {
  return [...faults].sort(([a], [b]) => a - b);
}

/** Throws when the feed as a whole is refused, naming the first row that violates the rule. */
function refuse(
  firsts: SortedRows["firsts"],
  violations: Readonly<Record<RowRule, number>>,
  rows: number,
  contract: Contract,
  source: string,
): void {
  for (const rule of ROW_RULES) {
    const { mode } = contract[rule];
    const most = allowed(contract[rule], rows);
    if (violations[rule] <= most) continue;
    const { row, what } = firsts[rule] as FirstViolation;
    const [count, all, limit] = [violations[rule], rows, most].map((number) =>
      number.toLocaleString("en-US"),
    );
    const tooMany = ` ${count} of ${all} rows violate the rule "${rule}", which allows ${limit}.`;
    const said = `Row ${row} of "${source}": ${what}.${mode === "freeze" ? "" : tooMany}`;
    throw new Failure("contract", `${said} Check that it is the right feed.`);
  }
}

/** The frame without some rows, and with some values empty. */
function without(
  read: pl.DataFrame,
  rows: ReadonlySet<number>,
  blank: readonly (readonly [row: number, column: string])[],
): pl.DataFrame {
  if (rows.size === 0 && blank.length === 0) return read;
  const kept = [...Array(read.height).keys()].filter((row) => !rows.has(row));
  return pl.DataFrame(
    read.columns.map((name) => {
      const texts: unknown[] = read.getColumn(name).toArray();
      for (const [row, column] of blank) if (column === name) texts[row] = null;
      return pl.Series(
        name,
        kept.map((row) => texts[row]),
        pl.Utf8,
      );
    }),
  );
}
