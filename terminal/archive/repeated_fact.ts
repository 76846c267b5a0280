import type { Fact } from "../facts.ts";

/**
 * That a mean is of snapshots with the same values, as an hourly one is while the provider has no new run of its model;
 * nothing where none repeats another.
 */
export function repeatedFact({
  snapshot_count,
  repeated,
}: {
  readonly snapshot_count: number;
  readonly repeated: number;
}): Fact[] {
  if (repeated === 0) return [];
  const which = repeated === snapshot_count ? `all ${snapshot_count}` : `${repeated} of ${snapshot_count}`;
  return [
    [
      "averaged",
      `${which} snapshots have the same values, so that their mean is of a number with itself: "--window-by run" averages runs of the model`,
    ],
  ];
}
