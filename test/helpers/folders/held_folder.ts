import {
  type LockedFolder,
  manifestName,
  type ObjectStore,
  publishTables,
  tableName,
  type Version,
} from "../../../store/mod.ts";
import { memoryStore } from "../../../store/objects/memory/memory_store.ts";

/** A data folder that nobody else works in, in memory unless another store is given. */
export function heldFolder(objects: ObjectStore = memoryStore()): LockedFolder {
  return { objects, assertHeld: async () => undefined };
}

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** What a manifest says of a table of these tests beyond its place and its bytes. */
export const DETAILS = {
  rows: 1,
  columns: [{ name: "ides", type: "integer" }],
  published_at: "2026-11-24T14:00:00.000Z",
  run_id: "run",
  program: "municlima 0",
};

/** Publishes a table in a folder, by its version. */
export async function publish(
  held: LockedFolder,
  folder: string,
  version: string,
  text = version,
): Promise<readonly [table: string, manifest: string]> {
  const name = version as Version;
  await publishTables(held, [{ folder, version: name, content: bytesOf(text), details: DETAILS }]);
  return [tableName(folder, name), manifestName(folder, name)];
}

/** A store of which some methods are others. */
export function storeWith(objects: ObjectStore, other: Partial<ObjectStore>): ObjectStore {
  return { ...objects, ...other };
}
