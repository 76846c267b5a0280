import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { mkdir, mkdtemp, open, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Digest } from "../object_store.ts";
import { digestOf } from "./_digest.ts";

let folder: Promise<string> | undefined;
const files = new Map<string, Promise<string>>();

/**
 * A path on this machine at which there is a file with the bytes of an object that is not on a disk; its last parts
 * are the object's name. It lies in a temporary folder that is removed when the process ends.
 *
 * @param key another one for other bytes of the same name, such as their hash
 * @param bytes undefined when there is no object: then there is no file at the path
 *
 * @example
 * ```ts
 * await scratchPath("data_merged/current.csv", sha256, bytes); // "/tmp/municlima-Xw3kZp/2c26…/data_merged/current.csv"
 * ```
 */
export async function scratchPath(name: string, key: string, bytes: Uint8Array | undefined): Promise<string> {
  const path = join(await scratchFolder(), key, name);
  if (bytes === undefined) return path;
  const written = files.get(path) ?? writeWhole(path, bytes);
  files.set(path, written);
  return await written;
}

/**
 * The bytes that a writer writes to a path on this machine, at which there is no file afterwards.
 *
 * @throws what `write` throws
 *
 * @example
 * ```ts
 * await bytesWritten((path) => frame.lazy().sinkParquet(path).collect());
 * ```
 */
export async function bytesWritten(write: (path: string) => Promise<void>): Promise<Uint8Array> {
  const path = join(await scratchFolder(), randomUUID());
  try {
    await write(path);
    return await readFile(path);
  } finally {
    await rm(path, { force: true });
  }
}

/** A file that was written to a path on this machine, as long as it is there. */
export type ScratchFile = {
  readonly digest: Digest;
  /** Some of its bytes. */
  readonly slice: (start: number, end: number) => Promise<Uint8Array>;
};

/**
 * Does some work with a file that a writer writes to a path on this machine, at which there is none afterwards.
 *
 * @throws what `write` or `use` throws
 *
 * @example
 * ```ts
 * await withScratchFile((path) => frame.lazy().sinkParquet(path).collect(), async ({ digest }) => digest.bytes);
 * ```
 */
export async function withScratchFile<T>(
  write: (path: string) => Promise<void>,
  use: (file: ScratchFile) => Promise<T>,
): Promise<T> {
  const path = join(await scratchFolder(), randomUUID());
  try {
    await write(path);
    const file = await open(path, "r");
    try {
      const slice = async (start: number, end: number) => {
        const bytes = new Uint8Array(end - start);
        let done = 0;
        while (done < bytes.length) {
          const { bytesRead } = await file.read(bytes, done, bytes.length - done, start + done);
          if (bytesRead === 0) break;
          done += bytesRead;
        }
        return bytes.subarray(0, done);
      };
      return await use({ digest: await digestOf(file), slice });
    } finally {
      await file.close();
    }
  } finally {
    await rm(path, { force: true });
  }
}

/** The temporary folder of this process, which goes when it ends. */
export async function scratchFolder(): Promise<string> {
  folder ??= mkdtemp(join(tmpdir(), "municlima-")).then((path) => {
    process.once("exit", () => rmSync(path, { recursive: true, force: true }));
    return path;
  });
  return await folder;
}

async function writeWhole(path: string, bytes: Uint8Array): Promise<string> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = join(dirname(path), `.tmp-${randomUUID()}`);
  await writeFile(temporary, bytes);
  await rename(temporary, path);
  return path;
}
