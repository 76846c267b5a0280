import { createHash } from "node:crypto";
import { bytesWritten, scratchPath } from "../local/scratch.ts";
import { assertLine, assertName, assertPrefix, isHidden } from "../names.ts";
import type { ObjectStore } from "../object_store.ts";

/** How many names a page has, unless it is said otherwise. */
const PAGE = 500;
const NEWLINE = 0x0a;

type Held = {
  readonly bytes: Uint8Array;
  readonly tag: string;
  readonly modified: Date;
  readonly change: number;
};

/**
 * Objects in memory, gone with the process: for tests, and for whatever needs a store and no place.
 *
 * @param options.pageSize how many names `list()` gives at a time
 * @param options.clock the store's clock, the machine's unless another is given
 *
 * @example
 * ```ts
 * const objects = memoryStore({ pageSize: 2 });
 * await objects.putNew("raw/a.json.gz", body); // true
 * await objects.putNew("raw/a.json.gz", other); // false
 * ```
 */
export function memoryStore(
  options: { readonly pageSize?: number; readonly clock?: () => Date } = {},
): ObjectStore {
  const { pageSize = PAGE, clock = () => new Date() } = options;
  const held = new Map<string, Held>();
  let changes = 0;

  const put = (name: string, bytes: Uint8Array): string => {
    // A copy, as its giver may write into it.
    const own = Uint8Array.from(bytes);
    const tag = createHash("sha256").update(own).digest("hex");
    held.set(name, { bytes: own, tag, modified: clock(), change: ++changes });
    return tag;
  };
  const putUnlessThere = (name: string, bytes: Uint8Array): boolean => {
    if (held.has(name)) return false;
    put(name, bytes);
    return true;
  };

  return {
    place: "memory:",
    where: (name) => `memory:${name}`,
    get: async (name) => {
      assertName(name);
      const object = held.get(name);
      return object && { bytes: Uint8Array.from(object.bytes), tag: object.tag };
    },
    getEnd: async (name, bytes) => {
      assertName(name);
      return held.get(name)?.bytes.slice(-bytes);
    },
    head: async (name) => {
      assertName(name);
      const object = held.get(name);
      return (
        object && {
          size: object.bytes.length,
          modified: object.modified,
          fingerprint: String(object.change),
        }
      );
    },
    list: async function* (prefix) {
      assertPrefix(prefix);
      const names = [...held.keys()]
        .filter((name) => name.startsWith(prefix) && !isHidden(name.slice(prefix.length)))
        .sort();
      for (let at = 0; at < names.length; at += pageSize) yield names.slice(at, at + pageSize);
    },
    putNew: async (name, bytes) => {
      assertName(name);
      return putUnlessThere(name, bytes);
    },
    putAllNew: async (objects) => {
      for (const { name } of objects) assertName(name);
      const taken = objects.find(({ name }, at) => {
        return held.has(name) || objects.findIndex((other) => other.name === name) < at;
      });
      if (taken !== undefined) return taken.name;
      for (const { name, bytes } of objects) put(name, bytes);
      return undefined;
    },
    digest: async (name) => {
      assertName(name);
      const object = held.get(name);
      return object && { sha256: object.tag, bytes: object.bytes.length };
    },
    putNewFile: async (name, write, before) => {
      assertName(name);
      const bytes = await bytesWritten(write);
      const digest = { sha256: createHash("sha256").update(bytes).digest("hex"), bytes: bytes.length };
      await before?.(digest);
      return putUnlessThere(name, bytes) ? digest : undefined;
    },
    replace: async (name, bytes, { expected, before } = {}) => {
      assertName(name);
      const isExpected = () => expected === undefined || held.get(name)?.tag === expected;
      if (!isExpected()) return undefined;
      await before?.();
      return isExpected() ? put(name, bytes) : undefined;
    },
    remove: async (names) => {
      names.forEach(assertName);
      for (const name of names) held.delete(name);
    },
    removeExpected: async (name, tag) => {
      assertName(name);
      return held.get(name)?.tag === tag && held.delete(name);
    },
    appendLine: async (name, line) => {
      assertName(name);
      assertLine(line);
      const before = held.get(name)?.bytes ?? new Uint8Array();
      const start = before.length === 0 || before.at(-1) === NEWLINE ? "" : "\n";
      put(name, Buffer.concat([before, Buffer.from(`${start}${line}\n`)]));
    },
    move: async (name, to) => {
      assertName(name);
      assertName(to);
      const object = held.get(name);
      if (object === undefined || held.has(to)) return false;
      held.set(to, object);
      return held.delete(name);
    },
    path: async (name) => {
      assertName(name);
      const object = held.get(name);
      return await scratchPath(name, object?.tag ?? "nothing", object?.bytes);
    },
    time: async () => clock(),
    sweep: async (prefixes) => {
      prefixes.forEach(assertPrefix);
      return 0;
    },
    limits: async () => [],
  };
}
