import { Buffer } from "node:buffer";
import type { TextSink } from "./text_sink.ts";

/**
 * The sink that keeps the text as it is. A text that comes in one piece is not copied.
 *
 * @example
 * ```ts
 * const { text } = await openBody(body, smnHourly.caps, "feed.json.gz", wholeText);
 * text.length; // 112403878
 * ```
 */
export function wholeText(): TextSink<Uint8Array> {
  const pieces: Uint8Array[] = [];
  return {
    write: (piece) => pieces.push(piece),
    end: () => (pieces.length === 1 && pieces[0] !== undefined ? pieces[0] : Buffer.concat(pieces)),
  };
}
