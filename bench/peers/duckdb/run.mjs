/** Runs a query file in DuckDB: run.mjs QUERY.sql name=value..., each {name} in it standing for a value. */
import { readFileSync } from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";

const [query, ...values] = process.argv.slice(2);
let sql = readFileSync(query, "utf8");
for (const value of values) {
  const [, name, text] = /^(\w+)=(.*)$/s.exec(value);
  sql = sql.replaceAll(`{${name}}`, text);
}
const connection = await (await DuckDBInstance.create()).connect();
await connection.run(sql);
