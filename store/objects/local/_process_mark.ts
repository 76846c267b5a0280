import { readFileSync, readlinkSync } from "node:fs";

/** What distinguishes a process from any other one that ever had or will have its id. */
export type ProcessMark = {
  /** Another text for each start of a machine; who reads the same one is on the same kernel. */
  readonly boot: string;
  /** Ids of processes mean something within one namespace only: a container has its own. */
  readonly namespace: string;
  readonly pid: number;
  /** When it began, in ticks since the machine started. */
  readonly started: string;
};

/** In `/proc/<pid>/stat`, counted after the command's name. */
const [STATE, START_TIME] = [0, 19];

let own: ProcessMark | undefined;

/**
 * The mark of this process; undefined on systems that do not say what it needs.
 *
 * Source: Linux, proc(5) and pid_namespaces(7).
 */
export function processMark(): ProcessMark | undefined {
  own ??= readMark();
  return own;
}

/** Whether the process that this is the mark of still runs; "unknown" when it is not of this machine and namespace. */
export function processState(mark: ProcessMark): "alive" | "dead" | "unknown" {
  const here = processMark();
  if (here === undefined || mark.boot !== here.boot || mark.namespace !== here.namespace) return "unknown";
  try {
    process.kill(mark.pid, 0);
  } catch (error) {
    // Anything but "no such process" is no proof: it may be another user's, or asking may be forbidden.
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return "dead";
  }
  const now = statOf(mark.pid);
  // One that has ended is a zombie until its parent asks how it ended.
  return now === undefined || (now.started === mark.started && !/[ZX]/.test(now.state)) ? "alive" : "dead";
}

function readMark(): ProcessMark | undefined {
  try {
    // After `unshare --pid` alone, /proc shows the processes outside of the namespace, under other ids.
    if (readlinkSync("/proc/self") !== String(process.pid)) return undefined;
    const started = statOf(process.pid)?.started;
    if (started === undefined) return undefined;
    return {
      boot: readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim(),
      namespace: readlinkSync("/proc/self/ns/pid"),
      pid: process.pid,
      started,
    };
  } catch {
    return undefined;
  }
}

function statOf(pid: number): { readonly state: string; readonly started: string } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name stands in parentheses, and may hold spaces and parentheses itself.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return { state: fields[STATE] ?? "", started: fields[START_TIME] ?? "" };
  } catch {
    return undefined;
  }
}
