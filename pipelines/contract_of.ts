import type { Feed, Settings } from "../configs/mod.ts";
import { type Contract, QUARANTINE, STRICT } from "../frames/mod.ts";

/** However many rows there are: that a provider writes 999 where it has nothing makes no feed bad. */
const EVERY = Number.MAX_SAFE_INTEGER;

/** The contract that a feed's rows must meet: the feed's own, or the one that the settings `badRows` and `outOfRange` name. */
export function contractOf(
  { contract }: Pick<Feed, "contract">,
  { badRows, outOfRange }: Pick<Settings, "badRows" | "outOfRange">,
): Contract {
  if (contract !== undefined) return contract;
  const rows = badRows === "quarantine" ? QUARANTINE : STRICT;
  return outOfRange === "null" ? { ...rows, range: { mode: "discard_value", at_most: EVERY } } : rows;
}
