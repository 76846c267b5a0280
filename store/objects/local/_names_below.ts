import { join } from "node:path";
import { isName } from "../names.ts";
import { type Entry, entriesIn } from "./_entries.ts";
import type { FileSystem } from "./file_system.ts";

/**
 * The names of all objects below a prefix, sorted, some at a time. A folder that is a link is followed, but not when it
 * leads back to one that was followed before it.
 */
export async function* namesBelow(
  root: string,
  prefix: string,
  files: Pick<FileSystem, "readdir" | "stat">,
  followed: readonly string[] = [],
): AsyncGenerator<string[]> {
  let names: string[] = [];
  const entries = [...(await entriesIn(join(root, prefix), files, isListed))].sort(byName);
  for (const { name, isFolder, linked } of entries) {
    if (!isFolder) names.push(prefix + name);
    else if (isListed(name) && (linked === undefined || !followed.includes(linked))) {
      yield names;
      names = [];
      yield* namesBelow(
        root,
        `${prefix}${name}/`,
        files,
        linked === undefined ? followed : [...followed, linked],
      );
    }
  }
  yield names;
}

function isListed(name: string): boolean {
  return !name.startsWith(".") && isName(name);
}

/** Sorts a folder as its contents are sorted: "a.csv" is before "a/1.csv", since "." is before "/". */
function byName(a: Entry, b: Entry): number {
  const key = ({ name, isFolder }: Entry) => (isFolder ? `${name}/` : name);
  return key(a) < key(b) ? -1 : 1;
}
