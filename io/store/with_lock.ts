import { hostname } from "node:os";
import { join } from "node:path";
import { Failure } from "../../errors/mod.ts";
import { type FileSystem, realFileSystem } from "./file_system.ts";
import { publishFile } from "./publish_file.ts";

/** Who holds a lock, as its file says. */
type Holder = { pid: number; host: string; command: string; started_at: string };

/**
 * Does some work while no other run may touch the data folder. The lock is a file, `.lock`, that names its
 * holder; one left behind by a process of this machine that no longer runs is taken over.
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
  const holder: Holder = { pid: process.pid, host: hostname(), command, started_at: startedAt.toISOString() };
  const text = `${JSON.stringify(holder)}\n`;
  const bytes = new TextEncoder().encode(text);
  if (!(await publishFile(path, bytes, fs))) {
    await clearDeadLock(path, dataDir, fs);
    if (!(await publishFile(path, bytes, fs))) throw locked(dataDir, await holderOf(path, fs));
  }
  try {
    return await work();
  } finally {
    await fs.rm(path, { force: true });
  }
}

/** Removes the lock of a process that is gone; throws when it may be alive. */
async function clearDeadLock(path: string, dataDir: string, fs: FileSystem): Promise<void> {
  const holder = await holderOf(path, fs);
  if (holder === undefined) return;
  if (holder.host !== hostname() || isRunning(holder.pid)) throw locked(dataDir, holder);

  // Moved aside first: of two runs that find the same dead lock, one alone can move it.
  const aside = `${path}-${process.pid}`;
  await fs.rename(path, aside).catch(() => undefined);
  await fs.rm(aside, { force: true });
}

async function holderOf(path: string, fs: FileSystem): Promise<Holder | undefined> {
  try {
    return JSON.parse(await fs.readFile(path, "utf8"));
  } catch {
    return undefined;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Anything but "no such process" is no proof: it may be another user's, or asking may be forbidden.
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}

function locked(dataDir: string, holder: Holder | undefined): Failure {
  const who =
    holder === undefined
      ? "another run"
      : `"${holder.command}" of process ${holder.pid} on "${holder.host}", begun ${holder.started_at}`;
  return new Failure("locked", `The data folder "${dataDir}" is held by ${who}. Run again when it is done.`);
}
