import { parseArgs } from "node:util";

/**
 * The folders that the words of a command line name, whatever else is wrong with them: commander stops at the first
 * flag that it cannot read.
 *
 * @example
 * ```ts
 * foldersIn(["prune", "--keep", "none", "--data-dir", "weather"]); // { dataDir: "weather" }
 * ```
 */
export function foldersIn(words: readonly string[]): Readonly<Record<string, unknown>> {
  const options = { "data-dir": { type: "string" }, "log-dir": { type: "string" } } as const;
  const { values } = parseArgs({ args: [...words], options, strict: false });
  const folders = { dataDir: values["data-dir"], logDir: values["log-dir"] };
  return Object.fromEntries(Object.entries(folders).filter(([, path]) => typeof path === "string"));
}
