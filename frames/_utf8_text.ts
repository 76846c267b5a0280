import { isUtf8 } from "node:buffer";

const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/**
 * The text as UTF-8 without a byte order mark. What is not UTF-8 is read as Latin-1, which some bodies of the
 * provider have been.
 */
export function utf8Text(body: Uint8Array): Uint8Array {
  if (!isUtf8(body)) return new TextEncoder().encode(new TextDecoder("latin1").decode(body));
  return BYTE_ORDER_MARK.every((byte, i) => body[i] === byte) ? body.subarray(3) : body;
}
