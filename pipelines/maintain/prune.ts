import { Failure } from "../../errors/mod.ts";
import { type Effects, realEffects } from "../../io/effects.ts";
import {
  type DataFolder,
  eachOf,
  filesOf,
  folderOf,
  foldInventory,
  type Inventory,
  RAW_FOLDER,
  removeCsvs,
  removeVersions,
} from "../../store/mod.ts";
import { futureWarnings } from "../folder_warnings.ts";
import type { RunContext } from "../run/run_context.ts";
import { type Run, withRun } from "../run/with_run.ts";
import { type PrunePlan, prunePlan } from "./_prune_plan.ts";
import type { PrunedDataset, PruneResult } from "./prune_result.ts";

export type PruneOptions = RunContext & {
  /** Of each dataset this many of the newest versions stay. */
  readonly keep?: number | undefined;
  /** Younger versions stay, in days. Where both are given, a version is removed that neither lets stay. */
  readonly olderThanDays?: number | undefined;
  /** Removes versions whose time has not come, as a clock that was wrong leaves them. */
  readonly future?: boolean | undefined;
  /** Accepts the loss of what is missing, instead of anything else. */
  readonly missing?: boolean | undefined;
};

const DAY = 86_400_000;
/** After this many versions or bodies a run may be stopped. */
const AT_ONCE = 256;

/**
 * Removes old snapshots, means and merged tables with their manifests, and feed bodies that no remaining snapshot came
 * from. Whatever it is asked, these stay: the newest version of each dataset, what the newest merged table was made of,
 * the snapshots that the next merge would take, `current.csv`, and partition files.
 *
 * @throws {Failure} `usage` when nothing says what may be removed; `contract` when a manifest was changed; `locked`,
 * `permission` or `io`. What was removed before is gone then, and what is left is whole.
 *
 * @example
 * ```ts
 * const { datasets } = await prune({ data, logs, settings, feedName: "smn-hourly", keep: 48 });
 * datasets[0]; // { dataset: "data_municipio_x_hora", removed: 120, bytes: 46_000_000, … }
 * ```
 */
export async function prune(options: PruneOptions, effects: Effects = realEffects): Promise<PruneResult> {
  const { settings, keep, olderThanDays, future = false, missing = false, dryRun = false } = options;
  if (keep === undefined && olderThanDays === undefined && !future && !missing) {
    throw new Failure(
      "usage",
      'Nothing says what "prune" may remove. Say how many versions to keep, from which age on they go, or both.',
    );
  }

  return await withRun("prune", options, effects, async (run) => {
    const { data, inventory, startedAt } = run;
    const before =
      olderThanDays === undefined ? undefined : new Date(startedAt.getTime() - olderThanDays * DAY);
    const rule = { keep, before, future, missing, window: settings.window };
    if (!future) run.warnings.push(...futureWarnings(inventory, startedAt));
    const plan = await run.step("find", () => prunePlan(data, inventory, rule, startedAt));
    const datasets = await run.step("measure", () => measured(data, plan));
    if (!dryRun) await run.step("remove", () => carryOut(plan, inventory, run));
    run.note({ removed: Object.fromEntries(datasets.map(({ dataset, removed }) => [dataset, removed])) });
    return {
      schema_version: 1,
      command: "prune",
      run_id: run.id,
      dry_run: dryRun,
      data_dir: settings.dataDir,
      warnings: run.warnings,
      keep: keep ?? null,
      older_than_days: olderThanDays ?? null,
      future,
      missing,
      datasets,
      seconds: run.seconds(),
    };
  });
}

/** Tables go before the bodies that they came from: what is left so always has all that it refers to. */
async function carryOut(plan: PrunePlan, inventory: Inventory, run: Run): Promise<void> {
  const { data } = run;
  let after = inventory;
  for (const { folder, remove } of plan.tables) {
    for (let start = 0; start < remove.length; start += AT_ONCE) {
      await run.checkpoint();
      after = await removeVersions(data, after, folder, remove.slice(start, start + AT_ONCE));
    }
  }
  after = await removeCsvs(data, after, folderOf("snapshots"), plan.withoutCsv);
  const { remove } = plan.bodies;
  for (let start = 0; start < remove.length; start += AT_ONCE) {
    await run.checkpoint();
    await data.assertHeld();
    await data.objects.remove(remove.slice(start, start + AT_ONCE));
  }
  await foldInventory(data, after);
}

async function measured({ objects }: DataFolder, plan: PrunePlan): Promise<PrunedDataset[]> {
  const total = async (names: readonly string[]) => {
    const sizes = await eachOf(names, async (name) => (await objects.head(name))?.size ?? 0);
    return sizes.reduce((sum, size) => sum + size, 0);
  };
  const datasets: PrunedDataset[] = [];
  for (const { folder, remove, left } of plan.tables) {
    const bytes = await total(filesOf(folder, remove));
    datasets.push({ dataset: folder, removed: remove.length, bytes, newest: remove.at(-1) ?? null, left });
  }
  const { remove, left } = plan.bodies;
  const bytes = await total(remove);
  return [...datasets, { dataset: RAW_FOLDER, removed: remove.length, bytes, newest: null, left }];
}
