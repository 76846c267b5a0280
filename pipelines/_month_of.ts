import type { Snapshot } from "../io/store/mod.ts";

/** The month of a snapshot's version, `YYYY-MM`, UTC. */
export function monthOf({ version }: Pick<Snapshot, "version">): string {
  return `${version.slice(0, 4)}-${version.slice(4, 6)}`;
}
