// The program compiled to JavaScript, in node_modules/.cache/municlima/, and how it is known to be fresh:
//
//     build-<random>/  a build: cli.js, and the parts that it loads when they are needed
//     current.json     the build that counts, and the state of every file that went into it or came out of it
import { readFileSync, statSync } from "node:fs";
import * as node from "node:module";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** The folder of the project. */
export const ROOT = fileURLToPath(new URL("..", import.meta.url));
export const CACHE = join("node_modules", ".cache", "municlima");
export const CURRENT = join(CACHE, "current.json");

/**
 * The URL of the compiled program, made anew when any file of it was edited or removed; undefined where it
 * cannot be made. A file that is added makes no difference until another one, which changes by that, imports it.
 */
export async function compiledProgram() {
  try {
    const build = freshBuild() ?? (await (await import("./compile.js")).compile());
    // From Node 22.1 on, V8's own work is kept as well.
    node.enableCompileCache?.(join(ROOT, build, "v8"));
    return pathToFileURL(join(ROOT, build, "cli.js")).href;
  } catch {
    // A folder that may not be written, or a mistake in a source: tsx does without the one, and tells the other.
    return undefined;
  }
}

/** The folder of the build that counts, unless a file is not as it was then. */
function freshBuild() {
  const { build, files } = current() ?? {};
  return build && Object.entries(files).every(([path, state]) => stateOf(path) === state) ? build : undefined;
}

/** What `current.json` says, if it is there and whole. */
export function current() {
  try {
    return JSON.parse(readFileSync(join(ROOT, CURRENT), "utf8"));
  } catch {
    return undefined;
  }
}

/** What an edit of a file changes, its path being seen from the project's folder. */
export function stateOf(path) {
  const { mtimeMs, size } = statSync(join(ROOT, path), { throwIfNoEntry: false }) ?? {};
  return `${mtimeMs} ${size}`;
}
