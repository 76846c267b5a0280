import type { Retained } from "../../../configs/mod.ts";
import type { Inventory, Removal, SnapshotOrigin, Version } from "../../../store/mod.ts";
import { keptVersions, type Rule } from "./kept_versions.ts";

/** What may go. */
export type PruneRule = {
  /** A dataset without a rule keeps all it has. */
  readonly rules: Readonly<Partial<Record<Retained, Rule>>>;
  /** Bodies that go because they were named. */
  readonly bodies: readonly string[];
  /** Whether versions whose time has not come go. */
  readonly future: boolean;
  /** Whether versions go whose files are gone already. */
  readonly missing: boolean;
  /** The hours that the next merge would take, whose snapshots stay. */
  readonly window: number;
  /** What the window counts. */
  readonly windowBy: "hour" | "run";
};

/** A version, or a file by its name, that stays, and why. */
export type Keeping = { readonly name: string; readonly reasons: readonly string[] };

/** What becomes of a dataset. */
export type PlannedDataset<Name extends string = string> = {
  readonly name: Retained;
  /** Its folder. */
  readonly dataset: string;
  /** What goes, oldest first: versions, months, or the names of files. */
  readonly remove: readonly Name[];
  /** All files that go. */
  readonly files: readonly string[];
  /** What stays, newest first. */
  readonly kept: readonly Keeping[];
};

/** What it takes to plan the files that belong to snapshots. */
export type PlanContext = {
  readonly inventory: Inventory;
  readonly origins: ReadonlyMap<Version, SnapshotOrigin>;
  /** The snapshots that go. */
  readonly removed: ReadonlySet<Version>;
  /** Those that a merge needs, and which. */
  readonly needed: ReadonlyMap<Version, string>;
  /** Those in a month's file that stays. */
  readonly compacted: ReadonlySet<Version>;
  readonly rule: PruneRule;
};

/** The plan for such files. */
export type FilesPlan = {
  readonly dataset: PlannedDataset;
  /** The files that go with the snapshots that they belong to. */
  readonly goesWith: ReadonlyMap<string, readonly Version[]>;
  /** The files that go although a snapshot stays, or because there is none. */
  readonly alone: readonly Removal[];
};

/** So much goes at once: in between a run may be stopped. */
const AT_ONCE = 256;

/** Parts of a list, as large as what goes at once. */
export function batches<Item>(items: readonly Item[]): Item[][] {
  const count = Math.ceil(items.length / AT_ONCE);
  return Array.from({ length: count }, (_, i) => items.slice(i * AT_ONCE, (i + 1) * AT_ONCE));
}

/** Why each version stays; without a rule that is so of all of them. */
export function reasonsBy(
  versions: readonly Version[],
  rule: Rule | undefined,
): ReadonlyMap<Version, readonly string[]> {
  if (rule === undefined) return new Map(versions.map((version) => [version, ["no rule"]]));
  return keptVersions(versions, rule);
}
