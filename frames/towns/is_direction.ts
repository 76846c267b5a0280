import type { FeedSchema } from "../schema.ts";

/** Whether a column is a direction, of which 359° and 1° are close: neither its differences nor its mean are plain. */
export function isDirection(name: string, { columns }: Pick<FeedSchema, "columns">): boolean {
  return columns.some((column) => column.name === name && column.unit === "°" && column.maximum === 360);
}
