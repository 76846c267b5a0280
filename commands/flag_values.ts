import { InvalidArgumentError } from "commander";
import { isSpan } from "../configs/mod.ts";
import type { RunTime } from "../ops/schedule/job.ts";
import { parseRunTime } from "../ops/schedule/parse_run_time.ts";

/** An ingest of the hourly feed takes some 150 MB, a merge of a year 400. */
const LEAST_MEMORY = 256;

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
    const number = /^\d{1,12}$/.test(text) ? Number(text) : Number.NaN;
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

/** How commander reads a moment, which is in UTC unless it says otherwise. */
export function momentOf(text: string): Date {
  const parts = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(:\d\d)?(Z|[+-]\d\d:\d\d)?)?$/.exec(text) ?? [];
  const [, day, time = "00:00", seconds = ":00", zone = "Z"] = parts;
  const moment = new Date(`${day}T${time}${seconds}${zone}`);
  if (!Number.isNaN(moment.getTime())) return moment;
  throw new InvalidArgumentError("Give a time, such as 2026-11-24T14:00Z");
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

/** How commander reads the time of a run: ":15" is a minute of every hour, "06:15" one of the day. */
export function runTime(text: string): RunTime {
  const time = parseRunTime(text);
  if (time !== undefined) return time;
  throw new InvalidArgumentError("Give a minute of every hour, such as :15, or a time of day, such as 06:15");
}

/** How commander reads a limit of memory, "512M" or "2G", in MB. */
export function memoryLimit(text: string): number {
  const [, number, unit] = /^([1-9]\d{0,5})([MG])$/.exec(text) ?? [];
  const size = Number(number) * (unit === "G" ? 1024 : 1);
  if (size >= LEAST_MEMORY) return size;
  throw new InvalidArgumentError(`Give a size from ${LEAST_MEMORY}M on, such as 512M or 2G`);
}

/** How commander reads the name of a unit, which Kubernetes allows least for. */
export function unitName(text: string): string {
  if (/^[a-z]([a-z0-9-]{0,50}[a-z0-9])?$/.test(text)) return text;
  throw new InvalidArgumentError("Give a name of lower-case letters, digits and hyphens");
}

/** How commander reads the name of a database, of which Athena and Glue allow these. */
export function databaseName(text: string): string {
  if (/^[a-z_][a-z0-9_]{0,126}$/.test(text)) return text;
  throw new InvalidArgumentError("Give a name of lower-case letters, digits and _, such as municlima");
}
