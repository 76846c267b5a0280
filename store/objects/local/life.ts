import { type FileHandle, mkdir, open, readdir, readFile, rm, stat } from "node:fs/promises";
import type { Server } from "node:net";
import { join } from "node:path";
import type { ProofOfLife } from "../object_store.ts";
import { processMark, processState } from "./_process_mark.ts";

type State = "alive" | "dead" | "unknown";
type Texts = Readonly<Record<string, unknown>>;

/** What a socket is called that proves a process to be alive: the lock's name, and some of the lock's token. */
const SOCKET = /^\.lock-[0-9a-z]{1,12}\.sock$/;
/** The sockets at which this process listens. */
const own = new Set<string>();
/** How long to wait for an answer, in milliseconds; it is the kernel that answers, so this is plenty. */
const PATIENCE = 1000;

/**
 * Proof of life by a Unix socket in a folder: the process that holds the lock listens at it, and the kernel refuses
 * connections as soon as that process has ended, however it ended. Unlike a process id, which means something within
 * one namespace only, this holds for all containers that share a folder and a kernel. Where a disk cannot have sockets,
 * process ids decide within one namespace.
 *
 * A mark has the texts `boot_id`, `pid_namespace`, `pid`, `process_start`, `socket` and `socket_inode`, as far as they
 * can be had. On systems without /proc it is empty, and everything is "unknown". The socket does not keep the process
 * running; {@linkcode removeDeadSockets} removes those of processes that were killed.
 *
 * Source: Linux, unix(7), proc(5) and pid_namespaces(7).
 *
 * @param folder in which the lock is; it is made when it is missing
 *
 * @example
 * ```ts
 * const life = localLife("data");
 * const { mark, end } = await life.begin("0b5f0998");
 * await life.state(mark); // "alive", also when a process in another container asks
 * await end();
 * ```
 */
export function localLife(folder: string): ProofOfLife {
  return {
    begin: async (token) => {
      const boot = await bootId();
      if (boot === undefined) return { mark: {}, end: async () => undefined };
      const own = processMark();
      const socket = await listen(folder, socketName(token));
      const mark = {
        boot_id: boot,
        ...(own && { pid_namespace: own.namespace, pid: String(own.pid), process_start: own.started }),
        ...socket?.mark,
      };
      return { mark, end: async () => await socket?.end() };
    },
    state: async (mark) => {
      const boot = await bootId();
      if (boot === undefined || mark.boot_id !== boot) return "unknown";
      const answer = await answerOf(folder, mark);
      return answer === "unknown" ? stateByProcessId(boot, mark) : answer;
    },
  };
}

/**
 * Removes the sockets of processes that have ended (`.lock-*.sock`) from the top of a folder. That of a process on
 * another machine looks like one of a process that has ended: removing it does no harm, as its absence proves nothing.
 *
 * @returns how many there were
 */
export async function removeDeadSockets(folder: string): Promise<number> {
  let removed = 0;
  for (const name of await readdir(folder).catch(() => [])) {
    if (!SOCKET.test(name) || own.has(name)) continue;
    if ((await answerOf(folder, { socket: name })) !== "dead") continue;
    const isGone = await rm(join(folder, name)).then(
      () => true,
      () => false,
    );
    if (isGone) removed++;
  }
  return removed;
}

function socketName(token: string): string {
  return `.lock-${token
    .toLowerCase()
    .replace(/[^0-9a-z]/g, "")
    .slice(0, 12)}.sock`;
}

async function bootId(): Promise<string | undefined> {
  // A process may know this much and not its own mark, as after `unshare --pid` alone.
  const known = processMark()?.boot;
  if (known !== undefined) return known;
  return await readFile("/proc/sys/kernel/random/boot_id", "utf8").then(
    (text) => text.trim(),
    () => undefined,
  );
}

function stateByProcessId(boot: string, mark: Texts): State {
  const { pid_namespace: namespace, process_start: started } = mark;
  const pid = Number(mark.pid);
  if (typeof namespace !== "string" || typeof started !== "string" || !(pid > 0)) return "unknown";
  return processState({ boot, namespace, pid, started });
}

type Listening = {
  readonly mark: { readonly socket: string; readonly socket_inode: string };
  readonly end: () => Promise<void>;
};

/** Listens at a new socket in the folder; undefined where that cannot be. */
async function listen(folder: string, name: string): Promise<Listening | undefined> {
  const opened = await openFolder(folder);
  if (opened === undefined) return undefined;
  const address = addressIn(opened, name);
  // Loaded here, as only runs that write take a lock.
  const { createServer } = await import("node:net");
  const server = createServer((connection) => connection.on("error", () => undefined).destroy());
  const end = async () => {
    // Closing removes the socket by its address, which leads through the open folder.
    await new Promise((resolve) => server.close(resolve));
    own.delete(name);
    await opened.close();
  };
  const inode = (await hasStarted(server, address)) ? await inodeOf(address) : undefined;
  own.add(name);
  if (inode !== undefined) return { mark: { socket: name, socket_inode: inode }, end };
  await end();
  return undefined;
}

async function hasStarted(server: Server, address: string): Promise<boolean> {
  return await new Promise((resolve) => {
    server.on("error", () => resolve(false));
    server.listen({ path: address, exclusive: true }, () => resolve(true));
    server.unref();
  });
}

/** What the socket says that a mark names; "unknown" when it is gone, is another one, or may not be asked. */
async function answerOf(folder: string, { socket: name, socket_inode: inode }: Texts): Promise<State> {
  if (typeof name !== "string" || !SOCKET.test(name)) return "unknown";
  const opened = await open(folder, "r").catch(() => undefined);
  if (opened === undefined) return "unknown";
  try {
    const address = addressIn(opened, name);
    // A copy of the folder has copies of its sockets, at which nobody listens; so may the same folder of a server
    // that is mounted twice.
    const found = await inodeOf(address);
    if (found === undefined || (inode !== undefined && inode !== found)) return "unknown";
    return await ask(address);
  } finally {
    await opened.close();
  }
}

async function ask(address: string): Promise<State> {
  const { connect } = await import("node:net");
  return await new Promise((resolve) => {
    const connection = connect(address);
    const answer = (state: State) => {
      connection.destroy();
      resolve(state);
    };
    connection.setTimeout(PATIENCE, () => answer("unknown"));
    connection.once("connect", () => answer("alive"));
    connection.on("error", ({ code }: NodeJS.ErrnoException) => {
      // EAGAIN: somebody listens, and has too many connections waiting, as a stopped process has after a while.
      answer(code === "ECONNREFUSED" ? "dead" : code === "EAGAIN" ? "alive" : "unknown");
    });
  });
}

async function openFolder(folder: string): Promise<FileHandle | undefined> {
  const opened = () => open(folder, "r");
  // Whoever writes the lock will say what is wrong with the folder.
  return await opened()
    .catch(() => mkdir(folder, { recursive: true }).then(opened))
    .catch(() => undefined);
}

/** A socket's address is at most 108 bytes long, which the path of a folder may exceed. */
function addressIn(folder: FileHandle, name: string): string {
  return `/proc/self/fd/${folder.fd}/${name}`;
}

/** Undefined where there is no socket: of a file that is none the kernel would say that nobody listens at it. */
async function inodeOf(path: string): Promise<string | undefined> {
  return await stat(path, { bigint: true }).then(
    (found) => (found.isSocket() ? `${found.dev}:${found.ino}` : undefined),
    () => undefined,
  );
}
