import { properties } from "./_properties.ts";
import type { AthenaTable } from "./athena_ddl_result.ts";

/**
 * The statement that makes a table, in Athena's DDL.
 *
 * @example
 * ```ts
 * tableDdl("municlima", table); // "CREATE EXTERNAL TABLE IF NOT EXISTS `municlima`.`snapshots` (\n  `desciel` string COMMENT …"
 * ```
 */
export function tableDdl(database: string, table: AthenaTable): string {
  const columns = table.columns.map(
    ({ name, type, comment }) => `  \`${name}\` ${type} COMMENT ${literal(comment)}`,
  );
  const all = Object.entries(properties(table)).map(
    ([name, value]) => `  ${literal(name)} = ${literal(value)}`,
  );
  return `CREATE EXTERNAL TABLE IF NOT EXISTS \`${database}\`.\`${table.name}\` (
${columns.join(",\n")}
)
COMMENT ${literal(table.comment)}
PARTITIONED BY (\`${table.partition}\` string)
STORED AS PARQUET
LOCATION ${literal(table.location)}
TBLPROPERTIES (
${all.join(",\n")}
)`;
}

function literal(text: string): string {
  return `'${text.replace(/[\\']/g, "\\$&")}'`;
}
