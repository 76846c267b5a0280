import { join } from "node:path";
import { CATALOG } from "../configs/mod.ts";
import { Failure } from "../errors/mod.ts";
import { type Effects, realEffects } from "../io/effects.ts";
import { removeFile, removeVersions } from "../io/store/mod.ts";
import { inLots } from "./_in_lots.ts";
import { type PrunePlan, prunePlan } from "./_prune_plan.ts";
import { type Run, recorded } from "./_recorded.ts";
import type { PrunedDataset, PruneReport } from "./prune_report.ts";
import type { RunContext } from "./run_context.ts";

export type PruneOptions = RunContext & {
  /** Of each dataset so many of the newest versions stay. */
  readonly keep?: number | undefined;
  /** Younger versions stay, in days. Where both are given, a version goes that neither lets stay. */
  readonly olderThanDays?: number | undefined;
};

const DAY = 86_400_000;
/** After so many versions a run may be stopped. */
const AT_ONCE = 256;

/**
 * Removes old snapshots, means and merged tables with their manifests, and feed bodies that no remaining
 * snapshot came from. Whatever it is asked, these stay: the newest version of each dataset, what the newest
 * merged table was made of, the snapshots that the next merge would take, `current.csv`, and Parquet files.
 *
 * @throws {Failure} `usage` when neither `keep` nor `olderThanDays` is given; `locked`, `permission` or `io`. What was
 * removed before is gone then, and what is left is whole.
 *
 * @example
 * ```ts
 * const { datasets } = await prune({ settings, feedName: "smn-hourly", keep: 48 });
 * datasets[0]; // { dataset: "data_municipio_x_hora", removed: 120, bytes: 46_000_000, … }
 * ```
 */
export async function prune(options: PruneOptions, effects: Effects = realEffects): Promise<PruneReport> {
  const { settings, keep, olderThanDays, dryRun = false } = options;
  const { dataDir, window } = settings;
  const started = performance.now();
  if (keep === undefined && olderThanDays === undefined) {
    throw new Failure(
      "usage",
      'Nothing says what "prune" may remove. Add "--keep <versions>", "--older-than <days>", or both.',
    );
  }

  return await recorded("prune", options, effects, async (run) => {
    const before =
      olderThanDays === undefined ? undefined : new Date(run.startedAt.getTime() - olderThanDays * DAY);
    const rule = { keep: Math.max(keep ?? 1, 1), before, window };
    const plan = await run.step("find", () => prunePlan(dataDir, rule, effects.files));
    const datasets = await run.step("measure", () => measured(dataDir, plan, effects));
    if (!dryRun) await run.step("remove", () => carryOut(dataDir, plan, run, effects));
    run.note({ removed: Object.fromEntries(datasets.map(({ dataset, removed }) => [dataset, removed])) });
    return {
      schema_version: 1,
      command: "prune",
      run_id: run.id,
      dry_run: dryRun,
      data_dir: dataDir,
      keep: keep ?? null,
      older_than_days: olderThanDays ?? null,
      datasets,
      seconds: Number(((performance.now() - started) / 1000).toFixed(3)),
    };
  });
}

/** Tables go before the bodies that they came from: what is left so always has all that it refers to. */
async function carryOut(dataDir: string, plan: PrunePlan, run: Run, { files }: Effects): Promise<void> {
  for (const { dataset, remove } of plan.tables) {
    for (let start = 0; start < remove.length; start += AT_ONCE) {
      run.checkpoint();
      await removeVersions(dataDir, dataset, remove.slice(start, start + AT_ONCE), files);
    }
  }
  for (const name of plan.bodies.remove) {
    run.checkpoint();
    await removeFile(join(dataDir, CATALOG.raw.folder, name), files);
  }
}

async function measured(dataDir: string, plan: PrunePlan, { files }: Effects): Promise<PrunedDataset[]> {
  const total = async (dataset: string, names: readonly string[]) => {
    const sizes = await inLots(names, (name) =>
      // A manifest may be there without its table.
      files.stat(join(dataDir, dataset, name)).then(
        ({ size }) => size,
        () => 0,
      ),
    );
    return sizes.reduce((sum, size) => sum + size, 0);
  };
  const datasets: PrunedDataset[] = [];
  for (const { dataset, remove, left } of plan.tables) {
    const names = remove.flatMap((version) => [`${version}.csv`, `${version}.manifest.json`]);
    const bytes = await total(dataset, names);
    datasets.push({ dataset, removed: remove.length, bytes, newest: remove.at(-1) ?? null, left });
  }
  const { folder } = CATALOG.raw;
  const { remove, left } = plan.bodies;
  const bytes = await total(folder, remove);
  return [...datasets, { dataset: folder, removed: remove.length, bytes, newest: null, left }];
}
