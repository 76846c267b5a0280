import { resolve } from "node:path";

/** The names under which a process finds its own output streams. */
const STREAMS: Readonly<Record<string, "stdout" | "stderr">> = {
  "/dev/stdout": "stdout",
  "/dev/fd/1": "stdout",
  "/proc/self/fd/1": "stdout",
  "/dev/stderr": "stderr",
  "/dev/fd/2": "stderr",
  "/proc/self/fd/2": "stderr",
};

/**
 * The standard stream of this process that a path names, if it names one. A file that standard output was sent into is
 * not to be opened a second time: what is written goes on where the last word ended.
 *
 * @example
 * ```ts
 * standardStream("/dev/stdout"); // "stdout"
 * standardStream("merged.csv"); // undefined
 * ```
 */
export function standardStream(path: string): "stdout" | "stderr" | undefined {
  return STREAMS[resolve(path)];
}
