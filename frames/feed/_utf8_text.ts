import { Buffer, isUtf8 } from "node:buffer";

const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/**
 * The text as UTF-8 without a byte order mark. What is not UTF-8 is read as Latin-1, which some bodies of the
 * provider have been.
 */
export function utf8Text(body: Uint8Array): Uint8Array {
  if (!isUtf8(body)) {
    // Not by TextDecoder: its "latin1" is windows-1252 on Deno, and not on every Node.
    return Buffer.from(Buffer.from(body.buffer, body.byteOffset, body.length).toString("latin1"));
  }
  return BYTE_ORDER_MARK.every((byte, i) => body[i] === byte) ? body.subarray(3) : body;
}
