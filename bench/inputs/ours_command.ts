import { fileURLToPath } from "node:url";

const BIN = fileURLToPath(new URL("../../bin/municlima.js", import.meta.url));

/** A call of this program's command line, as a process of its own. */
export function oursCommand(...args: readonly string[]): string[] {
  return [process.execPath, BIN, ...args];
}
