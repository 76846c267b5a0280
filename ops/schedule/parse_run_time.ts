import type { RunTime } from "./job.ts";

/**
 * The time that a text such as ":15" or "06:15" stands for; undefined for any other text.
 *
 * @example
 * ```ts
 * parseRunTime(":15"); // { minute: 15 }, of every hour
 * parseRunTime("06:15"); // { minute: 15, hour: 6 }
 * ```
 */
export function parseRunTime(text: string): RunTime | undefined {
  const [, hour, minute] = /^([01]\d|2[0-3])?:([0-5]\d)$/.exec(text) ?? [];
  if (minute === undefined) return undefined;
  return { minute: Number(minute), ...(hour !== undefined && { hour: Number(hour) }) };
}
