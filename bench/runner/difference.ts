/** How far two floats may be apart, as a part of themselves: sums depend on the order of adding. */
const TOLERANCE = 1e-9;

/**
 * What is the first difference between two tables in CSV, or undefined when they are equal: the same columns in
 * any order, the same rows in the same order, and in these the same text, but for the columns of `measures`,
 * which are floats and may be apart by 1e-9 of themselves.
 *
 * No field may be quoted: what the bench makes needs no quotes.
 *
 * @example
 * ```ts
 * difference("a,b\n1,2.0\n", "b,a\n2,1\n", ["b"]); // undefined
 * difference("a,b\n1,2.0\n", "b,a\n2,3\n", ["b"]); // `row 1, "a": "1" and "3"`
 * ```
 */
export function difference(one: string, other: string, measures: readonly string[]): string | undefined {
  const [header = [], ...rows] = cells(one);
  const [otherHeader = [], ...otherRows] = cells(other);
  const columns = (names: readonly string[]) => names.toSorted().join(", ");
  if (columns(header) !== columns(otherHeader))
    return `columns: ${columns(header)} and ${columns(otherHeader)}`;
  if (rows.length !== otherRows.length) return `rows: ${rows.length} and ${otherRows.length}`;

  const places = header.map((name) => otherHeader.indexOf(name));
  for (const [index, row] of rows.entries()) {
    for (const [i, name] of header.entries()) {
      const [a = "", b = ""] = [row[i], otherRows[index]?.[places[i] ?? -1]];
      const equal = a === b || (measures.includes(name) && isClose(a, b));
      if (!equal) return `row ${index + 1}, "${name}": "${a}" and "${b}"`;
    }
  }
  return undefined;
}

function isClose(a: string, b: string): boolean {
  if (a === "" || b === "") return false;
  const [one, other] = [Number(a), Number(b)];
  return Math.abs(one - other) <= TOLERANCE * Math.max(Math.abs(one), Math.abs(other));
}

function cells(csv: string): string[][] {
  if (csv.includes('"')) throw new Error("A table that is to be compared has a quoted field.");
  return csv
    .trimEnd()
    .split(/\r?\n/)
    .map((line) => line.split(","));
}
