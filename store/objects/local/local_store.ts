import type { FileHandle } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Failure } from "../../../errors/mod.ts";
import { assertLine, assertName, assertPrefix } from "../names.ts";
import type { ObjectStore, StoredObject } from "../object_store.ts";
import { insideOf } from "./_assert_inside.ts";
import { digestOf, tagOf } from "./_digest.ts";
import { discard, makeFolder, syncFolder, temporaryIn, timeIn, writeTemporary } from "./_durable.ts";
import { codeOf, isMissing, reading, removing, writing } from "./_failures.ts";
import { underGuard } from "./_guard.ts";
import { linksOn } from "./_links.ts";
import { namesBelow } from "./_names_below.ts";
import { sweepBelow, sweepTop } from "./_sweep.ts";
import { type FileSystem, realFileSystem } from "./file_system.ts";
import { localLife, removeDeadSockets } from "./life.ts";

/** How many names a page of `list()` has. */
const PAGE = 500;
const NEWLINE = 0x0a;
const SCHEME = /^[a-z][a-z0-9+.-]*:/i;

/**
 * Objects as files of a folder, which need not be there yet. An object is written under a temporary name in the folder
 * where it belongs, brought to the disk, then linked or renamed, and the folder is brought to the disk.
 *
 * Its tag is the SHA-256 of its bytes. Whoever replaces or removes an object that it expects to be the same does so
 * under a guard file: this is safe among all processes of one machine and pid namespace, and among others as long as
 * none is paused for 30 s in the very moment of the change.
 *
 * @param folder as messages are to name it
 *
 * @example
 * ```ts
 * const objects = localStore("data");
 * await objects.putNew("raw/2c26b46b68ffc68f.json.gz", body); // true
 * ```
 */
export function localStore(folder: string, files: FileSystem = realFileSystem): ObjectStore {
  const links = linksOn(files);
  const where = (name: string) => join(folder, name);
  const pathOf = (name: string) => {
    assertName(name);
    return where(name);
  };

  const get = async (path: string): Promise<StoredObject | undefined> => {
    try {
      const bytes = await files.readFile(path);
      return { bytes, tag: tagOf(bytes) };
    } catch (error) {
      // A folder is no object.
      if (isMissing(error) || codeOf(error) === "EISDIR") return undefined;
      throw error;
    }
  };
  /** Changes an object under its guard if it has this tag. */
  const changeExpected = async (path: string, tag: string, change: () => Promise<void>): Promise<boolean> => {
    if ((await get(path))?.tag !== tag) return false;
    return await underGuard(path, files, async (assertHeld) => {
      if ((await get(path))?.tag !== tag) return false;
      await assertHeld();
      await change();
      return true;
    });
  };
  /**
   * Gives files that are on the disk names that must be free, in their order. Where one is not, whose draft it gives,
   * or where it is not safe, all are taken back.
   */
  const publish = async (drafts: readonly Draft[]): Promise<Draft | undefined> => {
    const named: Draft[] = [];
    const takeBack = async () => {
      for (const { path } of named.reverse()) await discard(path, files);
    };
    try {
      for (const draft of drafts) {
        const { temporary, path } = draft;
        if (!(await writing(path, () => links.nameNew(temporary, path)))) {
          await takeBack();
          return draft;
        }
        named.push(draft);
      }
      const folders = new Map(drafts.map(({ path }) => [dirname(path), path]));
      await each([...folders], ([folder, path]) => writing(path, () => syncFolder(folder, files)));
      return undefined;
    } catch (error) {
      await takeBack();
      throw error;
    } finally {
      for (const { temporary } of drafts) await discard(temporary, files);
    }
  };
  const draftOf = async (name: string, bytes: Uint8Array): Promise<Draft> => {
    const path = pathOf(name);
    return await writing(path, async () => {
      await makeFolder(dirname(path), files);
      return { name, path, temporary: await writeTemporary(dirname(path), bytes, files) };
    });
  };

  return {
    place: folder,
    where,
    get: async (name) => {
      const path = pathOf(name);
      return await reading(path, () => get(path));
    },
    getEnd: async (name, bytes) => {
      const path = pathOf(name);
      return await reading(path, async () => {
        const file = await files.open(path, "r").catch(unlessMissing);
        return await (file && endOf(file, bytes).finally(() => file.close()));
      });
    },
    head: async (name) => {
      const path = pathOf(name);
      return await reading(path, async () => {
        const found = await files.stat(path, { bigint: true }).catch((error: Error) => {
          if (isMissing(error)) return undefined;
          throw error;
        });
        if (found?.isFile() !== true) return undefined;
        const { size, mtimeMs, ino, ctimeNs } = found;
        const fingerprint = `${size}-${ino}-${ctimeNs}`;
        return { size: Number(size), modified: new Date(Number(mtimeMs)), fingerprint };
      });
    },
    list: async function* (prefix) {
      assertPrefix(prefix);
      let page: string[] = [];
      for await (const names of namesBelow(folder, prefix, files)) {
        page = page.length === 0 ? names : page.concat(names);
        while (page.length >= PAGE) {
          yield page.slice(0, PAGE);
          page = page.slice(PAGE);
        }
      }
      if (page.length > 0) yield page;
    },
    putNew: async (name, bytes) => (await publish([await draftOf(name, bytes)])) === undefined,
    putAllNew: async (objects) => {
      const drafts: Draft[] = [];
      try {
        await each(objects, async ({ name, bytes }, at) => {
          drafts[at] = await draftOf(name, bytes);
        });
      } catch (error) {
        for (const draft of drafts) if (draft !== undefined) await discard(draft.temporary, files);
        throw error;
      }
      return (await publish(drafts))?.name;
    },
    digest: async (name) => {
      const path = pathOf(name);
      return await reading(path, async () => {
        const file = await files.open(path, "r").catch(unlessMissing);
        return await (file && digestOf(file).finally(() => file.close()));
      });
    },
    putNewFile: async (name, write, before) => {
      const path = pathOf(name);
      return await writing(path, async () => {
        await makeFolder(dirname(path), files);
        const temporary = temporaryIn(dirname(path));
        try {
          await write(plain(temporary));
          const file = await files.open(temporary, "r+");
          const digest = await file
            .sync()
            .then(() => digestOf(file))
            .finally(() => file.close());
          await before?.(digest);
          return (await publish([{ name, path, temporary }])) === undefined ? digest : undefined;
        } finally {
          await discard(temporary, files);
        }
      });
    },
    replace: async (name, bytes, { expected, before } = {}) => {
      const path = pathOf(name);
      const temporary = await writing(path, async () => {
        if (expected !== undefined && (await get(path))?.tag !== expected) return undefined;
        await makeFolder(dirname(path), files);
        await assertNoLink(path, files);
        return await writeTemporary(dirname(path), bytes, files);
      });
      if (temporary === undefined) return undefined;
      try {
        await before?.();
        return await writing(path, async () => {
          const rename = () => files.rename(temporary, path);
          if (expected === undefined) await rename();
          else if (!(await changeExpected(path, expected, rename))) return undefined;
          await syncFolder(dirname(path), files);
          return tagOf(bytes);
        });
      } finally {
        await discard(temporary, files);
      }
    },
    remove: async (names) => {
      const paths = names.map(pathOf);
      for (const path of paths) await removing(path, () => remove(path, files));
      for (const folder of new Set(paths.map(dirname))) {
        await removing(folder, () => syncFolder(folder, files).catch(unlessMissing));
      }
    },
    removeExpected: async (name, tag) => {
      const path = pathOf(name);
      return await removing(path, async () => {
        const isRemoved = await changeExpected(path, tag, () => remove(path, files));
        if (isRemoved) await syncFolder(dirname(path), files);
        return isRemoved;
      });
    },
    appendLine: async (name, line) => {
      const path = pathOf(name);
      assertLine(line);
      await writing(path, async () => {
        await makeFolder(dirname(path), files);
        await append(path, line, files);
      });
    },
    move: async (name, to) => {
      const [path, target] = [pathOf(name), pathOf(to)];
      return await writing(target, async () => {
        if (!(await isThere(path, files))) return false;
        await makeFolder(dirname(target), files);
        // By a rename, as whoever is adding a line to the file just now goes on in it.
        const isMoved = await underGuard(path, files, async (assertHeld) => {
          if (!(await isThere(path, files)) || (await isThere(target, files))) return false;
          await assertHeld();
          await files.rename(path, target);
          return true;
        });
        if (isMoved)
          for (const folder of new Set([dirname(target), dirname(path)])) await syncFolder(folder, files);
        return isMoved;
      });
    },
    path: async (name) => plain(pathOf(name)),
    time: async () => {
      // A folder that is not there has no clock, and nothing in it has an age.
      return await writing(folder, () => timeIn(folder, files)).catch((error: Error) => {
        if (codeOf(error.cause) === "ENOENT") return new Date();
        throw error;
      });
    },
    sweep: async (prefixes) => {
      prefixes.forEach(assertPrefix);
      const assertInside = await insideOf(folder, files);
      let swept = 0;
      for (const prefix of prefixes) {
        if (prefix !== "") swept += await sweepBelow(folder, prefix, assertInside, files);
        else swept += (await sweepTop(folder, files)) + (await removeDeadSockets(folder));
      }
      return swept;
    },
    limits: async () =>
      (await links.areThere(folder)) === false
        ? ["this disk has no hard links, so guard files protect new files instead"]
        : [],
    life: localLife(folder),
  };
}

/** A file that is on the disk, and the object it is to be. */
type Draft = { readonly name: string; readonly path: string; readonly temporary: string };

/** Does the same with all items at once, and fails as the first of those that fail only when all are done. */
async function each<Item>(
  items: readonly Item[],
  work: (item: Item, at: number) => Promise<void>,
): Promise<void> {
  for (const result of await Promise.allSettled(items.map(work)))
    if (result.status === "rejected") throw result.reason;
}

/** A link stands for a file that is elsewhere: a file in its place would leave that one behind without a word. */
async function assertNoLink(path: string, files: Pick<FileSystem, "lstat">): Promise<void> {
  const found = await files.lstat(path).catch(unlessMissing);
  if (found?.isSymbolicLink() !== true) return;
  throw new Failure(
    "cannot-create",
    `Cannot replace "${path}": it is a symbolic link, and a file would take its place. Remove the link and run again, or use another data folder.`,
  );
}

async function isThere(path: string, files: Pick<FileSystem, "lstat">): Promise<boolean> {
  return (await files.lstat(path).catch(unlessMissing)) !== undefined;
}

async function remove(path: string, files: Pick<FileSystem, "rm">): Promise<void> {
  await files.rm(path, { force: true }).catch(unlessMissing);
}

/** In one write, so that lines of several processes never mix. */
async function append(path: string, line: string, files: Pick<FileSystem, "open">): Promise<void> {
  const file = await files.open(path, "a+");
  try {
    const { size } = await file.stat();
    const last = new Uint8Array(1);
    if (size > 0) await file.read(last, 0, 1, size - 1);
    const start = size === 0 || last[0] === NEWLINE ? "" : "\n";
    await file.writeFile(`${start}${line}\n`);
    await file.sync();
    if (size === 0) await syncFolder(dirname(path), files);
  } finally {
    await file.close();
  }
}

async function endOf(file: FileHandle, bytes: number): Promise<Uint8Array> {
  const { size } = await file.stat();
  const end = new Uint8Array(Math.min(bytes, size));
  let done = 0;
  while (done < end.length) {
    const { bytesRead } = await file.read(end, done, end.length - done, size - end.length + done);
    if (bytesRead === 0) break;
    done += bytesRead;
  }
  return end.subarray(0, done);
}

/** A path for other programs, some of which take what begins like a URL for one. */
function plain(path: string): string {
  return SCHEME.test(path) ? `./${path}` : path;
}

function unlessMissing(error: Error): undefined {
  if (!isMissing(error)) throw error;
}
