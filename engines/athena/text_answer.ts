import { DuckDBDecimalValue, DuckDBTimestampValue, DuckDBTypeId, type DuckDBValue } from "@duckdb/node-api";
import type { AnswerColumn } from "../duckdb/answer.ts";
import { type SqlAnswer, sqlNames } from "../duckdb/mod.ts";

/** A column of a result whose values are texts, as Athena describes it. */
export type TextColumn = {
  readonly name: string;
  /** Such as "bigint", "varchar" or "timestamp". */
  readonly type: string;
  /** Of a decimal: how many digits it has, and how many of them after the point. */
  readonly precision: number;
  readonly scale: number;
};

/** Some rows, each a list of texts; null is no value. */
export type TextRows = readonly (readonly (string | null)[])[];

type Read = {
  readonly type: AnswerColumn["type"];
  readonly kind: DuckDBTypeId;
  readonly read: (text: string) => DuckDBValue;
};

const TEXT: Read = { type: "string", kind: DuckDBTypeId.VARCHAR, read: (text) => text };
const WHOLE: Read = { type: "integer", kind: DuckDBTypeId.BIGINT, read: BigInt };
const NUMBER: Read = { type: "number", kind: DuckDBTypeId.DOUBLE, read: Number };
const SINGLE: Read = { ...NUMBER, kind: DuckDBTypeId.FLOAT, read: (text) => Math.fround(Number(text)) };
const READS: Readonly<Record<string, Read>> = {
  tinyint: WHOLE,
  smallint: WHOLE,
  integer: WHOLE,
  int: WHOLE,
  bigint: WHOLE,
  double: NUMBER,
  real: SINGLE,
  float: SINGLE,
  boolean: { type: "boolean", kind: DuckDBTypeId.BOOLEAN, read: (text) => text === "true" },
  timestamp: { type: "datetime", kind: DuckDBTypeId.TIMESTAMP, read: timestamp },
};

/**
 * An answer that comes as texts, in the types that they stand for, so that it is shown and written as DuckDB's own are.
 * Lists, structs, dates and times with a zone stay texts.
 *
 * @param pages rows as they come
 *
 * @example
 * ```ts
 * textAnswer([{ name: "n", type: "bigint", precision: 19, scale: 0 }], [[["2463"]]]); // chunks with 2463n
 * ```
 */
export function textAnswer(
  columns: readonly TextColumn[],
  pages: AsyncIterable<TextRows> | Iterable<TextRows>,
): SqlAnswer {
  const reads = columns.map((column) =>
    column.type === "decimal" ? decimal(column) : (READS[column.type] ?? TEXT),
  );
  const names = sqlNames(columns.map(({ name }) => name));
  const chunks = async function* () {
    for await (const rows of pages) {
      const values = reads.map(({ read }, i) => rows.map((row) => orNull(row[i] ?? null, read)));
      yield { rows: rows.length, values };
    }
  };
  return {
    columns: reads.map(({ type, kind }, i) => ({ name: names[i] ?? "", type, kind })),
    chunks: chunks(),
  };
}

function orNull(text: string | null, read: Read["read"]): DuckDBValue {
  return text === null ? null : read(text);
}

function decimal({ precision, scale }: TextColumn): Read {
  const read = (text: string) => {
    const [whole = "", fraction = ""] = text.split(".");
    return new DuckDBDecimalValue(BigInt(`${whole}${fraction.padEnd(scale, "0")}`), precision, scale);
  };
  return { type: "number", kind: DuckDBTypeId.DECIMAL, read };
}

/** "2026-11-24 14:00:00.000", of which a part of a second may have up to nine digits. */
function timestamp(text: string): DuckDBValue {
  const [, day, time, fraction = ""] = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d+))?$/.exec(text) ?? [];
  if (day === undefined) return text;
  const micros = BigInt(fraction.padEnd(6, "0").slice(0, 6));
  return new DuckDBTimestampValue(BigInt(Date.parse(`${day}T${time}Z`)) * 1000n + micros);
}
