/** The text of a table, and what was unusual about its bytes, a sentence each. */
export type TableText = { readonly text: string; readonly notes: readonly string[] };

/**
 * Decodes a table: UTF-8, else UTF-16 by its byte order mark, else Windows-1252, which Latin-1 is a part of, and in
 * which every byte means something. Lines end with "\n" then.
 */
export function tableText(bytes: Uint8Array): TableText {
  const [first, second] = bytes;
  const utf16 =
    first === 0xff && second === 0xfe
      ? "utf-16le"
      : first === 0xfe && second === 0xff
        ? "utf-16be"
        : undefined;
  if (utf16 !== undefined) return { text: lines(new TextDecoder(utf16).decode(bytes)), notes: [] };
  try {
    return { text: lines(new TextDecoder("utf-8", { fatal: true }).decode(bytes)), notes: [] };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const note = "is not UTF-8 and was read as Windows-1252 (Latin-1)";
    return { text: lines(windows1252(bytes)), notes: [note] };
  }
}

/** What Windows-1252 has where Latin-1 has control characters, from 0x80 on; five of them mean nothing. */
const FROM_0X80 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/** Not by TextDecoder alone, whose "windows-1252" is Latin-1 in Node 20. */
function windows1252(bytes: Uint8Array): string {
  const latin1 = new TextDecoder("latin1").decode(bytes);
  return latin1.replace(
    /[\u0080-\u009f]/g,
    (character) => FROM_0X80[character.charCodeAt(0) - 0x80] ?? character,
  );
}

/** Within quotes a line end is part of a value, and stays as it is. */
function lines(text: string): string {
  return text
    .replace(/^\ufeff/, "")
    .replace(/"(?:[^"]|"")*"|\r\n?/g, (found) => (found[0] === '"' ? found : "\n"));
}
