import { gzipSync } from "node:zlib";
import { json, type TinyRow, tinyRow } from "./tiny_feed.ts";

/** A body of the tiny feed whose gzip header says that it was made at a moment. */
export function bodyOf(moment: string, row: Partial<TinyRow> = {}): Uint8Array {
  const body = gzipSync(json([tinyRow(row)]));
  body.writeUInt32LE(Date.parse(moment) / 1000, 4);
  return body;
}
