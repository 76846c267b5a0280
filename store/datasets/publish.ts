import { Failure } from "../../errors/mod.ts";
import { CURRENT, manifestName, tableName } from "../layout.ts";
import { type Manifest, manifestText } from "../manifests/mod.ts";
import type { Digest } from "../objects/object_store.ts";
import { sha256 } from "../sha256.ts";
import type { Version } from "../version.ts";
import type { LockedFolder } from "./data_folder.ts";
import { appendEvent, type Inventory, readInventory } from "./inventory.ts";
import { filesOf } from "./remove.ts";

/** What a manifest says of a table beyond what follows from its bytes and from its place in the inventory. */
export type TableDetails = Omit<
  Manifest,
  "schema_version" | "dataset" | "version" | "file" | "sha256" | "bytes" | "sequence" | "previous"
>;

/** A table that is to be published: its bytes, or what writes them to a path where they may not fit into memory. */
export type NewTable<Details extends TableDetails = TableDetails> = {
  /** The folder of its dataset. */
  readonly folder: string;
  readonly version: Version;
  readonly content: Uint8Array | ((path: string) => Promise<void>);
  readonly details: Details;
};

/**
 * Publishes tables, all of them or none: each with its manifest, then the event of the inventory that makes them
 * count. A run that is cut off before that leaves files that do not count, which the next run finishes or removes.
 * Where something fails they are taken back.
 *
 * @param inventory as it is, where this run has read it already and written nothing to it since
 * @returns the manifests as they were written: those of tables whose bytes were given first, then the others, each in
 * the order of the tables
 * @throws {Failure} `cannot-create` or `io` when a file cannot be written, `io` when a name is taken, `locked` when
 * the lock was lost; and what a content's writer throws
 *
 * @example
 * ```ts
 * const [manifest] = await publishTables(held, [{ folder: "data_merged", version, content: csv, details }]);
 * ```
 */
export async function publishTables<Details extends TableDetails>(
  held: LockedFolder,
  tables: readonly NewTable<Details>[],
  inventory?: Inventory,
): Promise<Manifest<Details>[]> {
  const { objects } = held;
  const before = inventory ?? (await readInventory(held));
  const written: string[] = [];
  const manifests: Manifest<Details>[] = [];
  const published: { dataset: string; version: Version; manifest: string; backfilled?: true }[] = [];

  const described = ({ folder, version, details }: NewTable<Details>, digest: Digest) => {
    const manifest: Manifest<Details> = {
      ...details,
      schema_version: 1,
      dataset: folder,
      version,
      file: tableName(folder, version).slice(folder.length + 1),
      ...digest,
      sequence: before.sequence + 1,
      previous: before.chain,
    };
    const bytes = manifestText(manifest);
    manifests.push(manifest);
    const { backfilled } = details;
    published.push({ dataset: folder, version, manifest: sha256(bytes), ...(backfilled && { backfilled }) });
    return { name: manifestName(folder, version), bytes };
  };
  const put = async (some: readonly { readonly name: string; readonly bytes: Uint8Array }[]) => {
    const name = await objects.putAllNew(some);
    if (name !== undefined) throw taken(objects.where(name));
    written.push(...some.map(({ name }) => name));
  };

  try {
    await held.assertHeld();
    // A manifest comes first: by it the next run knows that the file is this program's.
    const ready = tables.flatMap((table) => {
      const { folder, version, content } = table;
      if (!(content instanceof Uint8Array)) return [];
      const manifest = described(table, { sha256: sha256(content), bytes: content.length });
      return [manifest, { name: tableName(folder, version), bytes: content }];
    });
    await put(ready);
    for (const table of tables) {
      const { folder, version, content } = table;
      if (content instanceof Uint8Array) continue;
      const name = tableName(folder, version);
      const describe = (digest: Digest) => put([described(table, digest)]);
      if ((await objects.putNewFile(name, content, describe)) === undefined) throw taken(objects.where(name));
      written.push(name);
    }
    await appendEvent(held, before, { published });
  } catch (error) {
    const counting = await whatCounts(held, before, published);
    const leftover = counting && written.filter((name) => !counting.has(name));
    await objects.remove((leftover ?? []).reverse()).catch(ignoreFailure);
    throw error;
  }
  return manifests;
}

/**
 * Publishes tables as {@linkcode publishTables} does, one of which is then `current.csv` as well, replaced in one
 * step. The new one is on the disk before the tables are published, and needs but its name afterwards.
 *
 * @param current the bytes of the table that is to be `current.csv`
 * @throws {Failure} as {@linkcode publishTables}; `current.csv` then stays as it was
 */
export async function publishCurrent<Details extends TableDetails>(
  held: LockedFolder,
  tables: readonly NewTable<Details>[],
  current: Uint8Array,
  inventory?: Inventory,
): Promise<Manifest<Details>[]> {
  const { objects } = held;
  let manifests: Manifest<Details>[] = [];
  const before = async () => {
    manifests = await publishTables(held, tables, inventory);
  };
  if (objects.isRemote !== true) {
    await objects.replace(CURRENT, current, { before });
    return manifests;
  }
  // A request may be under way for long: it must not replace what another run, which took over the lock, has put there.
  const replaceCurrent = async (expected: string | undefined) =>
    expected === undefined
      ? await objects.putNew(CURRENT, current)
      : (await objects.replace(CURRENT, current, { expected })) !== undefined;
  const old = (await objects.get(CURRENT))?.tag;
  await before();
  if (await replaceCurrent(old)) return manifests;
  // With the lock still held it was no run that put another one there: this run's is the newest.
  await held.assertHeld();
  if (!(await replaceCurrent((await objects.get(CURRENT))?.tag))) {
    const message = `"${objects.where(CURRENT)}" was replaced by another program twice while this run was writing it. Run "municlima merge" again.`;
    throw new Failure("io", message);
  }
  return manifests;
}

/**
 * The files of those tables that count although whoever published them failed: they must not be taken back. Undefined
 * where that cannot be told: then all stay, and the next run finishes or removes them.
 */
async function whatCounts(
  held: LockedFolder,
  before: Inventory,
  published: readonly { readonly dataset: string; readonly version: Version; readonly manifest: string }[],
): Promise<ReadonlySet<string> | undefined> {
  try {
    const { tables, sequence } = await readInventory(held);
    // Whoever has taken over the lock may be about to make them count, unless another event came before.
    if (sequence === before.sequence) await held.assertHeld();
    const counting = published.filter(({ dataset, version, manifest }) => {
      return tables.get(dataset)?.get(version) === manifest;
    });
    return new Set(counting.flatMap(({ dataset, version }) => filesOf(dataset, [version])));
  } catch (error) {
    ignoreFailure(error);
    return undefined;
  }
}

function ignoreFailure(error: unknown): void {
  // What failed first is what the user must hear of; a bug is not hidden.
  if (!(error instanceof Failure)) throw error;
}

function taken(where: string): Failure {
  const message = `"${where}" appeared while this run was writing it. Nothing was overwritten: run again.`;
  return new Failure("io", message);
}
