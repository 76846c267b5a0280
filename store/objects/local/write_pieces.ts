import { open } from "node:fs/promises";

/**
 * Writes a file on this machine piece by piece, over one that is there.
 *
 * @throws what the pieces throw, and Node's own errors of the file system
 *
 * @example
 * ```ts
 * await writePieces("/tmp/copy.parquet", reply.body ?? []);
 * ```
 */
export async function writePieces(
  path: string,
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<void> {
  const file = await open(path, "w");
  try {
    for await (const piece of pieces) await file.writeFile(piece);
  } finally {
    await file.close();
  }
}
