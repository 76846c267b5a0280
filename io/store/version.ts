import { DateTime } from "luxon";

/** The name of one published file: the second it was published in, `YYYYMMDD_HHMMSS`, UTC. */
export type Version = string & { readonly __version: never };

const FORMAT = "yyyyMMdd_HHmmss";
const PATTERN = /^\d{8}_\d{6}$/;

/**
 * The version that a text spells, or undefined: `current`, a date alone or a time that no clock shows is none.
 *
 * @example
 * ```ts
 * parseVersion("20261124_140000"); // a Version
 * parseVersion("current"); // undefined
 * ```
 */
export function parseVersion(text: string): Version | undefined {
  const version = text as Version;
  // Luxon takes 24:00:00 for the next day's first second, which is spelled otherwise.
  return PATTERN.test(text) && versionAt(versionTime(version)) === text ? version : undefined;
}

/**
 * The version of a moment: its whole second.
 *
 * @example
 * ```ts
 * versionAt(new Date("2026-11-24T14:00:00.999Z")); // "20261124_140000"
 * ```
 */
export function versionAt(moment: Date): Version {
  return DateTime.fromJSDate(moment, { zone: "utc" }).toFormat(FORMAT) as Version;
}

/**
 * The second that a version names.
 *
 * @example
 * ```ts
 * versionTime(version).toISOString(); // "2026-11-24T14:00:00.000Z"
 * ```
 */
export function versionTime(version: Version): Date {
  return DateTime.fromFormat(version, FORMAT, { zone: "utc" }).toJSDate();
}
