import type { PrunedDataset, PruneResult } from "../pipelines/maintain/prune_result.ts";
import { type Fact, facts } from "./facts.ts";
import type { Screen } from "./screen.ts";
import { counted, size, span, thousands } from "./words.ts";

/**
 * What a prune did, for people: how much of each dataset went, up to which version, and how much stays.
 *
 * @example
 * ```ts
 * process.stdout.write(pruneText(result, screen));
 * ```
 */
export function pruneText(result: PruneResult, screen: Screen): string {
  const { datasets, dry_run } = result;
  const lines = datasets.filter(({ removed, left }) => removed + left > 0).map(fact);
  if (dry_run) lines.push(["dry run", "nothing was removed"]);
  const body = lines.length === 0 ? "" : `\n${facts(lines, screen)}\n`;
  return `${screen.style.bold(title(result))}\n${body}`;
}

function title({ datasets, dry_run, data_dir, seconds }: PruneResult): string {
  const removed = datasets.reduce((sum, dataset) => sum + dataset.removed, 0);
  const bytes = datasets.reduce((sum, dataset) => sum + dataset.bytes, 0);
  if (removed === 0) return `Found nothing to prune in "${data_dir}"`;
  return dry_run ? `Would free ${size(bytes)}` : `Freed ${size(bytes)} in ${span(seconds)}`;
}

function fact({ dataset, removed, bytes, newest, left }: PrunedDataset): Fact {
  const stay = `${thousands(left)} ${left === 1 ? "stays" : "stay"}`;
  if (removed === 0) return [dataset, stay];
  const what =
    newest === null ? counted(removed, "feed body") : `${counted(removed, "version")} up to ${newest}`;
  return [dataset, `${what}, ${size(bytes)}; ${stay}`];
}
