/** The name of one published file: the second it was published in, `YYYYMMDD_HHMMSS`, UTC. */
export type Version = string & { readonly __version: never };

const PATTERN = /^(\d{4})(\d\d)(\d\d)_(\d\d)(\d\d)(\d\d)$/;

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
  if (!PATTERN.test(text)) return undefined;
  // By numbers: a folder has tens of thousands of names, and to make a Date of each takes ten times as long.
  const two = (at: number) => 10 * text.charCodeAt(at) + text.charCodeAt(at + 1) - 11 * ZERO;
  const [month, day] = [two(4), two(6)];
  const isDay = month >= 1 && month <= 12 && day >= 1 && day <= daysOf(100 * two(0) + two(2), month);
  return isDay && two(9) < 24 && two(11) < 60 && two(13) < 60 ? (text as Version) : undefined;
}

const ZERO = "0".charCodeAt(0);

function daysOf(year: number, month: number): number {
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
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
  return moment.toISOString().slice(0, 19).replace(/[-:]/g, "").replace("T", "_") as Version;
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
  return new Date(version.replace(PATTERN, "$1-$2-$3T$4:$5:$6Z"));
}
