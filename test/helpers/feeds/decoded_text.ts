import { Buffer } from "node:buffer";

/** The letters beyond ASCII as UTF-8 has them, each byte a character: table 3-7 of the Unicode Standard. */
const LETTER =
  /[\xc2-\xdf][\x80-\xbf]|(?:\xe0[\xa0-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]|\xed[\x80-\x9f])[\x80-\xbf]|(?:\xf0[\x90-\xbf]|[\xf1-\xf3][\x80-\xbf]|\xf4[\x80-\x8f])[\x80-\xbf]{2}/g;

/** UTF-8 with its broken places replaced, unless there are more of them than letters: then it is Latin-1. */
export function decodedText(bytes: Uint8Array): string {
  const latin = Buffer.from(bytes)
    .toString("latin1")
    .replace(/^\xef\xbb\xbf/, "");
  const letters = latin.match(LETTER) ?? [];
  const broken = latin.replace(LETTER, "-").match(/[\x80-\xff]+/g) ?? [];
  if (broken.length > letters.length) return latin;
  const parts = latin.split(LETTER).map((part) => part.replace(/[\x80-\xff]+/g, "\ufffd"));
  const decoded = letters.map((letter) => Buffer.from(letter, "latin1").toString());
  return parts.map((part, i) => part + (decoded[i] ?? "")).join("");
}
