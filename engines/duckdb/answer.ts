import { type DuckDBType, DuckDBTypeId, type DuckDBValue } from "@duckdb/node-api";
import type { ColumnDescription } from "../../frames/mod.ts";
import { sqlNames } from "./sql_names.ts";

/** A column of an answer. No two have one name: of `a.nmun, b.nmun` the second is "nmun_1". */
export type AnswerColumn = {
  readonly name: string;
  readonly type: ColumnDescription["type"];
  readonly kind: DuckDBTypeId;
};

/** Some rows of an answer: the values of each column. */
export type AnswerChunk = { readonly rows: number; readonly values: readonly (readonly DuckDBValue[])[] };

const INTEGERS: ReadonlySet<DuckDBTypeId> = new Set([
  ...[
    DuckDBTypeId.TINYINT,
    DuckDBTypeId.SMALLINT,
    DuckDBTypeId.INTEGER,
    DuckDBTypeId.BIGINT,
    DuckDBTypeId.HUGEINT,
  ],
  ...[DuckDBTypeId.UTINYINT, DuckDBTypeId.USMALLINT, DuckDBTypeId.UINTEGER, DuckDBTypeId.UBIGINT],
  ...[DuckDBTypeId.UHUGEINT, DuckDBTypeId.BIGNUM],
]);
const NUMBERS: ReadonlySet<DuckDBTypeId> = new Set([
  DuckDBTypeId.FLOAT,
  DuckDBTypeId.DOUBLE,
  DuckDBTypeId.DECIMAL,
]);
const TIMES: ReadonlySet<DuckDBTypeId> = new Set([
  ...[DuckDBTypeId.TIMESTAMP, DuckDBTypeId.TIMESTAMP_S, DuckDBTypeId.TIMESTAMP_MS, DuckDBTypeId.TIMESTAMP_NS],
  DuckDBTypeId.TIMESTAMP_TZ,
]);

/** The columns of what DuckDB gave. */
export function answerColumns(result: {
  readonly columnNames: () => readonly string[];
  readonly columnTypes: () => readonly DuckDBType[];
}): AnswerColumn[] {
  const names = sqlNames(result.columnNames());
  return result
    .columnTypes()
    .map(({ typeId: kind }, i) => ({ name: names[i] ?? "", type: typeOf(kind), kind }));
}

function typeOf(kind: DuckDBTypeId): AnswerColumn["type"] {
  if (INTEGERS.has(kind)) return "integer";
  if (NUMBERS.has(kind)) return "number";
  if (TIMES.has(kind)) return "datetime";
  return kind === DuckDBTypeId.BOOLEAN ? "boolean" : "string";
}
