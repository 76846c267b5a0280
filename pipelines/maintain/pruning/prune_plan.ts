import {
  type DataFolder,
  filesOf,
  folderOf,
  type Inventory,
  listSnapshots,
  MERGE_MANIFEST,
  monthOfFolder,
  type Removal,
  readManifest,
  type Snapshot,
  snapshotOrigins,
  tableName,
  VERSIONED,
  type Version,
  type VersionedDataset,
  versionsOf,
} from "../../../store/mod.ts";
import { snapshotsToMerge } from "../../merge/snapshots_of_hours.ts";
import { planBodies } from "./_plan_bodies.ts";
import { planMissing } from "./_plan_missing.ts";
import { isIn, planMonths } from "./_plan_months.ts";
import { planQuarantine } from "./_plan_quarantine.ts";
import { batches, type Keeping, type PlannedDataset, type PruneRule, reasonsBy } from "./_prune_rule.ts";

/** What a prune removes: by dataset for people, and in the order in which it goes. */
export type PrunePlan = {
  readonly datasets: readonly PlannedDataset[];
  readonly removals: readonly Removal[];
  /** Snapshots whose CSV is gone, but whose rows are in a partition file. */
  readonly withoutCsv: readonly Version[];
};

/**
 * Decides what a prune removes. Apart from the rules, these stay: the newest of each dataset; the snapshots that the
 * newest merged table was made of and that the next merge would take, with their bodies and months; that table itself
 * and its means; and snapshots in a month's file that stays. Bodies and quarantined rows go with their snapshots.
 *
 * @param isTrial whether nothing will be removed, so that what manifests said once may be remembered
 * @throws {Failure} `contract` or `io` when a manifest is missing, was changed, or cannot be read; `no-input` when a
 * body that is named is not there
 */
export async function prunePlan(
  data: DataFolder,
  inventory: Inventory,
  rule: PruneRule,
  now: Date,
  isTrial: boolean,
): Promise<PrunePlan> {
  if (rule.missing) return await planMissing(data, inventory);
  const { snapshots, future } = await listSnapshots(data, inventory, now);
  const { needed, merge } = await whatMergesNeed(data, inventory, snapshots, rule);
  const months = planMonths(inventory, needed, rule);
  const all = [...snapshots, ...future];
  const isKept = ({ compacted }: Snapshot) =>
    compacted !== undefined && !months.removals.has(compacted.partition.manifest.month);
  const compacted = new Set(all.filter(isKept).map(({ version }) => version));
  const withMonths = new Set(
    all.filter(({ hasCsv, version }) => !hasCsv && !compacted.has(version)).map(({ version }) => version),
  );

  const inMonths = new Map([...compacted].map((version) => [version, "in a month's file"]));
  const plans = VERSIONED.map((name) => {
    const more = name === "snapshots" ? [inMonths, needed] : [merge];
    return planTable(name, name === "snapshots" ? withMonths : new Set(), more, inventory, rule, now);
  });
  const removed = new Set(plans[0]?.remove);
  const origins = await snapshotOrigins(data, inventory, isTrial);
  const context = { inventory, origins, removed, needed, compacted, rule };
  const bodies = await planBodies(data, context);
  const quarantine = await planQuarantine(data, context);

  const removalOf = ({ dataset: folder, remove }: PlannedDataset<Version>): Removal[] =>
    batches(remove).map((versions) => ({ versions: [{ folder, versions }] }));
  const [ofSnapshots, ...others] = plans.map((plan) =>
    removalOf({ ...plan, remove: plan.remove.filter((version) => !withMonths.has(version)) }),
  );
  const ofMonths = [...months.removals].map(([month, versions]): Removal => {
    const gone = [...withMonths].filter((version) => isIn(version, month)).sort();
    return { versions: [...versions, { folder: folderOf("snapshots"), versions: gone }] };
  });
  const goesWith = new Map([...bodies.goesWith, ...quarantine.goesWith]);
  const hasAny = ({ remove, kept }: PlannedDataset) => remove.length + kept.length > 0;
  return {
    datasets: [...plans, bodies.dataset, ...[months.dataset, quarantine.dataset].filter(hasAny)],
    removals: [
      ...withFiles([...ofMonths, ...(ofSnapshots ?? [])], goesWith),
      ...others.flat(),
      ...bodies.alone,
      ...quarantine.alone,
    ],
    withoutCsv: [],
  };
}

/** Which versions of a table go: those that nothing lets stay. @param gone go in any case */
function planTable(
  name: VersionedDataset,
  gone: ReadonlySet<Version>,
  more: readonly ReadonlyMap<Version, string>[],
  inventory: Inventory,
  rule: PruneRule,
  now: Date,
): PlannedDataset<Version> {
  const { versions, future } = versionsOf(inventory, name, now);
  const folder = folderOf(name);
  const ruled = reasonsBy(
    versions.filter((version) => !gone.has(version)),
    rule.rules[name],
  );
  const why = (version: Version): string[] => {
    const isFuture = future.includes(version) && !rule.future;
    const also = more.flatMap((reasons) => reasons.get(version) ?? []);
    return [...(ruled.get(version) ?? []), ...(isFuture ? ["dated in the future"] : []), ...also];
  };
  const remove: Version[] = [];
  const kept: Keeping[] = [];
  for (const version of [...future, ...versions]) {
    const reasons = gone.has(version) ? [] : why(version);
    if (reasons.length === 0) remove.push(version);
    else kept.push({ name: version, reasons });
  }
  remove.sort();
  const hasNoCsv = new Set(name === "snapshots" ? [...inventory.withoutCsv] : []);
  const noFiles = new Set([...hasNoCsv].map((version) => tableName(folder, version)));
  const files = filesOf(folder, remove).filter((file) => !noFiles.has(file));
  return { name, dataset: folder, remove, files, kept };
}

/** The snapshots that merges need, and the version that the last one published. */
async function whatMergesNeed(
  data: DataFolder,
  inventory: Inventory,
  snapshots: readonly Snapshot[],
  { window, windowBy }: PruneRule,
): Promise<{ readonly needed: ReadonlyMap<Version, string>; readonly merge: ReadonlyMap<Version, string> }> {
  const needed = new Map<Version, string>();
  for (const { version } of await snapshotsToMerge(data, inventory, snapshots, { window, windowBy }))
    needed.set(version, "next merge");
  const folder = folderOf("merged");
  // The last to be published is what `current.csv` is, whatever the clock says of its version.
  const last = [...(inventory.tables.get(folder)?.keys() ?? [])].at(-1);
  if (last === undefined) return { needed, merge: new Map() };
  const manifest = await readManifest(data, inventory, folder, last, MERGE_MANIFEST);
  for (const { version } of manifest.snapshots) needed.set(version, "last merge");
  return { needed, merge: new Map([[last, "last merge"]]) };
}

/** Adds to each removal the files that go with its snapshots: what several came from goes with the last of them. */
function withFiles(
  removals: readonly Removal[],
  goesWith: ReadonlyMap<string, readonly Version[]>,
): Removal[] {
  const place = new Map<Version, number>();
  for (const [i, { versions }] of removals.entries()) {
    for (const some of versions.filter(({ folder }) => monthOfFolder(folder) === undefined))
      for (const version of some.versions) place.set(version, i);
  }
  const files = removals.map((): string[] => []);
  for (const [name, versions] of goesWith)
    files[Math.max(...versions.map((version) => place.get(version) ?? 0))]?.push(name);
  return removals.map((removal, i) => ({ ...removal, files: files[i] ?? [] }));
}
