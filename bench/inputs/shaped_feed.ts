import { writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { sample } from "../../configs/feeds/sample.ts";
import { feedText, named, type Where } from "./feeds.ts";
import { made } from "./made.ts";

type Row = Readonly<Record<string, string>>;
type Value = string | number | null;

/** Ways in which people's feeds differ from the weather service's: the same rows, and the same last records. */
export const SHAPES: Readonly<Record<string, (rows: readonly Row[]) => string>> = {
  "numbers without quotes": (rows) => JSON.stringify(rows.map(bare)),
  "one null": (rows) => JSON.stringify(rows.map((row, i) => (i === ODD ? { ...row, raf: null } : row))),
  "one row in another order": (rows) => JSON.stringify(rows.map((row, i) => (i === ODD ? turned(row) : row))),
  "rows by time": (rows) => JSON.stringify([...rows].sort((a, b) => compare(a.hloc ?? "", b.hloc ?? ""))),
  "a brace in a text": (rows) =>
    JSON.stringify(rows.map((row, i) => (i === ODD ? { ...row, desciel: "},{ a" } : row))),
  "JSON lines": (rows) => rows.map((row) => `${JSON.stringify(row)}\n`).join(""),
  indented: (rows) => JSON.stringify(rows, undefined, 2),
};

/** A row that is not its town's last. */
const ODD = 1000;
const NUMBERS = new Set(
  sample.columns.flatMap(({ name, type }) => (type === "number" || type === "integer" ? [name] : [])),
);

/** The hourly feed in one of these shapes, gzip. Gives its path. */
export async function shapedFeed(where: Where, shape: string): Promise<string> {
  const name = named(`shaped-${shape.replace(/\W+/g, "-").toLowerCase()}`, where);
  return await made(where.work, name, 20e6, async (path) => {
    const rows: Row[] = JSON.parse(feedText(where, "older"));
    await writeFile(path, gzipSync(SHAPES[shape]?.(rows) ?? "", { level: 6 }));
  });
}

function bare(row: Row): Record<string, Value> {
  const value = (name: string, text: string): Value =>
    NUMBERS.has(name) ? (text.trim() === "" ? null : Number(text)) : text;
  return Object.fromEntries(Object.entries(row).map(([name, text]) => [name, value(name, text)]));
}

function turned(row: Row): Row {
  return Object.fromEntries(Object.entries(row).reverse());
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
