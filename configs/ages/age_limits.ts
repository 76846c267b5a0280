import type { Feed } from "../feed.ts";
import { durationSeconds } from "./duration.ts";

/** The ages that a feed's data has, each of which may have a limit. */
export const AGES = ["fetched", "issued", "published", "unchanged"] as const;

/** How old data may be before it is stale, in seconds; an age without one does not matter. */
export type AgeLimits = Readonly<Partial<Record<(typeof AGES)[number], number | undefined>>>;

/** For a feed that does not say: two runs of an hourly schedule were missed, or the provider stood still for a day. */
const USUAL = { fetched: "3h", unchanged: "24h" } as const;

/**
 * The limits that a feed sets to the age of its data.
 *
 * @example
 * ```ts
 * ageLimits(smnHourly).fetched; // 10800
 * ```
 */
export function ageLimits(feed: Pick<Feed, "max_age"> | undefined): AgeLimits {
  const limits = Object.entries({ ...USUAL, ...feed?.max_age }).map(
    ([age, text]) => [age, text === "none" ? undefined : durationSeconds(text)] as const,
  );
  return Object.fromEntries(limits.filter(([, seconds]) => seconds !== undefined));
}
