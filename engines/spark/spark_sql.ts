import type { ColumnType } from "../../frames/schema.ts";

/** What Spark calls the types of the catalog. */
const TYPES: Readonly<Record<ColumnType, string>> = {
  integer: "BIGINT",
  number: "DOUBLE",
  string: "STRING",
  datetime: "TIMESTAMP_NTZ",
};

/**
 * A name as Spark's SQL writes it, whatever is in it.
 *
 * @example
 * ```ts
 * sparkName("a`b"); // "`a``b`"
 * ```
 */
export function sparkName(name: string): string {
  return `\`${name.replaceAll("`", "``")}\``;
}

/** Columns with their types, as a reader is given them. */
export function sparkSchema(
  columns: readonly { readonly name: string; readonly type: ColumnType }[],
): string {
  return columns.map(({ name, type }) => `${sparkName(name)} ${TYPES[type]}`).join(", ");
}
