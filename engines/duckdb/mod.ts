/** SQL that people write, on DuckDB. Whoever imports this loads its native library: import it where a query is asked. */
export { sqlOrder } from "./_literals.ts";
export { daysSql, STEP } from "./days_sql.ts";
export { duckdbVersion } from "./duckdb_version.ts";
export { type AnswerFormat, encodeAnswer } from "./encode_answer.ts";
export { type AskOptions, openSql, type SqlAnswer, type SqlSession } from "./open_sql.ts";
export { type ParsedQuery, parseQuery } from "./parse_query.ts";
export { sqlNames } from "./sql_names.ts";
export type { SqlColumn, SqlFiles, SqlTable } from "./sql_table.ts";
export { type TappedAnswer, tapAnswer } from "./tap_answer.ts";
