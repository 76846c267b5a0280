import { compiledScript } from "../processes/compiled_script.ts";
import { type Script, started } from "../processes/script.ts";
import type { LockOrder } from "./lock_child.ts";

/**
 * Starts a process that does something with a lock.
 *
 * @param under a command that starts another one in surroundings of its own, as in `["unshare", "--uts"]`
 */
export async function lockProcess(order: LockOrder, under: readonly string[] = []): Promise<Script> {
  script ??= compiledScript("test/helpers/locks/lock_child.ts");
  const [command = "", ...args] = [...under, process.execPath, await script, JSON.stringify(order)];
  return started(command, args);
}

let script: Promise<string> | undefined;

/** Kills a process and waits for its end. */
export async function killed({ process, done }: Script): Promise<void> {
  process.kill("SIGKILL");
  await done().catch(() => undefined);
}
