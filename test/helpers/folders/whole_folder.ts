import { cp, readdir, readFile, utimes } from "node:fs/promises";
import { join } from "node:path";
import * as assert from "uvu/assert";
import { verify } from "../../../pipelines/maintain/verify.ts";
import { folderOf, localStore, readInventory, VERSIONED } from "../../../store/mod.ts";
import type { StoreTask } from "../faults/store_tasks.ts";
import { worldAt } from "../world.ts";
import { type DataFolder, withDataFolder } from "./data_folder.ts";
import { placeIn } from "./place_in.ts";

const HOUR = 3_600_000;

/** What a data folder shows: its versions, each with where it is, and `current.csv`. */
export type Shown = { readonly versions: ReadonlySet<string>; readonly current: string };

/**
 * Checks that what a task that was cut off, or failed, has left is whole, that no version was lost, that the task
 * can be done again, and that nothing unfinished is left then.
 *
 * @param old what the folder showed before
 * @param done what it would show had the task come to its end
 * @param where how a complaint begins
 */
export async function checkWhole(
  folder: DataFolder,
  task: StoreTask,
  old: Shown,
  done: Shown,
  where: string,
): Promise<void> {
  const settings = folder.settings();
  assert.equal((await verify(placeIn(settings))).problems, [], where);
  const now = await shown(folder);
  for (const version of old.versions) {
    if (done.versions.has(version)) assert.ok(now.versions.has(version), `${where}: "${version}" is lost`);
  }
  for (const version of now.versions) {
    const isKnown = old.versions.has(version) || done.versions.has(version);
    assert.ok(isKnown, `${where}: "${version}" came from nowhere`);
  }
  assert.ok([old.current, done.current].includes(now.current), `${where}: current.csv is neither`);

  // An hour later, but for the lock: it must not stay in the way for so long.
  await makeOld(folder);
  await task.run(settings, worldAt(new Date(Date.now() + HOUR).toISOString()));
  const { problems, unfinished } = await verify(placeIn(settings));
  assert.equal([problems, unfinished], [[], []], `${where}, then run again`);
  const left = await readdir(folder.path, { recursive: true });
  assert.equal(
    left.filter((path) => path.split("/").some((part) => part.startsWith("."))),
    [],
    `${where}, then run again`,
  );
  const after = await shown(folder);
  for (const version of now.versions) {
    const stays = !old.versions.has(version) || done.versions.has(version);
    if (stays) assert.ok(after.versions.has(version), `${where}, then run again: "${version}" is lost`);
  }
  if (after.versions.size < old.versions.size) assert.equal(after, done, `${where}, then run again`);
}

/** Makes what those who asked for the lock left unfinished as old as it must be so that it is nobody's. */
async function makeOld({ path }: DataFolder): Promise<void> {
  const then = new Date(Date.now() - HOUR);
  for (const name of await readdir(path))
    if (name.startsWith(".tmp-")) await utimes(join(path, name), then, then);
}

/** What a data folder shows now. */
export async function shown({ path }: DataFolder): Promise<Shown> {
  const { tables } = await readInventory({ objects: localStore(path) });
  const versions = new Set(
    VERSIONED.flatMap((dataset) =>
      [...(tables.get(folderOf(dataset))?.keys() ?? [])].map((version) => `${dataset} ${version}`),
    ),
  );
  const current = await readFile(join(path, "data_merged/current.csv"), "utf8").catch(() => "");
  return { versions, current };
}

/** Does some work with a copy of a data folder. */
export async function inCopy(begun: DataFolder, work: (folder: DataFolder) => Promise<void>): Promise<void> {
  await withDataFolder(async (folder) => {
    await cp(begun.path, folder.path, { recursive: true });
    await work(folder);
  });
}
