import { execFile } from "node:child_process";
import { availableParallelism } from "node:os";
import * as assert from "uvu/assert";
import type { Settings } from "../../../configs/mod.ts";
import { withDataFolder } from "../folders/data_folder.ts";
import { checkWhole, inCopy, type Shown, shown } from "../folders/whole_folder.ts";
import { compiledScript } from "../processes/compiled_script.ts";
import type { KillOrder, KillPoint } from "./kill_child.ts";
import { STORE_TASKS, type StoreTask } from "./store_tasks.ts";

/** The calls that change what is on the disk; a process that is killed at others leaves what the last of these did. */
const CHANGES = /^(mkdir|open|link|rename|rm|file\.(writeFile|sync))$/;
/** Those that change which names there are. */
const NAMES = /^(mkdir|link|rename|rm)$/;

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
  const child = await compiledScript("test/helpers/faults/kill_child.ts");
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
          await checkWhole(folder, task, old, done, where);
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
