import {
  BIGINT,
  BOOLEAN,
  DOUBLE,
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBTimestampValue,
  type DuckDBValue,
  TIMESTAMP,
  VARCHAR,
} from "@duckdb/node-api";
import type pl from "nodejs-polars";
import { describeColumns } from "../../frames/describe_columns.ts";
import { tableSql } from "./_view_sql.ts";
import type { SqlColumn, SqlTable } from "./sql_table.ts";

const TYPES = {
  integer: BIGINT,
  number: DOUBLE,
  string: VARCHAR,
  datetime: TIMESTAMP,
  boolean: BOOLEAN,
} as const;
/** DuckDB takes so many rows at once. */
const AT_ONCE = 2048;

/** Makes a table out of a frame, value by value: for thousands of rows, not for millions. */
export async function fillTable(
  connection: DuckDBConnection,
  table: Omit<SqlTable, "rows">,
  frame: pl.DataFrame,
): Promise<void> {
  const columns = describeColumns(frame);
  await connection.run(tableSql(table, columns));
  const values = frame.getColumns().map((column, i) => valuesOf(column, columns[i]?.type ?? "string"));
  const appender = await connection.createAppender(table.name, table.schema ?? null);
  for (let start = 0; start < frame.height; start += AT_ONCE) {
    const rows = Math.min(AT_ONCE, frame.height - start);
    const chunk = DuckDBDataChunk.create(
      columns.map(({ type }) => TYPES[type]),
      rows,
    );
    chunk.setColumns(values.map((all) => all.slice(start, start + rows)));
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}

function valuesOf(column: pl.Series, type: SqlColumn["type"]): DuckDBValue[] {
  return (column.toArray() as unknown[]).map((value) => {
    if (value === null || value === undefined) return null;
    if (type === "integer") return BigInt(value as number | bigint);
    if (type === "datetime") return new DuckDBTimestampValue(BigInt((value as Date).getTime()) * 1000n);
    if (type === "number") return Number(value);
    return type === "boolean" ? Boolean(value) : String(value);
  });
}
