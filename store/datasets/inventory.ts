import { createHash } from "node:crypto";
import * as v from "valibot";
import { Failure } from "../../errors/mod.ts";
import { INVENTORY_FOLDER, inventoryName, parseInventoryName } from "../layout.ts";
import { damaged, INTEGER, jsonOf, parsed } from "../manifests/parse.ts";
import type { ObjectStore } from "../objects/object_store.ts";
import type { Version } from "../version.ts";
import {
  apply,
  type Change,
  EVENT,
  emptyState,
  type InventoryEvent,
  type PublishedTable,
  STATE,
  type State,
  settled,
} from "./_inventory_state.ts";
import type { DataFolder, LockedFolder } from "./data_folder.ts";
import { namesBelow } from "./names_below.ts";

/** So many events are in one segment: written again with each event, it should be small. */
const SEGMENT = 256;
/** The hash before the first event. */
const GENESIS = "0".repeat(64);
const WHAT = "The inventory's segment";

const SEGMENT_FILE = v.object({
  schema_version: v.literal(1),
  /** What came before: the sequence of the last event and the hash over all of them. */
  after: v.object({ sequence: INTEGER, chain: v.string() }),
  /** All that counts at that point, where the segments before are gone. */
  state: v.exactOptional(STATE),
  events: v.array(EVENT),
  /** The hash over all events up to the last one here. */
  chain: v.string(),
});

type SegmentFile = v.InferOutput<typeof SEGMENT_FILE>;

/**
 * What must be in a data folder: every table that was published and not removed, in the order of publication, which
 * no clock can change. It is the log of these events, in segments, each event hashed together with all before it.
 */
export type Inventory = {
  /** The number of the last event; 0 before the first. */
  readonly sequence: number;
  /** The hash over all events. */
  readonly chain: string;
  /** By dataset, in the order of publication: each version with the SHA-256 of its manifest. */
  readonly tables: ReadonlyMap<string, ReadonlyMap<Version, string>>;
  /** Snapshots whose CSV was removed once their rows were in a partition file. */
  readonly withoutCsv: ReadonlySet<Version>;
  /** By the folder of bodies and that of the quarantine: snapshots that stay without theirs. */
  readonly without: ReadonlyMap<string, ReadonlySet<Version>>;
  /** The last snapshot that was removed while a later one stayed: before it, an hour without one need not be a missed one. */
  readonly thinnedTo: Version | undefined;
  readonly last: InventoryEvent | undefined;
  /** The last segment, and the tag by which it is replaced. */
  readonly segment: { readonly number: number; readonly tag: string; readonly file: SegmentFile } | undefined;
};

const EMPTY = { sequence: 0, chain: GENESIS };

/**
 * Reads what must be in a data folder; of a folder in which nothing was ever published, that is nothing.
 *
 * @throws {Failure} `contract` when a segment is missing or was changed, `io` when one cannot be read
 *
 * @example
 * ```ts
 * const inventory = await readInventory(data);
 * [...(inventory.tables.get("data_merged")?.keys() ?? [])].at(-1); // "20261124_140000"
 * ```
 */
export async function readInventory({ objects }: DataFolder): Promise<Inventory> {
  const numbers = (await namesBelow(objects, INVENTORY_FOLDER))
    .map(parseInventoryName)
    .filter((number) => number !== undefined);
  let { sequence, chain }: Pick<Inventory, "sequence" | "chain"> = EMPTY;
  let state = emptyState();
  let last: InventoryEvent | undefined;
  let segment: Inventory["segment"];
  for (const number of numbers) {
    const name = inventoryName(number);
    const found = await objects.get(name);
    // Segments go only when a later one says all that they did.
    if (found === undefined) return await readInventory({ objects });
    const where = objects.where(name);
    const file = segmentFile(objects, name, found);
    if (file.state !== undefined) {
      // It stands for all segments before it, which may be gone or not.
      ({ sequence, chain } = file.after);
      const { tables: published, thinned_to, ...rest } = file.state;
      state = { ...emptyState(), thinnedTo: thinned_to };
      apply({ published, ...rest }, state);
    } else if (number !== (segment?.number ?? 0) + 1) {
      const missing = objects.where(inventoryName((segment?.number ?? 0) + 1));
      throw new Failure(
        "contract",
        `The inventory's segment "${missing}" is missing. Restore it from a backup.`,
      );
    } else if (file.after.sequence !== sequence || file.after.chain !== chain) {
      throw damaged(WHAT, where, "it does not follow the one before it");
    }
    for (const event of file.events) {
      if (event.sequence !== sequence + 1)
        throw damaged(WHAT, where, `event ${sequence + 1} is not in its place`);
      sequence = event.sequence;
      apply(event, state);
      last = event;
    }
    chain = file.chain;
    segment = { number, tag: found.tag, file };
  }
  return { sequence, chain, ...settled(state), last, segment };
}

/** What was parsed of a store's segments, and the tags they had: a run reads them at its every step. */
const parsedSegments = new WeakMap<
  ObjectStore,
  Map<string, { readonly tag: string; readonly file: SegmentFile }>
>();

function segmentFile(
  objects: ObjectStore,
  name: string,
  { bytes, tag }: { readonly bytes: Uint8Array; readonly tag: string },
): SegmentFile {
  const known = parsedSegments.get(objects) ?? new Map();
  parsedSegments.set(objects, known);
  const before = known.get(name);
  if (before?.tag === tag) return before.file;
  const where = objects.where(name);
  const file = parsed(SEGMENT_FILE, jsonOf(bytes, WHAT, where), WHAT, where);
  known.set(name, { tag, file });
  return file;
}

/**
 * Adds an event to the inventory: from then on it counts. Of two runs that add one to the same inventory, one alone
 * succeeds.
 *
 * @param inventory as it was read in this run
 * @throws {Failure} `locked` when another run has written it since
 */
export async function appendEvent(
  held: LockedFolder,
  inventory: Inventory,
  change: Change,
): Promise<Inventory> {
  const { objects } = held;
  await held.assertHeld();
  // Parsed, so that its fields are in the order in which they will be read again, and so hashed.
  const event = v.parse(EVENT, { sequence: inventory.sequence + 1, ...change });
  const chain = chainAfter(inventory.chain, event);
  const { segment } = inventory;
  // What states all that counts is not written again with each event.
  const isFull =
    segment === undefined || segment.file.events.length >= SEGMENT || segment.file.state !== undefined;
  const file: SegmentFile = isFull
    ? {
        schema_version: 1,
        after: { sequence: inventory.sequence, chain: inventory.chain },
        events: [event],
        chain,
      }
    : { ...segment.file, events: [...segment.file.events, event], chain };
  const number = isFull ? (segment?.number ?? 0) + 1 : segment.number;
  const name = inventoryName(number);
  const tag = isFull
    ? await putNew(held, name, segmentText(file))
    : await objects.replace(name, segmentText(file), { expected: segment.tag });
  if (tag === undefined) throw overtaken(held, number);
  const state: State = {
    tables: new Map([...inventory.tables].map(([dataset, versions]) => [dataset, new Map(versions)])),
    backfilled: [],
    withoutCsv: new Set(inventory.withoutCsv),
    without: new Map([...inventory.without].map(([folder, versions]) => [folder, new Set(versions)])),
    thinnedTo: inventory.thinnedTo,
  };
  apply(event, state);
  return { sequence: event.sequence, chain, ...settled(state), last: event, segment: { number, tag, file } };
}

function overtaken({ objects }: DataFolder, segment: number): Failure {
  const name = objects.where(inventoryName(segment));
  const message = `Another run wrote "${name}" while this one was at work, so this one published nothing more. Run again.`;
  return new Failure("locked", message);
}

async function putNew({ objects }: DataFolder, name: string, bytes: Uint8Array): Promise<string | undefined> {
  return (await objects.putNew(name, bytes)) ? (await objects.get(name))?.tag : undefined;
}

/**
 * Writes all that counts in the place of the last segment and removes the segments before it, once most of what they
 * say no longer counts. Where another run has written that segment since, all stays.
 */
export async function foldInventory(held: LockedFolder, inventory: Inventory): Promise<void> {
  const { segment, sequence, tables } = inventory;
  const counting = [...tables.values()].reduce((sum, versions) => sum + versions.size, 0);
  if (segment === undefined || sequence < 2 * SEGMENT || 2 * counting > sequence) return;
  await stateInventory(held, inventory, inventory);
}

/**
 * Makes a data folder count what another one does, in one step: the other's inventory takes the place of its own, whose
 * last event it has among its own. Everything that it lists must be there.
 *
 * @param own as it was read in this run
 * @throws {Failure} `locked` when another run has written it since
 */
export async function takeInventory(held: LockedFolder, own: Inventory, other: Inventory): Promise<void> {
  if (!(await stateInventory(held, own, other))) throw overtaken(held, own.segment?.number ?? 1);
}

/** Writes all that counts by some inventory in the place of the last segment, if that is still the same. */
async function stateInventory(
  held: LockedFolder,
  { segment }: Inventory,
  counting: Inventory,
): Promise<boolean> {
  await held.assertHeld();
  const { objects } = held;
  const { sequence, chain } = counting;
  const number = segment?.number ?? 1;
  const state = stateOf(counting);
  const file: SegmentFile = { schema_version: 1, after: { sequence, chain }, state, events: [], chain };
  const before = (await namesBelow(objects, INVENTORY_FOLDER)).filter(
    (name) => (parseInventoryName(name) ?? Number.POSITIVE_INFINITY) < number,
  );
  const name = inventoryName(number);
  const isWritten =
    segment === undefined
      ? await objects.putNew(name, segmentText(file))
      : (await objects.replace(name, segmentText(file), { expected: segment.tag })) !== undefined;
  if (isWritten) await objects.remove(before);
  return isWritten;
}

function stateOf({ tables, withoutCsv, without, thinnedTo }: Inventory): NonNullable<SegmentFile["state"]> {
  const without_of = [...without].map(([dataset, versions]) => ({ dataset, versions: [...versions] }));
  return {
    tables: [...tables].flatMap(([dataset, versions]) =>
      [...versions].map(([version, manifest]): PublishedTable => ({ dataset, version, manifest })),
    ),
    without_csv: [...withoutCsv],
    ...(without_of.length === 0 ? {} : { without: without_of }),
    ...(thinnedTo === undefined ? {} : { thinned_to: thinnedTo }),
  };
}

/**
 * What has happened in a data folder since one of its events: the hash over all up to that one, and the events after it;
 * undefined where it has no such event, or what came before was folded.
 *
 * @param sequence the event's number, 0 for before the first
 * @throws {Failure} `contract` when a segment was changed, `io` when one cannot be read
 */
export async function eventsSince(
  { objects }: DataFolder,
  sequence: number,
): Promise<{ readonly chain: string; readonly events: readonly InventoryEvent[] } | undefined> {
  const later: InventoryEvent[] = [];
  let known = sequence === 0 ? GENESIS : undefined;
  for (const name of await namesBelow(objects, INVENTORY_FOLDER)) {
    const found = parseInventoryName(name) === undefined ? undefined : await objects.get(name);
    if (found === undefined) continue;
    const { after, events } = segmentFile(objects, name, found);
    let { chain } = after;
    if (after.sequence === sequence) known = chain;
    for (const event of events) {
      chain = chainAfter(chain, event);
      if (event.sequence === sequence) known = chain;
      if (event.sequence > sequence) later.push(event);
    }
  }
  return known === undefined ? undefined : { chain: known, events: later };
}

/**
 * Whether the hashes of all events that are there are right; of a folder whose earlier segments were folded, from
 * there on.
 *
 * @returns the name of the first segment whose events were changed, or undefined
 */
export async function changedSegment({ objects }: DataFolder): Promise<string | undefined> {
  for (const name of await namesBelow(objects, INVENTORY_FOLDER)) {
    if (parseInventoryName(name) === undefined) continue;
    const found = await objects.get(name);
    if (found === undefined) continue;
    const where = objects.where(name);
    const file = parsed(SEGMENT_FILE, jsonOf(found.bytes, WHAT, where), WHAT, where);
    if (file.events.reduce(chainAfter, file.after.chain) !== file.chain) return name;
  }
  return undefined;
}

function chainAfter(chain: string, event: InventoryEvent): string {
  return createHash("sha256")
    .update(`${chain}\n${JSON.stringify(event)}`)
    .digest("hex");
}

/** A line for each event and each table: for people, and for programs that compare versions of it. */
function segmentText({ events, state, ...rest }: SegmentFile): Uint8Array {
  const { schema_version, after, chain } = rest;
  const lines = (items: readonly object[]) => items.map((item) => `\n    ${JSON.stringify(item)}`).join(",");
  const stated =
    state === undefined
      ? ""
      : `  "state": {"tables": [${lines(state.tables)}], "without_csv": ${JSON.stringify(state.without_csv)}${further(state)}},\n`;
  const text = `{\n  "schema_version": ${schema_version},\n  "after": ${JSON.stringify(after)},\n${stated}  "events": [${lines(events)}],\n  "chain": "${chain}"\n}\n`;
  return new TextEncoder().encode(text);
}

/** What only some folders have to say. */
function further({ without, thinned_to }: NonNullable<SegmentFile["state"]>): string {
  const said = (key: string, value: unknown) =>
    value === undefined ? "" : `, "${key}": ${JSON.stringify(value)}`;
  return said("without", without) + said("thinned_to", thinned_to);
}
