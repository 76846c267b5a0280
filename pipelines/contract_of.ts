import type { Feed, Settings } from "../configs/mod.ts";
import { type Contract, QUARANTINE, STRICT } from "../frames/mod.ts";

/** However many rows there are: that a provider writes 999 where it has nothing makes no feed bad. */
const EVERY = Number.MAX_SAFE_INTEGER;

/** The contract that a feed's rows must meet: what the feed itself says, and for the other rules the settings `badRows` and `outOfRange`. */
export function contractOf(
  { contract }: Pick<Feed, "contract">,
  { badRows, outOfRange }: Pick<Settings, "badRows" | "outOfRange">,
): Contract {
  const rows = badRows === "quarantine" ? QUARANTINE : STRICT;
  const range = outOfRange === "null" ? { range: { mode: "discard_value" as const, at_most: EVERY } } : {};
  return { ...rows, ...range, ...contract };
}
