import { Failure } from "../../errors/mod.ts";
import { bytes } from "../bytes.ts";
import { gzipHeader } from "./gzip_header.ts";

/**
 * Reads a stream to its end, and stops as soon as it is known to hold more than a feed may: `body_bytes` of
 * gzip or `text_bytes` of anything else.
 *
 * @param size How much there will be to read, if it is known.
 * @throws {Failure} `contract` where there is too much.
 */
export async function readCapped(
  stream: AsyncIterable<Uint8Array>,
  caps: { readonly body_bytes: number; readonly text_bytes: number },
  where: string,
  size = 0,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  let cap = caps.text_bytes;
  for await (const chunk of stream) {
    if (length === 0 && gzipHeader(chunk) !== undefined) cap = caps.body_bytes;
    length += chunk.length;
    if (Math.max(length, size) > cap) {
      throw new Failure(
        "contract",
        `"${where}" contains more than the ${bytes(cap)} allowed for a body of this feed. Name another file.`,
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
}
