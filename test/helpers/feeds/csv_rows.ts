/**
 * The fields of a CSV text (RFC 4180), line by line, header first; every field is text. A reader for tests
 * alone, so that a published file is not read by what wrote it.
 */
export function csvRows(text: string): string[][] {
  const rows: string[][] = [];
  let [row, field, quoted] = [[] as string[], "", false];
  for (let at = 0; at < text.length; at++) {
    const char = text[at] as string;
    if (quoted) {
      if (char !== '"') field += char;
      else if (text[at + 1] === '"') field += text[++at];
      else quoted = false;
    } else if (char === '"') {
      quoted = true;
    } else if (char === ",") {
      row.push(field);
      field = "";
    } else if (char === "\n" || (char === "\r" && text[at + 1] === "\n")) {
      if (char === "\r") at++;
      rows.push([...row, field]);
      [row, field] = [[], ""];
    } else {
      field += char;
    }
  }
  return row.length > 0 || field !== "" ? [...rows, [...row, field]] : rows;
}
