import { memoryStore } from "../../../store/objects/memory/memory_store.ts";
import { localStore, type ObjectStore } from "../../../store/objects/mod.ts";
import { withTemporaryFolder } from "./temporary_folder.ts";

/** Does some work with an empty store of each kind. */
export async function eachStore(work: (objects: ObjectStore) => Promise<void>): Promise<void> {
  await work(memoryStore());
  await withTemporaryFolder((folder) => work(localStore(folder)));
}
