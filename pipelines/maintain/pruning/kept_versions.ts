import { type KeepRule, spanBefore } from "../../../configs/mod.ts";
import { type Version, versionTime } from "../../../store/mod.ts";

const DAY = 86_400_000;
/** 1 January 1970 was a Thursday: its week began three days before. */
const TO_MONDAY = 3;

/** A rule of the configuration, or of one call, which may name a moment too. */
export type Rule = KeepRule & {
  /** Versions from then on stay. */
  readonly since?: Date;
};

/** The hour, day, week or month in which a version lies, in UTC. */
const PERIODS = {
  hourly: (version: Version) => version.slice(0, "YYYYMMDD_HH".length),
  daily: (version: Version) => version.slice(0, "YYYYMMDD".length),
  weekly: (version: Version) =>
    String(Math.floor((Math.floor(versionTime(version).getTime() / DAY) + TO_MONDAY) / 7)),
  monthly: (version: Version) => version.slice(0, "YYYYMM".length),
} as const;

/**
 * Which versions a rule lets stay, and why each does. The newest stays whatever the rule.
 *
 * @param versions newest first
 * @returns of each that stays the reasons, such as "newest", "last", "daily" and "within 30d", newest first
 *
 * @example
 * ```ts
 * keptVersions(["20261124_140000", "20261124_130000"], { daily: 7 }); // the first one: ["newest", "daily"]
 * ```
 */
export function keptVersions(
  versions: readonly Version[],
  rule: Rule,
): ReadonlyMap<Version, readonly string[]> {
  const [newest] = versions;
  const kept = new Map<Version, string[]>();
  if (newest === undefined) return kept;
  const keep = (version: Version, reason: string) =>
    kept.set(version, [...(kept.get(version) ?? []), reason]);

  keep(newest, "newest");
  for (const version of versions.slice(0, rule.last ?? 0)) keep(version, "last");
  for (const word of ["hourly", "daily", "weekly", "monthly"] as const) {
    const seen = new Set<string>();
    for (const version of versions) {
      const period = PERIODS[word](version);
      if (seen.has(period)) continue;
      if (seen.size === (rule[word] ?? 0)) break;
      seen.add(period);
      keep(version, word);
    }
  }
  const { within, since } = rule;
  const from = within === undefined ? undefined : spanBefore(versionTime(newest), within);
  for (const version of versions) {
    if (from !== undefined && versionTime(version) >= from) keep(version, `within ${within}`);
    if (since !== undefined && versionTime(version) >= since) keep(version, "young enough");
  }
  return new Map(
    versions.flatMap((version) => (kept.has(version) ? [[version, kept.get(version) ?? []]] : [])),
  );
}
