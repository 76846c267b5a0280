import { createHash } from "node:crypto";
import { Failure } from "../../errors/mod.ts";
import { bytes } from "../bytes.ts";
import { textStart } from "./_text_start.ts";
import { gunzip } from "./gunzip.ts";
import { gzipHeader } from "./gzip_header.ts";
import type { TextSink } from "./text_sink.ts";

/** A feed's body out of its envelope. */
export type OpenedBody<Text = Uint8Array> = {
  /** What the sink made of the JSON text in UTF-8, without a byte order mark: the body inflated, or itself. */
  readonly text: Text;
  readonly textBytes: number;
  /** SHA-256 of the text, in hexadecimal. */
  readonly sha256: string;
  /** When the provider made the file, as its gzip header tells; absent where it does not. */
  readonly modifiedAt?: Date;
  readonly gzipped: boolean;
};

/**
 * The check of a feed's envelope: takes a body as it came, gzip or plain, and hands its text on as it is
 * inflated. Only what begins as JSON does is handed on; what the JSON holds is not looked at. Gzip is known by
 * its first bytes, never by a header or a name, since the feed's provider serves both under the same ones.
 *
 * @param caps the largest size that the text may have
 * @param where the file or URL that the body came from, for messages
 * @param makeSink makes what takes the text; what was made of it is given only when the whole envelope is good
 * @throws {Failure} `upstream` for a body that is empty, an HTML page or not JSON; for gzip that is cut,
 * damaged, followed by other bytes, or gzip once more inside; and for more text than `caps` allows
 *
 * @example
 * ```ts
 * const { text, modifiedAt } = await openBody(body, smnHourly.caps, "feed.json.gz", wholeText);
 * ```
 */
export async function openBody<Text>(
  body: Uint8Array,
  caps: { readonly text_bytes: number },
  where: string,
  makeSink: () => TextSink<Text>,
): Promise<OpenedBody<Text>> {
  const sink = makeSink();
  const hash = createHash("sha256");
  const start = textStart();
  const write = (piece: Uint8Array): void => {
    const text = start.write(piece);
    if (text === undefined) return;
    hash.update(text);
    sink.write(text);
  };

  const header = gzipHeader(body);
  if (header !== undefined) await gunzip(body, caps.text_bytes, where, write);
  else if (body.length <= caps.text_bytes) write(body);
  else {
    const cap = bytes(caps.text_bytes);
    throw new Failure("upstream", `"${where}" holds ${bytes(body.length)}, more than the allowed ${cap}.`);
  }
  const { fault, textBytes } = start.end();
  if (fault !== undefined) throw new Failure("upstream", `"${where}" holds ${fault}.`);
  return {
    ...header,
    text: sink.end(),
    textBytes,
    sha256: hash.digest("hex"),
    gzipped: header !== undefined,
  };
}
