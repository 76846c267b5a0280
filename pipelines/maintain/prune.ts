import { type KeepRule, parseRetention, type Retained, retentionText } from "../../configs/mod.ts";
import { Failure } from "../../errors/mod.ts";
import { type Effects, realEffects } from "../../io/effects.ts";
import {
  type DataFolder,
  fileSizes,
  folderOf,
  foldInventory,
  type Inventory,
  removeCsvs,
  removeVersions,
  VERSIONED,
} from "../../store/mod.ts";
import { futureWarnings } from "../folder_warnings.ts";
import type { RunContext } from "../run/run_context.ts";
import { type Run, withRun } from "../run/with_run.ts";
import type { PrunedDataset, PruneResult } from "./prune_result.ts";
import type { Rule } from "./pruning/kept_versions.ts";
import { planHistory } from "./pruning/plan_history.ts";
import { type PrunePlan, prunePlan } from "./pruning/prune_plan.ts";

export type PruneOptions = RunContext & {
  /** The rule for this call, in place of those in the settings: a version is removed that no part of it lets stay. */
  readonly rule?: KeepRule | undefined;
  /** The same as the rule's `last`. */
  readonly keep?: number | undefined;
  /** Younger versions stay too, in days, by this machine's clock. */
  readonly olderThanDays?: number | undefined;
  /** The datasets that anything is removed of; snapshots, means and merged tables where the call has a rule. */
  readonly datasets?: readonly Retained[] | undefined;
  /** Names of feed bodies that go although no snapshot came from them: their rows are nowhere else. */
  readonly bodies?: readonly string[] | undefined;
  /** Removes versions whose time has not come, as a clock that was wrong leaves them. */
  readonly future?: boolean | undefined;
  /** Accepts the loss of what is missing, instead of anything else. */
  readonly missing?: boolean | undefined;
};

const DAY = 86_400_000;
/** What has no versions. */
const NAMED_BY_FILE: readonly Retained[] = ["raw", "quarantine", "runs"];
const BY_DEFAULT: readonly Retained[] = VERSIONED;

/**
 * Removes old versions by the rules of the settings, or of the call: snapshots, the Parquet files of months, means,
 * merged tables, feed bodies, the quarantine and the run history. Bodies and quarantined rows go with their snapshots. Whatever it is
 * asked, these stay: the newest of each, what the newest merged table was made of, the snapshots that the next merge
 * would take, and `current.csv`.
 *
 * @throws {Failure} `usage` when nothing says what may be removed; `no-input` when a body that is named is not there;
 * `contract` when a manifest was changed; `locked`, `permission` or `io`. What was removed before is gone then, and what
 * is left is whole.
 *
 * @example
 * ```ts
 * const { datasets } = await prune({ data, logs, settings, feedName: "smn-hourly", rule: { daily: 90, within: "30d" } });
 * datasets[0]; // { name: "snapshots", removed: 120, bytes: 46_000_000, … }
 * ```
 */
export async function prune(options: PruneOptions, effects: Effects = realEffects): Promise<PruneResult> {
  const { settings, logs, future = false, missing = false, dryRun = false, bodies = [] } = options;
  const { keep, olderThanDays } = options;

  return await withRun("prune", options, effects, async (run) => {
    const { data, inventory, startedAt } = run;
    const rules = rulesOf(options, startedAt);
    if (Object.keys(rules).length === 0 && !future && !missing && bodies.length === 0) throw nothingSaid();
    const rule = { rules, bodies, future, missing, window: settings.window, windowBy: settings.windowBy };
    if (!future) run.warnings.push(...futureWarnings(inventory, startedAt));
    const plan = await run.step("find", () => prunePlan(data, inventory, rule, startedAt, dryRun));
    const history = await planHistory(logs, rule);
    const old = history.remove.length + history.kept.length === 0 ? [] : [history];
    const datasets = await run.step("measure", async () => [
      ...(await measured(data, inventory, plan.datasets, dryRun)),
      // Of the history's files the inventory has none.
      ...(await measured({ objects: logs }, { tables: new Map() }, old, dryRun)),
    ]);
    if (!dryRun) {
      await run.step("remove", () => carryOut(plan, inventory, run));
      await logs.remove(history.remove);
    }
    run.note({ removed: Object.fromEntries(datasets.map(({ dataset, removed }) => [dataset, removed])) });
    return {
      schema_version: 1,
      command: "prune",
      run_id: run.id,
      dry_run: dryRun,
      data_dir: settings.dataDir,
      warnings: run.warnings,
      rules: retentionText(
        Object.fromEntries(Object.entries(rules).map(([name, { since, ...rule }]) => [name, rule])),
      ),
      keep: keep ?? null,
      older_than_days: olderThanDays ?? null,
      future,
      missing,
      datasets,
      seconds: run.seconds(),
    };
  });
}

/** The rules that hold: those of the call, else those of the settings. */
function rulesOf(
  { settings, rule, keep, olderThanDays, datasets }: PruneOptions,
  now: Date,
): Readonly<Partial<Record<Retained, Rule>>> {
  const said = {
    ...rule,
    ...(keep === undefined ? {} : { last: keep }),
    ...(olderThanDays === undefined ? {} : { since: new Date(now.getTime() - olderThanDays * DAY) }),
  };
  if (Object.keys(said).length > 0)
    return Object.fromEntries((datasets ?? BY_DEFAULT).map((name) => [name, said]));
  const all = Object.entries(parseRetention(settings.retention) ?? {});
  return Object.fromEntries(all.filter(([name]) => datasets?.some((one) => one === name) ?? true));
}

function nothingSaid(): Failure {
  return new Failure(
    "usage",
    'Nothing says what "prune" may remove. Say how many versions to keep, as in "--keep-daily 90 --keep-within 30d", or set "retention" in "municlima.config.json".',
  );
}

/** Each step is an event of the inventory: what is left so always has all that it refers to. */
async function carryOut(plan: PrunePlan, inventory: Inventory, run: Run): Promise<void> {
  const { data } = run;
  let after = inventory;
  for (const removal of plan.removals) {
    await run.checkpoint();
    after = await removeVersions(data, after, removal);
  }
  after = await removeCsvs(data, after, folderOf("snapshots"), plan.withoutCsv);
  await foldInventory(data, after);
}

async function measured(
  data: DataFolder,
  inventory: Pick<Inventory, "tables">,
  datasets: PrunePlan["datasets"],
  dryRun: boolean,
): Promise<PrunedDataset[]> {
  const sizes = await fileSizes(
    data,
    inventory,
    datasets.map(({ files }) => files),
  );
  return datasets.map(({ name, dataset, remove, kept }, i) => ({
    name,
    dataset,
    removed: remove.length,
    bytes: sizes[i] ?? 0,
    newest: NAMED_BY_FILE.includes(name) ? null : (remove.at(-1) ?? null),
    left: kept.length,
    kept: dryRun ? kept : null,
  }));
}
