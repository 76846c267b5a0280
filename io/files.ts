import { Buffer } from "node:buffer";
import { createReadStream } from "node:fs";
import { open, readFile, rm } from "node:fs/promises";

/** What an engine may do to files on this machine besides scanning them. */
export type LocalFiles = {
  readonly read: (path: string) => Promise<Buffer>;
  /** The first bytes of a file: as many as asked for, or all where it has fewer. */
  readonly readStart: (path: string, bytes: number) => Promise<Buffer>;
  /** The bytes of a file of any size, a piece at a time. */
  readonly readPieces: (path: string) => AsyncIterable<Uint8Array>;
  /** Removes a file; one that is not there is no trouble. */
  readonly remove: (path: string) => Promise<void>;
};

/**
 * The files of this machine by their paths. Errors are Node's own.
 *
 * @example
 * ```ts
 * const start = await localFiles.readStart("data/data_merged/current.csv", 1024);
 * ```
 */
export const localFiles: LocalFiles = {
  read: (path) => readFile(path),
  readStart: async (path, bytes) => {
    const file = await open(path, "r");
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  },
  readPieces: (path) => createReadStream(path),
  remove: (path) => rm(path, { force: true }),
};
