import type { AthenaTable } from "./athena_ddl_result.ts";

/** Says whose table it is: another's is not replaced. */
export const OWNER = "municlima";

/** The properties of a table, in a statement and in Glue alike. A list of months is taken by Trino, too; a range is not. */
export function properties({ partition, months, location }: AthenaTable): Readonly<Record<string, string>> {
  return {
    classification: "parquet",
    created_by: OWNER,
    "projection.enabled": "true",
    [`projection.${partition}.type`]: "enum",
    [`projection.${partition}.values`]: months.join(),
    "storage.location.template": `${location}${partition}=\${${partition}}/`,
  };
}
