import type { Stats } from "node:fs";
import type { FileHandle } from "node:fs/promises";
import { dirname } from "node:path";
import { Failure } from "../../../errors/mod.ts";
import { discard, makeFolder, syncFolder, temporaryIn } from "./_durable.ts";
import { codeOf, isMissing, writing } from "./_failures.ts";
import { linksOn } from "./_links.ts";
import { type FileSystem, realFileSystem } from "./file_system.ts";
import { standardStream } from "./standard_stream.ts";

/** What a file is to contain: all of it, or its pieces one after the other. */
export type Content = Uint8Array | Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

/** What was written, and whether a file that was there had to go for it. */
export type Written = { readonly bytes: number; readonly overwrote: boolean };

/**
 * Writes a file anywhere on this machine, over the one of that name. Whoever opens it finds the old one or the new
 * one, each whole; the new one has the old one's permissions and owner, and a link goes on naming it. What is no file,
 * such as a device, a pipe or standard output, is written to as it stands, piece by piece.
 *
 * @param options with `keep` a file that is there is not touched
 * @throws {Failure} `cannot-create` or `io` when the file cannot be written; the old one then stays, but where the
 * last step alone failed, which brings the new one's name to the disk
 *
 * @example
 * ```ts
 * await overwriteFile("merged.xlsx", bytes); // { bytes: 183204, overwrote: false }
 * ```
 */
export async function overwriteFile(
  path: string,
  content: Content,
  { keep = false }: { readonly keep?: boolean } = {},
  files: FileSystem = realFileSystem,
): Promise<Written> {
  return await writing(path, async () => {
    const stream = standardStream(path);
    if (stream !== undefined) {
      return { bytes: await pour(content, (piece) => say(process[stream], piece)), overwrote: false };
    }
    const there = await files.stat(path).catch((error: Error) => {
      if (isMissing(error)) return undefined;
      throw error;
    });
    if (there !== undefined && !there.isFile() && !there.isDirectory()) {
      return { bytes: await through(path, content, files), overwrote: false };
    }
    if (there !== undefined && keep) throw taken(path);
    const target = there === undefined ? path : await files.realpath(path);
    await makeFolder(dirname(target), files);
    const { temporary, bytes } = await draft(target, content, there, files);
    try {
      if (!keep) await files.rename(temporary, target);
      else if (!(await linksOn(files).nameNew(temporary, target))) throw taken(path);
    } finally {
      await discard(temporary, files);
    }
    await syncFolder(dirname(target), files);
    return { bytes, overwrote: there !== undefined };
  });
}

/** Writes the content to a new file beside its target, like the one that is there in permissions and owner. */
async function draft(
  target: string,
  content: Content,
  like: Stats | undefined,
  files: FileSystem,
): Promise<{ readonly temporary: string; readonly bytes: number }> {
  const temporary = temporaryIn(dirname(target));
  try {
    const file = await files.open(temporary, "wx");
    try {
      // Before the first byte: what was for few to read must not be open to all for a moment.
      if (like !== undefined) await liken(file, like, target);
      const bytes = await pour(content, (piece) => file.writeFile(piece));
      await file.sync();
      return { temporary, bytes };
    } finally {
      await file.close();
    }
  } catch (error) {
    await discard(temporary, files);
    throw error;
  }
}

async function liken(file: FileHandle, like: Stats, path: string): Promise<void> {
  const { uid, gid } = await file.stat();
  if (uid !== like.uid || gid !== like.gid) {
    await file.chown(like.uid, like.gid).catch((cause: Error) => {
      if (codeOf(cause) !== "EPERM") throw cause;
      throw new Failure(
        "cannot-create",
        `Cannot write "${path}": it belongs to another user, and its owner would change. Remove it first, or choose another path.`,
        { cause },
      );
    });
  }
  await file.chmod(like.mode & 0o7777);
}

async function through(path: string, content: Content, files: Pick<FileSystem, "open">): Promise<number> {
  const device = await files.open(path, "w");
  try {
    return await pour(content, (piece) => device.writeFile(piece));
  } finally {
    await device.close();
  }
}

/** A reader who has seen enough is no failure: the rest goes nowhere. */
async function say(stream: NodeJS.WriteStream, piece: Uint8Array): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    stream.write(piece, (error) => {
      if (error === undefined || error === null || codeOf(error) === "EPIPE") resolve();
      else reject(error);
    });
  });
}

/** Writes one piece after the other, and gives the number of bytes. */
async function pour(content: Content, write: (piece: Uint8Array) => Promise<void>): Promise<number> {
  let bytes = 0;
  for await (const piece of content instanceof Uint8Array ? [content] : content) {
    await write(piece);
    bytes += piece.length;
  }
  return bytes;
}

function taken(path: string): Failure {
  return new Failure(
    "cannot-create",
    `"${path}" is there already, and "--no-clobber" keeps it. Choose another path, or leave out the flag.`,
  );
}
