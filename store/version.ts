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
  const version = text as Version;
  const time = versionTime(version);
  // 24:00:00 and 30 February are taken for a later day, which is spelled otherwise; 61 minutes for no time.
  return !Number.isNaN(time.getTime()) && versionAt(time) === text ? version : undefined;
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
