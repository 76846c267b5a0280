import type { Column } from "./schema.ts";

/**
 * Whether a text of a column stands for no value: it is one of those that the column calls missing, or in a column of
 * numbers the same number, as "-99.0" is -99.
 *
 * @returns undefined for a column without such values
 *
 * @example
 * ```ts
 * missingValue({ name: "o3", type: "number", meaning: "", missing: [-99, "ND"] })?.("-99.0"); // true
 * ```
 */
export function missingValue({ missing, type }: Column): ((text: string) => boolean) | undefined {
  if (missing === undefined || missing.length === 0) return undefined;
  const texts = new Set(missing.map((value) => String(value).trim()));
  const isNumeric = type === "number" || type === "integer";
  const numbers = new Set(isNumeric ? [...texts].filter(isNumber).map(Number) : []);
  return (text) => {
    const value = text.trim();
    return texts.has(value) || (numbers.size > 0 && isNumber(value) && numbers.has(Number(value)));
  };
}

/** As a feed writes numbers: `Number()` takes "" and "0x1F" too. */
function isNumber(text: string): boolean {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text);
}
