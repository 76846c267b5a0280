import type { PrunedDataset, PruneResult } from "../pipelines/maintain/prune_result.ts";
import { type Fact, facts } from "./facts.ts";
import type { Screen } from "./screen.ts";
import { counted, size, span, thousands } from "./words.ts";

/**
 * What a prune did, for people: how much of each dataset went, up to which version, and how much stays; in a dry run
 * why each version stays.
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
  const why = datasets.map((dataset) => kept(dataset, screen)).join("");
  return `${screen.style.bold(title(result))}\n${body}${why}`;
}

/** Why what stays stays: a line for each, and one for several in a row that stay for the same reasons. */
function kept({ dataset, kept: all }: PrunedDataset, screen: Screen): string {
  if (all === null || all.length === 0) return "";
  const groups: { names: string[]; why: string }[] = [];
  for (const { name, reasons } of all) {
    const why = reasons.join(", ");
    const last = groups.at(-1);
    if (last?.why === why) last.names.push(name);
    else groups.push({ names: [name], why });
  }
  const lines = groups.map(({ names, why }): Fact => {
    const [first = "", ...others] = names.map(withoutFolder);
    const last = others.at(-1);
    if (last === undefined) return [first, why];
    return [first, `and ${thousands(others.length)} more down to ${last}: ${why}`];
  });
  return `\nWhat stays of ${screen.style.bold(dataset)}, and why\n\n${facts(lines, screen)}\n`;
}

/** The heading names the dataset, which is the folder. */
function withoutFolder(name: string): string {
  return name.slice(name.lastIndexOf("/") + 1);
}

function title({ datasets, dry_run, data_dir, seconds }: PruneResult): string {
  const removed = datasets.reduce((sum, dataset) => sum + dataset.removed, 0);
  const bytes = datasets.reduce((sum, dataset) => sum + dataset.bytes, 0);
  if (removed === 0) return `Found nothing to prune in "${data_dir}"`;
  return dry_run ? `Would free ${size(bytes)}` : `Freed ${size(bytes)} in ${span(seconds)}`;
}

function fact({ name, dataset, removed, bytes, newest, left }: PrunedDataset): Fact {
  const stay = `${thousands(left)} ${left === 1 ? "stays" : "stay"}`;
  if (removed === 0) return [dataset, stay];
  const noun =
    { raw: "feed body", months: "month", quarantine: "file", runs: "file" }[name as string] ?? "version";
  const what = `${counted(removed, noun)}${newest === null ? "" : ` up to ${newest}`}`;
  return [dataset, `${what}, ${size(bytes)}; ${stay}`];
}
