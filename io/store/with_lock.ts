import { hostname } from "node:os";
import { dirname, join } from "node:path";
import { Failure } from "../../errors/mod.ts";
import { discard } from "./_durable.ts";
import { processMark } from "./_process_mark.ts";
import { type FileSystem, realFileSystem } from "./file_system.ts";
import { publishFile } from "./publish_file.ts";

/** Who holds a lock, as its file says. */
type Holder = {
  pid: number;
  host: string;
  command: string;
  started_at: string;
  /** What tells this process from a later one with its id; absent where the system does not tell. */
  process?: string;
};

/**
 * Does some work while no other run may touch the data folder. The lock is a file, `.lock`, that names its
 * holder; one left behind by a process of this machine that no longer runs is taken over, also when another
 * process has its id by now.
 *
 * @throws {Failure} `locked` when another run holds the folder; `cannot-create` when the lock cannot be written
 *
 * @example
 * ```ts
 * await withLock("data", "ingest", new Date(), async () => { … });
 * ```
 */
export async function withLock<T>(
  dataDir: string,
  command: string,
  startedAt: Date,
  work: () => Promise<T>,
  fs: FileSystem = realFileSystem,
): Promise<T> {
  const path = join(dataDir, ".lock");
  const mark = processMark(process.pid);
  const holder: Holder = {
    pid: process.pid,
    host: hostname(),
    command,
    started_at: startedAt.toISOString(),
    ...(mark === undefined ? {} : { process: mark }),
  };
  const bytes = new TextEncoder().encode(`${JSON.stringify(holder)}\n`);
  await take(path, bytes, fs);
  try {
    return await work();
  } finally {
    // One that stays is dead as soon as this process is.
    await discard(path, fs);
  }
}

/** Takes a lock that nobody holds, or a process that is gone; throws when its holder may be alive. */
async function take(path: string, bytes: Uint8Array, fs: FileSystem): Promise<void> {
  const clearing = `${path}-clearing`;
  if (!(await publishFile(path, bytes, fs))) {
    await clearDeadLock(path, clearing, bytes, fs);
    if (!(await publishFile(path, bytes, fs))) throw locked(path, await holderOf(path, fs));
  } else if (await isThere(clearing, fs)) {
    // Whoever cleared the lock away before was cut off before it had cleared up; or is at it just now.
    await take(clearing, bytes, fs).then(
      () => discard(clearing, fs),
      () => false,
    );
  }
}

/** Removes the lock of a process that is gone; throws when it may be alive. */
async function clearDeadLock(
  path: string,
  clearing: string,
  bytes: Uint8Array,
  fs: FileSystem,
): Promise<void> {
  await checkDead(path, fs);
  // Of two runs that find the same dead lock, the slower one must not remove the lock that the faster one has
  // taken since. So one at a time looks again and removes: by a lock of its own, whose holder may die as well.
  await take(clearing, bytes, fs);
  try {
    await checkDead(path, fs);
    await discard(path, fs);
  } finally {
    await discard(clearing, fs);
  }
}

async function isThere(path: string, fs: Pick<FileSystem, "access">): Promise<boolean> {
  return await fs.access(path).then(
    () => true,
    () => false,
  );
}

async function checkDead(path: string, fs: FileSystem): Promise<void> {
  const holder = await holderOf(path, fs);
  if (holder === undefined || holder.host !== hostname() || isRunning(holder)) throw locked(path, holder);
}

async function holderOf(path: string, fs: FileSystem): Promise<Holder | undefined> {
  try {
    const holder: Holder | null = JSON.parse(await fs.readFile(path, "utf8"));
    return typeof holder?.pid === "number" ? holder : undefined;
  } catch {
    return undefined;
  }
}

function isRunning({ pid, process: mark }: Holder): boolean {
  try {
    process.kill(pid, 0);
    const now = processMark(pid);
    return mark === undefined || now === undefined || now === mark;
  } catch (error) {
    // Anything but "no such process" is no proof: it may be another user's, or asking may be forbidden.
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}

function locked(path: string, holder: Holder | undefined): Failure {
  const who =
    holder === undefined
      ? "another run"
      : `"${holder.command}" of process ${holder.pid} on "${holder.host}", begun ${holder.started_at}`;
  const message = `The data folder "${dirname(path)}" is held by ${who}. Run again when it is done, or, if that run is gone, remove "${path}".`;
  return new Failure("locked", message);
}
