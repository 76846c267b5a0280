import { promisify } from "node:util";
import zlib from "node:zlib";
import { Failure } from "../errors/mod.ts";
import { bytes } from "./_bytes.ts";

const SMALLEST_CHUNK = 1 << 20;

/**
 * Inflates a whole gzip file into one contiguous buffer, and checks it to its last byte: its checksum and
 * length, and that nothing follows it. Several members one after the other are one file (RFC 1952, section
 * 2.2); zero bytes after the last one, which Node leaves aside, are refused like any other.
 *
 * It takes one output buffer as large as the file's own trailer promises, so that nothing is joined or
 * copied: for 110 MB of text 80 ms, against 120 ms with chunks of 1 MiB and 315 ms with Node's default of
 * 16 KiB. The trailer may lie: it is a hint for that size and no more, and `textBytes` always holds.
 *
 * @param textBytes The largest size that the inflated text may have.
 * @param where The file or URL that the bytes came from, for messages.
 * @throws {Failure} `upstream` where the file is cut, damaged, followed by other bytes or too large.
 *
 * @example
 * ```ts
 * const text = await gunzip(await readFile("feed.json.gz"), 400_000_000, "feed.json.gz");
 * ```
 */
export async function gunzip(file: Uint8Array, textBytes: number, where: string): Promise<Uint8Array> {
  const chunkSize = Math.min(Math.max(promisedLength(file) + 1, SMALLEST_CHUNK), textBytes + 1);
  const failure = (what: string, cause?: unknown) =>
    new Failure("upstream", `"${where}" holds ${what} (${bytes(file.length)}).`, { cause });

  const inflated = inflate(file, { chunkSize, maxOutputLength: textBytes, info: true });
  const { buffer, engine } = await inflated.catch((error: unknown) => {
    const what = faultOf(error, textBytes);
    throw what === undefined ? error : failure(what, error);
  });
  const rest = file.length - engine.bytesWritten;
  if (rest > 0) throw failure(`a gzip file followed by ${bytes(rest)} that do not belong to it`);
  return buffer;
}

/** With `info`, Node also gives the engine, which knows how many bytes it took; its types do not say so. */
const inflate = promisify(zlib.gunzip) as unknown as (
  file: Uint8Array,
  options: zlib.ZlibOptions & { info: true },
) => Promise<{ buffer: Uint8Array; engine: zlib.Gunzip }>;

/** The length of the text, modulo 2^32, that the file's last four bytes state (RFC 1952, ISIZE). */
function promisedLength(file: Uint8Array): number {
  if (file.length < 4) return 0;
  return new DataView(file.buffer, file.byteOffset).getUint32(file.length - 4, true);
}

function faultOf(error: unknown, textBytes: number): string | undefined {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "ERR_BUFFER_TOO_LARGE") return `a gzip file of more than ${bytes(textBytes)} when inflated`;
  if (code === "Z_BUF_ERROR") return "a gzip file that is cut short";
  // The first header was found good, so this is about bytes after the first member's end.
  if (message === "incorrect header check") return "a gzip file followed by bytes that do not belong to it";
  if (code === "Z_DATA_ERROR") return `a damaged gzip file: ${message}`;
  return undefined;
}
