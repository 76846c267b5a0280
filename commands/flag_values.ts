import { InvalidArgumentError } from "commander";
import { isSpan } from "../configs/mod.ts";

/**
 * How commander reads the value of a flag that is a whole number.
 *
 * @throws {InvalidArgumentError} what a value should be, when it is another one
 *
 * @example
 * ```ts
 * new Option("--port <number>").argParser(wholeNumber(0, 65_535));
 * ```
 */
export function wholeNumber(from: number, to: number): (text: string) => number {
  return (text) => {
    const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (number >= from && number <= to) return number;
    throw new InvalidArgumentError(`Give a whole number from ${from} to ${to}`);
  };
}

/** Likewise a number above 0 and up to another one. @param what it counts, as in "seconds" */
export function numberOf(what: string, to: number): (text: string) => number {
  return (text) => {
    const number = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
    if (number > 0 && number <= to) return number;
    throw new InvalidArgumentError(`Give a number of ${what} above 0 and up to ${to}`);
  };
}

/** How commander reads a flag that may stand several times: its values are a list. */
export function listed(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}

/** How commander reads a size as DuckDB writes it: "2GB". */
export function sizeText(text: string): string {
  if (/^[1-9]\d*(\.\d+)? ?[KMGT]i?B$/i.test(text)) return text;
  throw new InvalidArgumentError("Give a size, such as 2GB");
}

/** How commander reads a span of time as restic writes it: "30d", "1y6m". */
export function spanText(text: string): string {
  if (isSpan(text)) return text;
  throw new InvalidArgumentError('Give a span of time, such as "30d", "12h" or "1y6m"');
}
