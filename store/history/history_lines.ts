import { HISTORY, OLD_HISTORY, parseOldHistoryName } from "../layout.ts";
import type { ObjectStore } from "../objects/object_store.ts";

/** How much of a file's end is read at first, in bytes: mostly enough. */
const SEARCHED = 1 << 18;

/**
 * The lines of a history, newest first, those of its older files among them. No more is read than is asked for: a
 * history of years costs as much as one of a day where the newest lines will do.
 *
 * @throws {Failure} `io` when one of its files cannot be read
 */
export async function* historyLines(logs: Pick<ObjectStore, "getEnd" | "list">): AsyncGenerator<string> {
  yield* linesOf(HISTORY, logs);
  for (const name of (await oldHistories(logs)).reverse()) yield* linesOf(name, logs);
}

/**
 * How many files a history has, older ones included, and their bytes.
 *
 * @throws {Failure} `io` when they cannot be listed
 */
export async function historySize(
  logs: Pick<ObjectStore, "head" | "list">,
): Promise<{ readonly file_count: number; readonly bytes: number }> {
  let [file_count, bytes] = [0, 0];
  for (const name of [HISTORY, ...(await oldHistories(logs))]) {
    const size = (await logs.head(name))?.size;
    if (size === undefined) continue;
    file_count++;
    bytes += size;
  }
  return { file_count, bytes };
}

/** The older files of a history, oldest first. */
async function oldHistories(logs: Pick<ObjectStore, "list">): Promise<string[]> {
  const found: string[] = [];
  for await (const names of logs.list(OLD_HISTORY))
    found.push(...names.filter((name) => parseOldHistoryName(name) !== undefined));
  return found.sort();
}

async function* linesOf(name: string, logs: Pick<ObjectStore, "getEnd">): AsyncGenerator<string> {
  const newest = await endOf(name, SEARCHED, logs);
  yield* newest.lines;
  if (newest.isAll) return;
  const { lines } = await endOf(name, Number.MAX_SAFE_INTEGER, logs);
  // Others may have added lines since; each line is of another run.
  const last = newest.lines.at(-1);
  yield* last === undefined ? lines : lines.slice(lines.lastIndexOf(last) + 1);
}

/** The lines that end within the last bytes of a file, newest first, but for one that may have begun before. */
async function endOf(name: string, bytes: number, logs: Pick<ObjectStore, "getEnd">) {
  const end = await logs.getEnd(name, bytes);
  const isAll = end === undefined || end.length < bytes;
  const lines = new TextDecoder().decode(end ?? new Uint8Array()).split("\n");
  const whole = (isAll ? lines : lines.slice(1)).filter((line) => line !== "");
  return { lines: whole.reverse(), isAll };
}
