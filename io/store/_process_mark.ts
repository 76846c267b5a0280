import { readFileSync } from "node:fs";

/** In `/proc/<pid>/stat`, counted after the command's name: the time at which the process began. */
const START_TIME = 19;

/**
 * What tells a process of this machine from any other one that ever had or will have its id: this boot of the
 * machine and the time within it at which the process began. Undefined where the system does not tell.
 *
 * Source: Linux, proc(5), /proc/pid/stat and /proc/sys/kernel/random/boot_id.
 */
export function processMark(pid: number): string | undefined {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name stands in parentheses, and may hold spaces and parentheses itself.
    const started = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[START_TIME];
    return started === undefined ? undefined : `${boot} ${started}`;
  } catch {
    return undefined;
  }
}
