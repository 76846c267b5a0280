import { minute } from "../terminal/words.ts";

/** A value as a cell of a table has it: a time to the minute, a figure with up to three decimals. */
export function cellText(value: unknown): string {
  if (value instanceof Date) return minute(value.toISOString());
  return typeof value === "number" ? String(Number(value.toFixed(3))) : String(value);
}
