import { createHash } from "node:crypto";

/**
 * The SHA-256 of some bytes, in hexadecimal.
 *
 * @example
 * ```ts
 * sha256(new Uint8Array()); // "e3b0c442…"
 * ```
 */
export function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
