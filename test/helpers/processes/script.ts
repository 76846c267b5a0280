import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const EVALUATE = "Deno" in globalThis ? ["eval"] : ["--import", "tsx", "--input-type=module", "--eval"];

/** A script that runs in a process of its own. */
export type Script = {
  readonly process: ChildProcessWithoutNullStreams;
  /** Waits until it has written something to its standard output, and gives that. */
  readonly said: () => Promise<string>;
  /** Waits for its end; throws with what it wrote to standard error where it was not 0. */
  readonly done: () => Promise<void>;
};

/**
 * Starts JavaScript in another process of the same runtime. It may import the project's modules by paths from
 * the project's root, as in `import "./store/mod.ts"`.
 */
export function script(code: string): Script {
  const rooted = code.replaceAll('from "./', `from "${new URL("../../..", import.meta.url).href}`);
  return started(process.execPath, [...EVALUATE, rooted]);
}

/** Starts a command in the project's folder. */
export function started(command: string, args: readonly string[]): Script {
  const child = spawn(command, args, { cwd: ROOT });
  let [output, errors] = ["", ""];
  child.stdout.on("data", (data) => (output += data));
  child.stderr.on("data", (data) => (errors += data));
  const closed = once(child, "close");
  return {
    process: child,
    said: async () => {
      if (output === "") await Promise.race([once(child.stdout, "data"), closed]);
      if (output === "") throw new Error(`The script said nothing. ${errors}`);
      return output;
    },
    done: async () => {
      const [exitCode] = await closed;
      if (exitCode !== 0) throw new Error(`The script ended with ${exitCode}. ${errors}`);
    },
  };
}
