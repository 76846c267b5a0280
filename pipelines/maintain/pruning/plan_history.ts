import { namesBelow, type ObjectStore, OLD_HISTORY, parseOldHistoryName } from "../../../store/mod.ts";
import { type PlannedDataset, type PruneRule, reasonsBy } from "./_prune_rule.ts";

/** Which files of the run history that were put aside go. The one that is written to is none of them. */
export async function planHistory(
  logs: Pick<ObjectStore, "list">,
  { rules }: Pick<PruneRule, "rules">,
): Promise<PlannedDataset> {
  const files = (await namesBelow(logs, OLD_HISTORY)).sort().reverse();
  const dated = files.flatMap((name) => {
    const version = parseOldHistoryName(name);
    return version === undefined ? [] : [{ name, version }];
  });
  const reasons = reasonsBy(
    dated.map(({ version }) => version),
    rules.runs,
  );
  const kept = dated.flatMap(({ name, version }) => {
    const why = reasons.get(version);
    return why === undefined ? [] : [{ name, reasons: why }];
  });
  const stays = new Set(kept.map(({ name }) => name));
  const remove = dated.flatMap(({ name }) => (stays.has(name) ? [] : [name])).reverse();
  return { name: "runs", dataset: "runs", remove, files: remove, kept };
}
