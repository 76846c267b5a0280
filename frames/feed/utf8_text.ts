import { Buffer, isUtf8 } from "node:buffer";

const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];
/** U+FFFD, which Unicode has for what cannot be read. */
const REPLACEMENT = [0xef, 0xbf, 0xbd];

/** A text as UTF-8, and what it was before. */
export type DecodedText = {
  /** Without a byte order mark. */
  readonly text: Uint8Array;
  readonly from: "UTF-8" | "Latin-1";
  /** How many places of a text in UTF-8 are none, and became "\ufffd". */
  readonly repaired: number;
};

/**
 * A text as UTF-8. One in which more places are no UTF-8 than letters beyond ASCII are is Latin-1, which some bodies of
 * the provider have been; in any other, what is broken is replaced, as a name that was cut within a letter.
 *
 * @example
 * ```ts
 * utf8Text(Buffer.from("R\xedo", "latin1")).from; // "Latin-1"
 * ```
 */
export function utf8Text(body: Uint8Array): DecodedText {
  const start = BYTE_ORDER_MARK.every((byte, i) => body[i] === byte) ? BYTE_ORDER_MARK.length : 0;
  const text = body.subarray(start);
  if (isUtf8(text)) return { text, from: "UTF-8", repaired: 0 };
  const { letters, broken, bytes } = brokenPlaces(text);
  if (broken.length <= letters)
    return { text: replaced(text, broken, bytes), from: "UTF-8", repaired: broken.length };
  // Not by TextDecoder: its "latin1" is windows-1252 on Deno, and not on every Node.
  const latin = Buffer.from(body.buffer, body.byteOffset, body.length).toString("latin1");
  return { text: Buffer.from(latin), from: "Latin-1", repaired: 0 };
}

/** Bytes from one position to another. */
type Place = readonly [start: number, end: number];

/** The places that are no UTF-8, how many bytes they have, and how many letters of several bytes are whole. */
function brokenPlaces(text: Uint8Array) {
  const broken: [start: number, end: number][] = [];
  let [letters, bytes] = [0, 0];
  for (let at = 0; at < text.length; ) {
    const length = letterLength(text, at);
    if (length > 1) letters++;
    if (length === 0) {
      bytes++;
      const last = broken.at(-1);
      if (last?.[1] === at) last[1] = at + 1;
      else broken.push([at, at + 1]);
    }
    at += Math.max(1, length);
  }
  return { broken: broken as readonly Place[], letters, bytes };
}

/** How many bytes the letter at a position has, 0 where it is none: table 3-7 of the Unicode Standard. */
function letterLength(text: Uint8Array, at: number): number {
  const first = text[at] ?? 0;
  if (first < 0x80) return 1;
  const length =
    first >= 0xc2 && first < 0xe0
      ? 2
      : first >= 0xe0 && first < 0xf0
        ? 3
        : first >= 0xf0 && first < 0xf5
          ? 4
          : 0;
  const second = text[at + 1] ?? 0;
  const lowest = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const highest = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  if (length === 0 || second < lowest || second > highest) return 0;
  for (let i = 2; i < length; i++) if (((text[at + i] ?? 0) & 0xc0) !== 0x80) return 0;
  return length;
}

function replaced(text: Uint8Array, places: readonly Place[], bytes: number): Uint8Array {
  const whole = new Uint8Array(text.length - bytes + places.length * REPLACEMENT.length);
  let [from, to] = [0, 0];
  for (const [start, end] of places) {
    whole.set(text.subarray(from, start), to);
    to += start - from;
    whole.set(REPLACEMENT, to);
    to += REPLACEMENT.length;
    from = end;
  }
  whole.set(text.subarray(from), to);
  return whole;
}
