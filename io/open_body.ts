import { Failure } from "../errors/mod.ts";
import { bytes } from "./_bytes.ts";
import { gunzip } from "./gunzip.ts";
import { gzipHeader } from "./gzip_header.ts";

/** A feed's body out of its envelope. */
export type OpenedBody = {
  /** The JSON text in UTF-8, without a byte order mark: the body inflated, or the body itself. */
  readonly text: Uint8Array;
  /** When the provider made the file, as its gzip header tells; absent where it does not. */
  readonly modifiedAt?: Date;
  readonly gzipped: boolean;
};

/**
 * The check of a feed's envelope: takes a body as it came, gzip or plain, and gives its text once it looks
 * like JSON. What the JSON holds is not looked at. Gzip is known by its first bytes, never by a header or a
 * name, since the feed's provider serves both under the same ones.
 *
 * @param caps The largest size that the text may have.
 * @param where The file or URL that the body came from, for messages.
 * @throws {Failure} `upstream` for a body that is empty, an HTML page or not JSON; for gzip that is cut,
 * damaged, followed by other bytes, or gzip once more inside; and for more text than `caps` allows.
 *
 * @example
 * ```ts
 * const { text, modifiedAt } = await openBody(body, smnHourly.caps, "feed.json.gz");
 * ```
 */
export async function openBody(
  body: Uint8Array,
  caps: { readonly textBytes: number },
  where: string,
): Promise<OpenedBody> {
  const header = gzipHeader(body);
  if (header !== undefined) {
    const inflated = await gunzip(body, caps.textBytes, where);
    return { ...header, text: jsonText(inflated, where), gzipped: true };
  }
  if (body.length > caps.textBytes) {
    throw new Failure(
      "upstream",
      `"${where}" holds ${bytes(body.length)}, more than the allowed ${bytes(caps.textBytes)}.`,
    );
  }
  return { text: jsonText(body, where), gzipped: false };
}

/** The bytes after their byte order mark, if these can be JSON's. */
function jsonText(content: Uint8Array, where: string): Uint8Array {
  const marked = content[0] === 0xef && content[1] === 0xbb && content[2] === 0xbf;
  const text = marked ? content.subarray(3) : content;
  const fault = faultOf(text);
  if (fault !== undefined) throw new Failure("upstream", `"${where}" holds ${fault}.`);
  return text;
}

function faultOf(text: Uint8Array): string | undefined {
  if (text.length === 0) return "nothing: it is empty";
  if (gzipHeader(text) !== undefined) return `gzip inside gzip (${bytes(text.length)} when inflated once)`;
  const first = text.find((byte) => !JSON_SPACES.has(byte));
  if (first === undefined) return `nothing but white space (${bytes(text.length)})`;
  const character = String.fromCharCode(first);
  if (character === "[" || character === "{") return undefined;
  if (character === "<") return `an HTML page (${bytes(text.length)}) where a feed should be`;
  return `something that is not JSON (${bytes(text.length)})`;
}

/** Tab, line feed, carriage return and space: RFC 8259, section 2. */
const JSON_SPACES: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0d, 0x20]);
