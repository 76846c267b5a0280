import {
  type DataFolder,
  eachOf,
  isQuarantined,
  namesBelow,
  parseVersion,
  QUARANTINE_FOLDER,
  type Version,
  versionAt,
} from "../../../store/mod.ts";
import { batches, type FilesPlan, type Keeping, type PlanContext, reasonsBy } from "./_prune_rule.ts";

/**
 * Which files of the quarantine go: rows with their snapshots; all others, and bodies that were refused with the
 * reasons beside them, by a rule of their own alone.
 */
export async function planQuarantine(
  { objects }: DataFolder,
  { origins, removed, rule: { rules } }: PlanContext,
): Promise<FilesPlan> {
  const names = (await namesBelow(objects, `${QUARANTINE_FOLDER}/`)).filter(isQuarantined);
  const snapshotOf = new Map<string, Version>();
  for (const [version, { quarantine }] of origins)
    if (quarantine !== null) snapshotOf.set(quarantine, version);
  const files = await eachOf(names, async (name) => {
    const version = parseVersion(name.slice(QUARANTINE_FOLDER.length + 1, name.indexOf(".")));
    // A refused body has no version: it is as old as its file.
    const modified = version === undefined ? (await objects.head(name))?.modified : undefined;
    return { name, snapshot: snapshotOf.get(name), at: version ?? versionAt(modified ?? new Date(0)) };
  });
  const goesWith = new Map(
    files.flatMap(({ name, snapshot }) =>
      snapshot !== undefined && removed.has(snapshot) ? [[name, [snapshot]]] : [],
    ),
  );
  const others = files
    .filter(({ name }) => !goesWith.has(name))
    .sort((a, b) => (a.at > b.at ? -1 : a.at < b.at ? 1 : 0));
  const reasons = reasonsBy([...new Set(others.map(({ at }) => at))], rules.quarantine);
  const kept: Keeping[] = others.flatMap(({ name, snapshot, at }) => {
    const why = reasons.get(at) ?? [];
    const said = rules.quarantine === undefined && snapshot !== undefined ? ["its snapshot stays"] : why;
    return said.length === 0 ? [] : [{ name, reasons: said }];
  });
  const stays = new Set(kept.map(({ name }) => name));
  const going = others.filter(({ name }) => !stays.has(name));
  const remove = [...goesWith.keys(), ...going.map(({ name }) => name)].sort();
  return {
    dataset: { name: "quarantine", dataset: QUARANTINE_FOLDER, remove, files: remove, kept },
    goesWith,
    alone: batches(going).map((some) => ({
      versions: [],
      without: [{ folder: QUARANTINE_FOLDER, versions: some.flatMap(({ snapshot }) => snapshot ?? []) }],
      files: some.map(({ name }) => name),
    })),
  };
}
