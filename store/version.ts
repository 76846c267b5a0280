/**
 * The name of one published file: the second it was published in, `YYYYMMDD_HHMMSS`, UTC; of an archived forecast
 * what {@linkcode runVersion} gives.
 */
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

/** A run of the model by its first time on the feed's clock, to the minute, and the hash of the body that holds it. */
const RUN = /^(\d{4})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3])([0-5]\d)-([0-9a-f]{16})$/;

/**
 * The name of an archived forecast, `YYYYMMDDTHHMM-<hash>`, which is its version: a body has one, however often it is
 * archived, and two bodies that hold the same run have two.
 *
 * @param run its first time, ISO 8601 on the feed's clock
 * @param textSha256 of the body's text, in hexadecimal
 *
 * @example
 * ```ts
 * runVersion("2026-11-24T02:00:00", "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae");
 * // "20261124T0200-2c26b46b68ffc68f"
 * ```
 */
export function runVersion(run: string, textSha256: string): Version {
  return `${run.slice(0, 16).replace(/[-:]/g, "")}-${textSha256.slice(0, 16)}` as Version;
}

/**
 * What the name of an archived forecast says; undefined for any other text.
 *
 * @example
 * ```ts
 * parseRunVersion("20261124T0200-2c26b46b68ffc68f"); // { version, run: "2026-11-24T02:00", hash: "2c26b46b68ffc68f" }
 * ```
 */
export function parseRunVersion(
  text: string,
): { readonly version: Version; readonly run: string; readonly hash: string } | undefined {
  const [, year, month, day, hour, minute, hash = ""] = RUN.exec(text) ?? [];
  if (year === undefined) return undefined;
  return { version: text as Version, run: `${year}-${month}-${day}T${hour}:${minute}`, hash };
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
  const part = (from: number, to: number) => version.slice(from, to);
  const day = `${part(0, 4)}-${part(4, 6)}-${part(6, 8)}`;
  return new Date(`${day}T${part(9, 11)}:${part(11, 13)}:${part(13, 15)}Z`);
}
