import { createHash } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import type { Manifest } from "./manifest.ts";

const CHUNK = 1 << 18;

/**
 * The SHA-256 of an open file, in hexadecimal, and its size. A piece of it at a time is in memory.
 *
 * @example
 * ```ts
 * const file = await open("data/data_municipio_x_hora/20261124_140000.csv");
 * await hashFile(file); // { sha256: "e3b0c442…", bytes: 401_244 }
 * ```
 */
export async function hashFile(file: Pick<FileHandle, "read">): Promise<Pick<Manifest, "sha256" | "bytes">> {
  const hash = createHash("sha256");
  const chunk = new Uint8Array(CHUNK);
  let bytes = 0;
  for (;;) {
    const { bytesRead } = await file.read(chunk, 0, CHUNK, bytes);
    if (bytesRead === 0) return { sha256: hash.digest("hex"), bytes };
    hash.update(chunk.subarray(0, bytesRead));
    bytes += bytesRead;
  }
}
