import { spawn } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";

/** So long a hook may take, in milliseconds. */
const LONGEST = 30_000;
/** So much of what it says is passed on. */
const MOST = 65_536;

/** How a hook ended. */
export type HookEnd = {
  /** What it wrote to either of its outputs. */
  readonly said: string;
  /** What went wrong, as a clause, such as "ended with exit code 1". */
  readonly problem?: string;
};

/**
 * Runs a command by the shell, with a text on its standard input. It and all that it starts are ended after 30 s.
 *
 * @param longest how long it may take, in milliseconds
 *
 * @example
 * ```ts
 * await runHook("jq .event >> events.txt", '{"event":"change"}'); // { said: "" }
 * ```
 */
export async function runHook(command: string, input: string, longest = LONGEST): Promise<HookEnd> {
  // A group of its own, so that what it starts can be ended with it.
  const child = spawn(command, { shell: true, detached: true, stdio: ["pipe", "pipe", "pipe"] });
  let said = "";
  const hear = (text: string) => {
    said = `${said}${text}`.slice(0, MOST);
  };
  child.stdout.setEncoding("utf8").on("data", hear);
  child.stderr.setEncoding("utf8").on("data", hear);
  // A command need not read what it is given.
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  const ended = new Promise<string | undefined>((resolve) => {
    child.on("error", ({ message }) => resolve(`could not be started: ${message}`));
    child.on("exit", (code, signal) =>
      resolve(
        code === 0 ? undefined : code === null ? `was ended by ${signal}` : `ended with exit code ${code}`,
      ),
    );
  });
  const patience = new AbortController();
  const tooLong = delay(longest, `had not ended after ${longest / 1000} s, and was ended`, patience).catch(
    () => undefined,
  );
  const problem = await Promise.race([ended, tooLong]);
  const isRunning = child.exitCode === null && child.signalCode === null;
  patience.abort();
  if (isRunning && child.pid !== undefined) endGroup(child.pid);
  else await Promise.race([drained(child.stdout), delay(1_000, undefined, { ref: false })]);
  // What it has left behind may hold these open.
  for (const stream of [child.stdin, child.stdout, child.stderr]) stream.destroy();
  child.unref();
  return { said, ...(problem !== undefined && { problem }) };
}

async function drained(stream: NodeJS.ReadableStream & { readonly readableEnded: boolean }): Promise<void> {
  if (!stream.readableEnded) await new Promise<void>((resolve) => stream.once("end", () => resolve()));
}

function endGroup(pid: number): void {
  try {
    process.kill(-pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
