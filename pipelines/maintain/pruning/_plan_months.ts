import {
  filesOf,
  type Inventory,
  monthOfFolder,
  parseVersion,
  partitionFolder,
  type Removal,
  type Version,
} from "../../../store/mod.ts";
import { type PlannedDataset, type PruneRule, reasonsBy } from "./_prune_rule.ts";

/** The plan for the Parquet files of months, and the removal of each month that goes. */
export type MonthsPlan = {
  readonly dataset: PlannedDataset;
  readonly removals: ReadonlyMap<string, Removal["versions"]>;
};

/**
 * Which months go, with all their Parquet files. One with a snapshot that a merge needs stays.
 *
 * @param needed snapshots that a merge needs, and which
 */
export function planMonths(
  { tables }: Inventory,
  needed: ReadonlyMap<Version, string>,
  { rules }: PruneRule,
): MonthsPlan {
  const months = [...tables]
    .flatMap(([folder, versions]) => (versions.size === 0 ? [] : (monthOfFolder(folder) ?? [])))
    .sort()
    .reverse();
  const reasons = reasonsBy(
    months.flatMap((month) => parseVersion(firstSecond(month)) ?? []),
    rules.months,
  );
  const kept = months.flatMap((month) => {
    const why = [...(reasons.get(firstSecond(month) as Version) ?? [])];
    for (const [version, by] of needed) if (isIn(version, month) && !why.includes(by)) why.push(by);
    return why.length === 0 ? [] : [{ name: month, reasons: why }];
  });
  const stays = new Set(kept.map(({ name }) => name));
  const remove = months.filter((month) => !stays.has(month)).reverse();
  const partitions = remove.map((month) => {
    const folder = partitionFolder(month);
    return { folder, versions: [...(tables.get(folder)?.keys() ?? [])] };
  });
  return {
    dataset: {
      name: "months",
      dataset: partitionFolder("*"),
      remove,
      files: partitions.flatMap(({ folder, versions }) => filesOf(folder, versions)),
      kept,
    },
    removals: new Map(remove.map((month, i) => [month, partitions.slice(i, i + 1)])),
  };
}

/** Whether a version is of a month, `YYYY-MM`. */
export function isIn(version: Version, month: string): boolean {
  return version.startsWith(month.replace("-", ""));
}

function firstSecond(month: string): string {
  return `${month.replace("-", "")}01_000000`;
}
