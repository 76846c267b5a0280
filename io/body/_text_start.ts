import { Buffer } from "node:buffer";
import { bytes } from "../bytes.ts";
import { gzipHeader } from "./gzip_header.ts";

/** The byte order mark of UTF-8. */
const MARK = [0xef, 0xbb, 0xbf];
/** Tab, line feed, carriage return and space: RFC 8259, section 2. */
const JSON_SPACES: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0d, 0x20]);

/** What people take for a feed, by how it begins: what it is, and what to do. */
const KNOWN: Readonly<Record<string, readonly [what: string, next: string]>> = {
  "PK\x03\x04": ["a zip archive", "unpack it"],
  "\xff\xfe": ["text in UTF-16", "save it as UTF-8"],
  "\xfe\xff": ["text in UTF-16", "save it as UTF-8"],
  BZh: ["a bzip2 file", "unpack it"],
  "\x28\xb5\x2f\xfd": ["a zstd file", "unpack it"],
  PAR1: ["a Parquet file", "a feed is JSON"],
};

/** What passed: its length without a byte order mark, and what is wrong with it, if anything. */
type Passed = { readonly textBytes: number; readonly fault: string | undefined };

/**
 * Looks at how a text begins while its pieces pass: drops a byte order mark, lets pass what begins as a JSON
 * array or object does, and holds back all else.
 */
export function textStart(): {
  /** What of the text passes now, if anything. */
  readonly write: (piece: Uint8Array) => Uint8Array | undefined;
  readonly end: () => Passed;
} {
  let start: Uint8Array = new Uint8Array();
  let verdict: "unknown" | "JSON" | "other" = "unknown";
  let length = 0;
  return {
    write: (piece) => {
      length += piece.length;
      if (verdict !== "unknown") return verdict === "JSON" ? piece : undefined;
      start = start.length === 0 ? piece : Buffer.concat([start, piece]);
      if (start.length < MARK.length && beginsMark(start)) return undefined;
      const text = withoutMark(start);
      const first = text.find((byte) => !JSON_SPACES.has(byte));
      if (first === undefined) return undefined;
      verdict = first === 0x5b || first === 0x7b ? "JSON" : "other";
      return verdict === "JSON" ? text : undefined;
    },
    end: () => {
      const text = withoutMark(start);
      const textBytes = length - start.length + text.length;
      return { textBytes, fault: verdict === "JSON" ? undefined : faultOf(text, textBytes) };
    },
  };
}

/** Whether the text begins with a byte order mark, as far as it goes. */
function beginsMark(text: Uint8Array): boolean {
  return MARK.every((byte, i) => i >= text.length || text[i] === byte);
}

function withoutMark(text: Uint8Array): Uint8Array {
  return text.length >= MARK.length && beginsMark(text) ? text.subarray(MARK.length) : text;
}

function faultOf(start: Uint8Array, length: number): string {
  if (length === 0) return "nothing: it is empty";
  if (gzipHeader(start) !== undefined) return `gzip inside gzip (${bytes(length)} when inflated once)`;
  const kind = Object.entries(KNOWN).find(([signature]) => {
    return [...signature].every((sign, i) => start[i] === sign.charCodeAt(0));
  })?.[1];
  if (kind !== undefined) return `${kind[0]} (${bytes(length)}): ${kind[1]}`;
  const first = start.find((byte) => !JSON_SPACES.has(byte));
  if (first === undefined) return `nothing but white space (${bytes(length)})`;
  if (first === 0x3c) return `an HTML page (${bytes(length)}) where a feed should be`;
  return `something that is not JSON (${bytes(length)})`;
}
