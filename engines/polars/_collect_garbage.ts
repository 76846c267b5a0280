import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

let collect: (() => void) | undefined;

/**
 * Lets go of what is no longer used. A frame is a few bytes to V8, which so sees no need to, while a loop over
 * frames fills the memory with the rows of those that are done with.
 */
export function collectGarbage(): void {
  if (collect === undefined) {
    setFlagsFromString("--expose-gc");
    const exposed: unknown = runInNewContext("globalThis.gc");
    collect = typeof exposed === "function" ? () => exposed() : () => undefined;
  }
  collect();
}
