import type { Feed } from "../configs/mod.ts";
import { Failure } from "../errors/mod.ts";
import { type Contract, type FrameCheck, feedViolations, tolerated } from "../frames/mod.ts";

/**
 * Refuses a feed that violates a rule for the feed as a whole by more than its contract allows.
 *
 * @param last what the previous feed contained; absent at the first ingest
 * @param source how the message names the feed's body: a URL or a path
 * @throws {Failure} `contract` for the first such rule
 */
export function checkFeed(
  check: FrameCheck,
  last: Pick<FrameCheck, "rows" | "towns"> | undefined,
  { name, expected }: Pick<Feed, "name" | "expected">,
  contract: Contract,
  source: string,
): void {
  for (const { rule, found, of, says } of feedViolations(check, expected, last)) {
    const most = tolerated(contract[rule], of);
    if (found <= most) continue;
    throw new Failure(
      "contract",
      `The feed "${name}" in "${source}" violates the rule "${rule}", which allows ${most.toLocaleString("en-US")}: ${says}. Try again later, or allow more in the feed's contract.`,
    );
  }
}
