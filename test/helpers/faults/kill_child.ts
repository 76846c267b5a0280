/**
 * A process that does one of the tasks of `store_tasks.ts` and kills itself at one of its calls to the disk. It
 * prints the names of the calls where it comes to its end.
 */
import type { Settings } from "../../../configs/mod.ts";
import { watchedFiles } from "../folders/watched_files.ts";
import { worldAt } from "../world.ts";
import { STORE_TASKS, TASK_TIME } from "./store_tasks.ts";

/** Where the process ends: before a call, after it, or, when it writes, with half of it written. */
export type KillPoint = { readonly call: number; readonly when: "before" | "half" | "after" };
export type KillOrder = KillPoint & {
  readonly task: keyof typeof STORE_TASKS;
  readonly settings: Settings;
};

const { task, settings, call, when }: KillOrder = JSON.parse(process.argv[2] ?? "");
const names: string[] = [];
const die = () => process.kill(process.pid, "SIGKILL");
const files = watchedFiles({
  before: async ({ name, index }, part) => {
    names.push(name);
    if (index !== call || when === "after") return;
    if (when === "half") await part();
    die();
  },
  after: async ({ index }) => {
    if (index === call && when === "after") die();
  },
});
await STORE_TASKS[task].run(settings, worldAt(TASK_TIME), files);
process.stdout.write(JSON.stringify(names));
