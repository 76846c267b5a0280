import { localLife } from "../../store/objects/local/life.ts";
import { localStore } from "../../store/objects/local/local_store.ts";
import { memoryStore } from "../../store/objects/memory/memory_store.ts";
import type { ObjectStore } from "../../store/objects/object_store.ts";
import { withTemporaryFolder } from "./temporary_folder.ts";

/** Does some work with an empty store of each kind. */
export async function eachStore(work: (objects: ObjectStore) => Promise<void>): Promise<void> {
  await work(memoryStore());
  await withTemporaryFolder(async (folder) => {
    await work({ ...localStore(folder), life: localLife(folder) });
  });
}
