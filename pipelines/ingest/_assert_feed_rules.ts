import { type Feed, nounOf } from "../../configs/mod.ts";
import { Failure } from "../../errors/mod.ts";
import { type Contract, type FrameCheck, feedViolations, tolerated } from "../../frames/mod.ts";

/**
 * Refuses a feed that lacks so many of its towns that its snapshot would pass for a whole one. Fewer missing towns are
 * counted and shown, not refused.
 *
 * @param minTowns least share of the expected towns, in percent
 * @param source how the message names the feed's body: a URL or a path
 * @throws {Failure} `contract` when there are fewer
 */
export function assertCoverage(
  { towns }: Pick<FrameCheck, "towns">,
  { name, expected, noun }: Pick<Feed, "name" | "expected" | "noun">,
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
    `The feed "${name}" in "${source}" has ${towns.toLocaleString("en-US")} of ${whole} ${nounOf({ noun }).plural} (${percent} %), fewer than the ${minTowns} % required. Try again later, or lower the setting "minTowns".`,
  );
}

/**
 * Refuses a feed that violates a rule for the feed as a whole by more than its contract allows.
 *
 * @param last what the feed before held; absent at the first ingest
 * @param source how the message names the feed's body: a URL or a path
 * @throws {Failure} `contract` for the first such rule
 */
export function assertFeedRules(
  check: FrameCheck,
  last: Pick<FrameCheck, "rows" | "towns"> | undefined,
  { name, expected, noun }: Pick<Feed, "name" | "expected" | "noun">,
  contract: Contract,
  source: string,
): void {
  for (const { rule, found, of, says } of feedViolations(check, expected, last, nounOf({ noun }))) {
    const most = tolerated(contract[rule], of);
    if (found <= most) continue;
    throw new Failure(
      "contract",
      `The feed "${name}" in "${source}" violates the rule "${rule}", which allows ${most.toLocaleString("en-US")}: ${says}. Try again later, or allow more in the feed's contract.`,
    );
  }
}
