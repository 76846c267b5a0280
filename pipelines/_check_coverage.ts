import type { Feed } from "../configs/mod.ts";
import { Failure } from "../errors/mod.ts";
import type { FrameCheck } from "../frames/mod.ts";

/**
 * Refuses a feed that lacks so many of its towns that its snapshot would pass for a whole one. Fewer missing
 * towns are counted and said, not refused.
 *
 * @param minTowns least share of the expected towns, in percent
 * @param source how the message names the feed's body: a URL or a path
 * @throws {Failure} `contract` when there are fewer
 */
export function checkCoverage(
  { towns }: Pick<FrameCheck, "towns">,
  { name, expected }: Pick<Feed, "name" | "expected">,
  minTowns: number,
  source: string,
): void {
  const share = (100 * towns) / expected.towns;
  if (share >= minTowns) return;
  // Cut, not rounded: 89.97 % are not 90.
  const percent = Math.floor(share * 10) / 10;
  const whole = expected.towns.toLocaleString("en-US");
  throw new Failure(
    "contract",
    `The feed "${name}" in "${source}" has ${towns.toLocaleString("en-US")} of ${whole} towns (${percent} %), fewer than the ${minTowns} % of "--min-towns". Try again later, or allow fewer.`,
  );
}
