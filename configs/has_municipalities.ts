import type { FeedSchema } from "../frames/schema.ts";

/**
 * Whether the towns of a feed may be municipalities: its key is two whole numbers, as that of a municipality table is.
 *
 * @example
 * ```ts
 * hasMunicipalities(smnHourly); // true
 * ```
 */
export function hasMunicipalities({ key, columns }: Pick<FeedSchema, "key" | "columns">): boolean {
  const types = key.map((name) => columns.find((column) => column.name === name)?.type);
  return types.length === 2 && types.every((type) => type === "integer");
}
