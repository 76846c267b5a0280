import { Failure } from "../../errors/mod.ts";
import { type Effects, realEffects } from "../../io/effects.ts";
import {
  CURRENT,
  type DataFolder,
  DICTIONARY,
  eachOf,
  eventsSince,
  FEED_RECORD,
  feedOfFolder,
  fileOf,
  finishCurrent,
  type Inventory,
  MUNICIPALITY_FOLDERS,
  missingNames,
  namesBelow,
  parseTableName,
  presentNames,
  QUERIES_FOLDER,
  readChecked,
  readInventory,
  readManifest,
  takeInventory,
} from "../../store/mod.ts";
import type { RunContext } from "../run/run_context.ts";
import { type Run, withRun } from "../run/with_run.ts";
import type { SyncResult } from "./sync_result.ts";

export type SyncOptions = Omit<RunContext, "feedName"> & {
  /** The data folder that is copied; `data` is the one that is to be like it. */
  readonly from: DataFolder;
};

/** So many objects are copied between two looks at whether the run was asked to stop; each is whole in memory. */
const AT_ONCE = 8;

/** An object that is to be copied, and what it must be. */
type Copy = { readonly name: string; readonly read: () => Promise<Uint8Array> };

/**
 * Makes a data folder like another one, on a disk or in a bucket either of them, by copying what is missing: feed bodies,
 * municipality tables and queries, then tables, each compared with its manifest, then manifests, then the inventory in
 * one step, which makes all of it count, then `current.csv`. What no longer counts is removed after that. A sync that was
 * cut off is finished by the next one; until then the folder is as it was.
 *
 * Caches, the page and the run history are each folder's own.
 *
 * @throws {Failure} `no-input` when there is nothing to copy, `config` when the folder belongs to another feed or has
 * published what the other one has not, `contract` when something is not as its manifest says, `locked` when another run
 * works in the folder
 *
 * @example
 * ```ts
 * const { copied } = await sync({ from: { objects: localStore("data") }, data, logs, settings });
 * ```
 */
export async function sync(options: SyncOptions, effects: Effects = realEffects): Promise<SyncResult> {
  const { from, dryRun = false } = options;
  const feed = await feedOfFolder(from);
  if (feed === undefined) throw nothingIn(from);
  const context = { ...options, feedName: feed.name, leavesUnfinished: true } as const;
  return await withRun("sync", context, effects, async (run) => {
    const own = run.inventory;
    const other = await readInventory(from);
    const gone = await run.step("compare", () => assertFollows(from, other, run.data, own));
    const [source, target] = [await presentNames(from), await presentNames(run.data)];
    const counting = new Set(missingNames(other, new Set()));
    const known = new Set(missingNames(own, new Set()));

    const users = await changedFiles(from, run.data);
    const bodies = [...source].filter((name) => parseTableName(name) === undefined && name !== CURRENT);
    const tables = [...counting].filter((name) => parseTableName(name)?.is === "table");
    const manifests = [...counting].filter((name) => parseTableName(name)?.is === "manifest");
    const steps: readonly (readonly [step: string, copies: readonly Copy[]])[] = [
      ["copy bodies", bodies.filter((name) => !target.has(name)).map((name) => plain(from, name))],
      ["copy tables", tables.filter((name) => !target.has(name)).map((name) => table(from, other, name))],
      ["copy manifests", manifests.filter((name) => !target.has(name)).map((name) => plain(from, name))],
    ];
    // What is there and does not count yet, a sync that was cut off has left: if it is the same.
    for (const name of counting)
      if (target.has(name) && !known.has(name)) await assertSame(from, run.data, name);

    let [copied, bytes] = [0, 0];
    const count = (sizes: readonly number[]) => {
      copied += sizes.length;
      bytes += sizes.reduce((sum, size) => sum + size, 0);
    };
    if (dryRun) {
      const all = [...users, ...steps.flatMap(([, copies]) => copies)];
      count(await eachOf(all, async ({ name }) => (await from.objects.head(name))?.size ?? 0));
    } else {
      count(await run.step("copy the user's files", () => eachOf(users, (copy) => replaced(run, copy))));
      for (const [step, copies] of steps) {
        await run.step(step, async () => {
          for (let at = 0; at < copies.length; at += AT_ONCE) {
            await run.checkpoint();
            count(await eachOf(copies.slice(at, at + AT_ONCE), (copy) => put(run, copy)));
          }
        });
      }
    }
    const stale = [...target].filter((name) => {
      return parseTableName(name) === undefined
        ? gone.includes(name) && !source.has(name)
        : !counting.has(name);
    });
    if (!dryRun) {
      await run.step("publish", async () => {
        const isNew = own.sequence !== other.sequence;
        if (isNew) await takeInventory(run.data, own, other);
        await finishCurrent(run.data, await readInventory(run.data), await presentNames(run.data));
      });
      await run.step("remove", () => run.data.objects.remove(stale));
    }
    const events = other.sequence - own.sequence;
    run.note({ from: from.objects.place, copied, bytes, events });
    return {
      schema_version: 1,
      command: "sync",
      run_id: run.id,
      dry_run: dryRun,
      warnings: run.warnings,
      from: from.objects.place,
      to: run.data.objects.place,
      copied,
      bytes,
      there: [...counting, ...bodies].filter((name) => target.has(name)).length,
      removed: stale.length,
      events,
      seconds: run.seconds(),
    };
  });
}

/**
 * Makes sure that one inventory goes on where the other ends.
 *
 * @returns the bodies and quarantined rows whose removal was decided since
 */
async function assertFollows(
  from: DataFolder,
  other: Inventory,
  to: DataFolder,
  own: Inventory,
): Promise<string[]> {
  const [fromPlace, toPlace] = [from.objects.place, to.objects.place];
  const [feed, owner] = [await feedOfFolder(from), await feedOfFolder(to)];
  if (owner !== undefined && owner.name !== feed?.name) {
    throw new Failure(
      "config",
      `"${toPlace}" belongs to the feed "${owner.name}", "${fromPlace}" to "${feed?.name}". Use another folder.`,
    );
  }
  if (other.sequence === 0) throw nothingIn(from);
  const since = await eventsSince(from, own.sequence);
  if (own.sequence <= other.sequence && since?.chain === own.chain)
    return since.events.flatMap(({ files = [] }) => files);
  if (own.sequence > other.sequence && (await eventsSince(to, other.sequence))?.chain === other.chain) {
    throw new Failure(
      "config",
      `"${toPlace}" has published more than "${fromPlace}". Sync it the other way: "municlima sync ${toPlace} ${fromPlace}".`,
    );
  }
  throw new Failure(
    "config",
    `"${toPlace}" has published what "${fromPlace}" has not, or too long ago to tell. Sync into a folder of its own.`,
  );
}

function nothingIn({ objects }: DataFolder): Failure {
  return new Failure("no-input", `Nothing was published in "${objects.place}" yet. Check the address.`);
}

/** The files that users and newer programs may replace, where they differ. */
async function changedFiles(from: DataFolder, to: DataFolder): Promise<Copy[]> {
  const below = [...MUNICIPALITY_FOLDERS, QUERIES_FOLDER];
  const lists = await Promise.all(below.map((folder) => namesBelow(from.objects, folder)));
  const names = [...lists.flat(), DICTIONARY, FEED_RECORD];
  const copies = await eachOf(names, async (name): Promise<Copy[]> => {
    const [theirs, ours] = [await from.objects.get(name), await to.objects.get(name)];
    if (theirs === undefined) return [];
    const isSame = ours !== undefined && Buffer.compare(theirs.bytes, ours.bytes) === 0;
    return isSame ? [] : [{ name, read: async () => theirs.bytes }];
  });
  return copies.flat();
}

function plain(from: DataFolder, name: string): Copy {
  return {
    name,
    read: async () => {
      const found = await from.objects.get(name);
      if (found !== undefined) return found.bytes;
      throw removedMeanwhile(from, name);
    },
  };
}

/** A published table, which is compared with its manifest, and that with the inventory. */
function table(from: DataFolder, inventory: Inventory, name: string): Copy {
  return {
    name,
    read: async () => {
      const parsed = parseTableName(name);
      if (parsed === undefined) throw new TypeError(`No table has the name "${name}"`);
      const manifest = await readManifest(from, inventory, parsed.folder, parsed.version);
      return await readChecked(from, fileOf(manifest));
    },
  };
}

async function put({ data }: Run, { name, read }: Copy): Promise<number> {
  const bytes = await read();
  if (await data.objects.putNew(name, bytes)) return bytes.length;
  const message = `"${data.objects.where(name)}" appeared while this run was copying it. Nothing was overwritten: run again.`;
  throw new Failure("io", message);
}

async function replaced({ data }: Run, { name, read }: Copy): Promise<number> {
  const bytes = await read();
  await data.assertHeld();
  await data.objects.replace(name, bytes);
  return bytes.length;
}

async function assertSame(from: DataFolder, to: DataFolder, name: string): Promise<void> {
  const [theirs, ours] = [await from.objects.digest(name), await to.objects.digest(name)];
  if (theirs === undefined) throw removedMeanwhile(from, name);
  if (theirs.sha256 === ours?.sha256) return;
  throw new Failure(
    "contract",
    `"${to.objects.where(name)}" has other bytes than "${from.objects.where(name)}". Remove the one that is wrong, and run again.`,
  );
}

function removedMeanwhile({ objects }: DataFolder, name: string): Failure {
  return new Failure("io", `"${objects.where(name)}" was removed while it was to be copied. Run again.`);
}
