import type { Feed, Settings } from "../configs/mod.ts";
import { type Contract, QUARANTINE, STRICT } from "../frames/mod.ts";

/** The contract that a feed's rows must meet: the feed's own, or the one that the setting `badRows` names. */
export function contractOf(
  { contract }: Pick<Feed, "contract">,
  { badRows }: Pick<Settings, "badRows">,
): Contract {
  return contract ?? (badRows === "quarantine" ? QUARANTINE : STRICT);
}
