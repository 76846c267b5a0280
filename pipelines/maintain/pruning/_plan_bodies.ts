import { Failure } from "../../../errors/mod.ts";
import {
  archivedBodies,
  type DataFolder,
  folderOf,
  isBodyName,
  namesBelow,
  RAW_FOLDER,
  type Version,
} from "../../../store/mod.ts";
import { batches, type FilesPlan, type Keeping, type PlanContext, reasonsBy } from "./_prune_rule.ts";

/**
 * Which feed bodies go: those whose snapshots all go; those of snapshots in a month's file by the rule of bodies, or
 * that of snapshots where they have none; the others by their own rule alone. A body counts as old as the newest of its
 * snapshots. One that no snapshot came from goes by a rule of bodies where it is archived; else its rows are nowhere
 * else, and it goes only when it is named.
 *
 * @throws {Failure} `no-input` when a body that is named is not there
 */
export async function planBodies(
  { objects }: DataFolder,
  { inventory, origins, removed, needed, compacted, rule }: PlanContext,
): Promise<FilesPlan> {
  const names = (await namesBelow(objects, `${RAW_FOLDER}/`)).filter(isBodyName);
  const unknown = rule.bodies.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    const message = `Found no feed body "${unknown}" in "${objects.place}". Give its name as "municlima prune --dry-run" shows it.`;
    throw new Failure("no-input", message);
  }
  const snapshotsOf = new Map<string, Version[]>();
  for (const [version, { raw }] of origins) snapshotsOf.set(raw, [...(snapshotsOf.get(raw) ?? []), version]);
  const bodies = names.map((name) => {
    const all = snapshotsOf.get(name) ?? [];
    return { name, all, staying: all.filter((version) => !removed.has(version)) };
  });

  const place = new Map(
    [...(inventory.tables.get(folderOf("snapshots")) ?? new Map()).keys()].map((version, i) => [version, i]),
  );
  const newestFirst = bodies
    .flatMap(({ name, staying }) => {
      const newest = staying.at(-1);
      return newest === undefined ? [] : [{ name, staying, newest }];
    })
    .sort((a, b) => (place.get(b.newest) ?? 0) - (place.get(a.newest) ?? 0));
  const versions = newestFirst.map(({ newest }) => newest);
  const byOwn = rule.rules.raw === undefined ? undefined : reasonsBy(versions, rule.rules.raw);
  const byTheirs = reasonsBy(versions, rule.rules.snapshots);
  const named = new Set(rule.bodies);

  const kept: Keeping[] = newestFirst.flatMap(({ name, staying, newest }) => {
    const hasCsv = staying.some((version) => !compacted.has(version));
    const reasons = new Set<string>();
    if (!named.has(name)) {
      const ruled = byOwn ?? (hasCsv ? new Map([[newest, ["its snapshot stays"]]]) : byTheirs);
      for (const reason of ruled.get(newest) ?? []) reasons.add(reason);
    }
    for (const version of staying) {
      const by = needed.get(version);
      if (by !== undefined) reasons.add(by);
    }
    return reasons.size === 0 ? [] : [{ name, reasons: [...reasons] }];
  });
  const orphans = bodies.filter(({ all }) => all.length === 0);
  const archived = archivedBodies(inventory);
  for (const { name } of orphans.filter(({ name }) => !named.has(name))) {
    if (!archived.has(name)) kept.push({ name, reasons: ["its rows are nowhere else"] });
    else if (rule.rules.raw === undefined) kept.push({ name, reasons: ["no rule"] });
  }

  const stays = new Set(kept.map(({ name }) => name));
  const going = bodies.filter(({ name }) => !stays.has(name));
  const alone = going.filter(({ all, staying }) => staying.length > 0 || all.length === 0);
  const remove = going.map(({ name }) => name);
  return {
    dataset: { name: "raw", dataset: RAW_FOLDER, remove, files: remove, kept },
    goesWith: new Map(
      going.flatMap(({ name, all, staying }) =>
        all.length > 0 && staying.length === 0 ? [[name, all]] : [],
      ),
    ),
    alone: batches(alone).map((some) => ({
      versions: [],
      without: [{ folder: RAW_FOLDER, versions: some.flatMap(({ staying }) => staying) }],
      files: some.map(({ name }) => name),
    })),
  };
}
