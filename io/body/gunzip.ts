import { createGunzip } from "node:zlib";
import { Failure } from "../../errors/mod.ts";
import { bytes } from "../bytes.ts";

/** A piece of text: with Node's default of 16 KiB inflating takes two and a half times as long. */
const PIECE = 1 << 19;
/** As much may be inflated before it is taken. */
const AHEAD = 2 << 20;

/**
 * Inflates a whole gzip file piece by piece, and checks it to its last byte: its checksum and length, and that
 * nothing follows it. Several members one after the other are one file (RFC 1952, section 2.2); zero bytes
 * after the last one, which Node leaves aside, are refused like any other. The next piece is inflated on
 * another thread while this one works on the last.
 *
 * @param textBytes the largest size that the inflated text may have
 * @param where the file or URL that the bytes came from, for messages
 * @param write takes the next piece of text, at most 512 KiB; that of a file which then turns out bad too
 * @throws {Failure} `upstream` where the file is cut, damaged, followed by other bytes or too large
 *
 * @example
 * ```ts
 * const pieces: Uint8Array[] = [];
 * await gunzip(await readFile("feed.json.gz"), 400_000_000, "feed.json.gz", (piece) => pieces.push(piece));
 * ```
 */
export async function gunzip(
  file: Uint8Array,
  textBytes: number,
  where: string,
  write: (piece: Uint8Array) => void,
): Promise<void> {
  const failure = (what: string, cause?: unknown) =>
    new Failure("upstream", `"${where}" holds ${what} (${bytes(file.length)}).`, { cause });

  const inflating = createGunzip({
    chunkSize: Math.min(PIECE, textBytes + 1),
    // Node hands it on to the stream, but its types do not say so.
    ...{ readableHighWaterMark: AHEAD },
  });
  inflating.end(file);
  let length = 0;
  try {
    for await (const piece of inflating) {
      length += piece.length;
      if (length > textBytes) throw failure(`a gzip file of more than ${bytes(textBytes)} when inflated`);
      write(piece);
    }
  } catch (error) {
    const what = faultOf(error);
    throw what === undefined ? error : failure(what, error);
  }
  const rest = file.length - inflating.bytesWritten;
  if (rest > 0) throw failure(`a gzip file followed by ${bytes(rest)} that do not belong to it`);
}

function faultOf(error: unknown): string | undefined {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "Z_BUF_ERROR") return "a gzip file that is cut short";
  // The first header was found good, so this is about bytes after the first member's end.
  if (message === "incorrect header check") return "a gzip file followed by bytes that do not belong to it";
  if (code === "Z_DATA_ERROR") return `a damaged gzip file: ${message}`;
  return undefined;
}
