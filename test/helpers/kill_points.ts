import { execFile } from "node:child_process";
import { cp, readdir, readFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import * as assert from "uvu/assert";
import type { Settings } from "../../configs/mod.ts";
import { listSnapshots, listVersions } from "../../io/store/mod.ts";
import { verify } from "../../pipelines/verify.ts";
import { compiledScript } from "./compiled_script.ts";
import { type DataFolder, withDataFolder } from "./data_folder.ts";
import type { KillOrder, KillPoint } from "./kill_child.ts";
import { STORE_TASKS, type StoreTask } from "./store_tasks.ts";
import { worldAt } from "./world.ts";

/** The calls that change what is on the disk; a process that is killed at others leaves what the last of these did. */
const CHANGES = /^(mkdir|open|link|rename|rm|file\.(writeFile|sync))$/;
/** Those that change which names there are. */
const NAMES = /^(mkdir|link|rename|rm)$/;

/** What a data folder shows: its versions, each with where it is, and `current.csv`. */
type Shown = { readonly versions: ReadonlySet<string>; readonly current: string };

/**
 * Kills a process that does a task, with SIGKILL: before each of its calls that change the disk, in the middle of
 * each write, and after each call that changes names; every time in a copy of the same data folder. After each the
 * folder must be whole and show every version that it did before or, where the task removes some, those that stay; and the next run
 * must do the task and leave no trace of the one that was killed.
 *
 * @param choose which of all points are tried
 * @returns how many were
 */
export async function killPoints(
  name: keyof typeof STORE_TASKS,
  choose: (points: readonly KillPoint[]) => readonly KillPoint[] = (points) => points,
): Promise<number> {
  const task: StoreTask = STORE_TASKS[name];
  const child = await compiledScript("test/helpers/kill_child.ts");
  let tried = 0;
  await withDataFolder(async (begun) => {
    await task.before(begun);
    const old = await shown(begun);
    let done: Shown = old;
    let calls: string[] = [];
    await inCopy(begun, async (folder) => {
      const { stdout } = await order(child, { task: name, settings: folder.settings(), ...NEVER });
      calls = JSON.parse(stdout);
      done = await shown(folder);
    });
    const waiting = [...choose(pointsOf(calls))];
    tried = waiting.length;
    const work = async () => {
      for (let point = waiting.shift(); point !== undefined; point = waiting.shift()) {
        const { call, when } = point;
        const where = `${name} killed ${when} call ${call}, ${calls[call]}`;
        await inCopy(begun, async (folder) => {
          const { signal } = await order(child, { task: name, settings: folder.settings(), call, when });
          assert.is(signal, "SIGKILL", where);
          await check(folder, task, old, done, where);
        });
      }
    };
    await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, work));
  });
  return tried;
}

const NEVER: KillPoint = { call: -1, when: "before" };

function pointsOf(calls: readonly string[]): KillPoint[] {
  return calls.flatMap((name, call): KillPoint[] => [
    ...(CHANGES.test(name) ? [{ call, when: "before" } as const] : []),
    ...(name === "file.writeFile" ? [{ call, when: "half" } as const] : []),
    ...(NAMES.test(name) ? [{ call, when: "after" } as const] : []),
  ]);
}

async function check(
  folder: DataFolder,
  task: StoreTask,
  old: Shown,
  done: Shown,
  where: string,
): Promise<void> {
  const settings = folder.settings();
  assert.equal((await verify(settings)).problems, [], where);
  const now = await shown(folder);
  for (const version of old.versions) {
    if (done.versions.has(version)) assert.ok(now.versions.has(version), `${where}: "${version}" is lost`);
  }
  for (const version of now.versions) {
    const isKnown = old.versions.has(version) || done.versions.has(version);
    assert.ok(isKnown, `${where}: "${version}" came from nowhere`);
  }
  assert.ok([old.current, done.current].includes(now.current), `${where}: current.csv is neither`);

  // An hour later; old files of those who asked for the lock go by the machine's own clock.
  await task.run(settings, worldAt(new Date(Date.now() + 3_600_000).toISOString()));
  assert.equal((await verify(settings)).problems, [], `${where}, then run again`);
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

async function shown({ path }: DataFolder): Promise<Shown> {
  const versions = new Set((await listSnapshots(path)).map(({ version }) => `snapshot ${version}`));
  for (const dataset of ["data_temp_prec_mean", "data_merged"]) {
    for (const version of await listVersions(join(path, dataset))) versions.add(`${dataset} ${version}`);
  }
  const current = await readFile(join(path, "data_merged/current.csv"), "utf8").catch(() => "");
  return { versions, current };
}

async function inCopy(begun: DataFolder, work: (folder: DataFolder) => Promise<void>): Promise<void> {
  await withDataFolder(async (folder) => {
    await cp(begun.path, folder.path, { recursive: true });
    await work(folder);
  });
}

/** Runs the child to its end, of one kind or the other. */
function order(
  child: string,
  given: KillOrder & { readonly settings: Settings },
): Promise<{ stdout: string; signal: string | null }> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [child, JSON.stringify(given)], (error, stdout, stderr) => {
      const signal = (error?.signal as string | undefined) ?? null;
      if (error !== null && signal === null) reject(new Error(`The child failed. ${stderr}`));
      else resolve({ stdout, signal });
    });
  });
}
