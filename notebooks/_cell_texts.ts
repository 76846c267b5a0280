import { minute } from "../terminal/words.ts";

/** More decimals than measures have, and few enough to read. */
const MOST_DECIMALS = 3;

/**
 * The values of a column as a table has them: a time to the minute, figures with as many decimals as the one with
 * the most, undefined for a null.
 */
export function cellTexts(values: readonly unknown[]): (string | undefined)[] {
  const decimals = values.map((value) =>
    typeof value === "number" ? (String(Number(value.toFixed(MOST_DECIMALS))).split(".")[1]?.length ?? 0) : 0,
  );
  const most = Math.max(0, ...decimals);
  return values.map((value) => {
    if (value === null || value === undefined) return undefined;
    if (value instanceof Date) return minute(value.toISOString());
    return typeof value === "number" ? value.toFixed(most) : String(value);
  });
}
