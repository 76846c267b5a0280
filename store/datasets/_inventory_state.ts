import * as v from "valibot";
import { folderOf } from "../layout.ts";
import { VERSION } from "../manifests/manifest.ts";
import { INTEGER } from "../manifests/parse.ts";
import type { Version } from "../version.ts";

const TABLE = v.object({
  /** The folder of its dataset. */
  dataset: v.string(),
  version: VERSION,
  /** SHA-256 of its manifest, which has that of the table. */
  manifest: v.string(),
  /** Present where it was made later than its version says: its place is then by that, not by its event. */
  backfilled: v.exactOptional(v.literal(true)),
});

/** Versions of a dataset, by its folder. */
const SOME = v.object({ dataset: v.string(), versions: v.array(VERSION) });

/** The schema of an event. */
export const EVENT = v.object({
  /** One more than that of the event before: an order that no clock can change. */
  sequence: INTEGER,
  /** Tables that count from here on, all of them at once. */
  published: v.exactOptional(v.array(TABLE)),
  /** Versions that no longer count, of one dataset or several at once: their files are removed after this. */
  removed: v.exactOptional(v.union([SOME, v.array(SOME)])),
  /** Snapshots whose rows are in a partition file: their CSVs are removed after this, their manifests stay. */
  without_csv: v.exactOptional(v.array(VERSION)),
  /** Snapshots that stay without their feed bodies or quarantined rows, by the folder of what they are without. */
  without: v.exactOptional(v.array(SOME)),
  /** The bodies and quarantined rows that go with all that: they are removed after this. */
  files: v.exactOptional(v.array(v.string())),
});

/** The schema of all that counts at some point. */
export const STATE = v.object({
  tables: v.array(TABLE),
  without_csv: v.array(VERSION),
  without: v.exactOptional(v.array(SOME)),
  thinned_to: v.exactOptional(VERSION),
});

export type PublishedTable = Readonly<v.InferOutput<typeof TABLE>>;
/** Something that changed what counts. */
export type InventoryEvent = Readonly<v.InferOutput<typeof EVENT>>;
export type Change = Omit<InventoryEvent, "sequence">;

/** What counts, while it is read. */
export type State = {
  readonly tables: Map<string, Map<Version, string>>;
  /** What has yet to be put into its place among the tables. */
  readonly backfilled: PublishedTable[];
  readonly withoutCsv: Set<Version>;
  readonly without: Map<string, Set<Version>>;
  thinnedTo: Version | undefined;
};

/** Nothing counts yet. */
export function emptyState(): State {
  return {
    tables: new Map(),
    backfilled: [],
    withoutCsv: new Set(),
    without: new Map(),
    thinnedTo: undefined,
  };
}

/** Does to the state what an event says. */
export function apply(
  { published = [], removed = [], without_csv = [], without = [] }: Change,
  state: State,
): void {
  for (const table of published) {
    if (table.backfilled === true) state.backfilled.push(table);
    else
      putInPlace(state).set(
        table.dataset,
        versionsIn(state, table.dataset).set(table.version, table.manifest),
      );
  }
  for (const some of [removed].flat()) remove(some, state);
  for (const version of without_csv) state.withoutCsv.add(version);
  for (const { dataset, versions } of without) {
    const known = state.without.get(dataset) ?? new Set();
    for (const version of versions) known.add(version);
    state.without.set(dataset, known);
  }
}

function remove({ dataset, versions }: v.InferOutput<typeof SOME>, state: State): void {
  const left = putInPlace(state).get(dataset);
  for (const version of versions) left?.delete(version);
  if (dataset !== folderOf("snapshots")) return;
  // A version of that name may be made again, with all it has.
  for (const known of [state.withoutCsv, ...state.without.values()])
    for (const version of versions) known.delete(version);
  const newest = [...(left?.keys() ?? [])].at(-1) ?? "";
  const thinned = versions.filter((version) => version < newest && version > (state.thinnedTo ?? ""));
  state.thinnedTo = thinned.sort().at(-1) ?? state.thinnedTo;
}

function versionsIn({ tables }: State, dataset: string): Map<Version, string> {
  return tables.get(dataset) ?? new Map();
}

/** Puts each table that was backfilled behind the last one that is older by its version. */
function putInPlace(state: State): State["tables"] {
  const { tables, backfilled } = state;
  if (backfilled.length === 0) return tables;
  for (const dataset of new Set(backfilled.map((table) => table.dataset))) {
    const order = [...versionsIn(state, dataset)];
    for (const { dataset: of, version, manifest } of backfilled) {
      if (of !== dataset) continue;
      const before = order.findLastIndex(([other]) => other < version);
      order.splice(before + 1, 0, [version, manifest]);
    }
    tables.set(dataset, new Map(order));
  }
  backfilled.length = 0;
  return tables;
}

/** The state once nothing more happens to it. */
export function settled(state: State): Settled {
  const { withoutCsv, without, thinnedTo } = state;
  return { tables: putInPlace(state), withoutCsv, without, thinnedTo };
}

/** All that counts. */
export type Settled = Omit<Readonly<State>, "backfilled">;
