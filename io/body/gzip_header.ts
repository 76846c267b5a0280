const MTIME_OFFSET = 4;

/** What the header of a gzip file tells about it. */
export type GzipHeader = {
  /** When the file was last changed before it was compressed; absent where the header does not say. */
  readonly modifiedAt?: Date;
};

/**
 * Reads the header that a gzip file begins with, or gives undefined where the bytes do not begin with
 * gzip's two magic ones. It does not check the rest of the file: `gunzip` does.
 *
 * Source: RFC 1952, section 2.3.1 (ID1, ID2, MTIME), https://www.rfc-editor.org/rfc/rfc1952
 *
 * @example
 * ```ts
 * gzipHeader(new TextEncoder().encode("[]")); // undefined
 * gzipHeader(gzipSync("[]")); // {}, for Node writes no time
 * ```
 */
export function gzipHeader(body: Uint8Array): GzipHeader | undefined {
  if (body[0] !== 0x1f || body[1] !== 0x8b) return undefined;
  if (body.length < MTIME_OFFSET + 4) return {};
  const seconds = new DataView(body.buffer, body.byteOffset).getUint32(MTIME_OFFSET, true);
  return seconds === 0 ? {} : { modifiedAt: new Date(seconds * 1_000) };
}
