import { crc32, deflateRawSync } from "node:zlib";

/**
 * A feed's text as the provider serves it: a gzip file of one member whose header names the file,
 * `HourlyForecast_MX`, and carries the time of publication in whole seconds. Header and trailer are written
 * here because node's zlib sets neither field.
 *
 * Format: RFC 1952, section 2.3. Compressed at level 1, so that the whole feed takes seconds, not minutes.
 *
 * @throws {RangeError} where `modifiedAt` is before 1970 or after 2106: the header has no room for it.
 *
 * @example
 * ```ts
 * const body = sampleBody("[]", { modifiedAt: new Date("2026-01-05T16:00:00Z") });
 * gunzipSync(body).toString(); // "[]"
 * ```
 */
export function sampleBody(text: string, { modifiedAt }: { readonly modifiedAt: Date }): Uint8Array {
  const content = Buffer.from(text);

  const header = Buffer.alloc(10);
  header.set([0x1f, 0x8b]); // magic
  header[2] = 8; // method: deflate
  header[3] = 0b1000; // flags: a file name follows the header
  header.writeUInt32LE(Math.floor(modifiedAt.getTime() / 1000), 4);
  header[8] = 4; // compressed for speed
  header[9] = 3; // made on Unix

  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(crc32(content), 0);
  trailer.writeUInt32LE(content.length, 4);

  return Buffer.concat([
    header,
    Buffer.from("HourlyForecast_MX\0", "latin1"),
    deflateRawSync(content, { level: 1 }),
    trailer,
  ]);
}
