import { Buffer } from "node:buffer";
import { Failure } from "../../errors/mod.ts";
import pl from "../polars.ts";

/** The two columns that together name a municipality, as the national statistics institute (INEGI) keys them. */
export const MUNICIPALITY_KEY = ["Cve_Ent", "Cve_Mun"] as const;

/**
 * Reads a municipality table: one row per municipality, `Cve_Ent` (state) and `Cve_Mun` (municipality within
 * it) whole numbers, and any further columns, which keep the type that all their values have.
 *
 * @param csv UTF-8, with a header; line ends and a byte order mark as they come
 * @param source how messages name it: the file's path
 * @returns municipalities × columns of the table, in its order
 * @throws {Failure} `contract` when the header lacks a key, a key is not a whole number or stands twice, a number
 * is not finite, a row has too many fields, or there are no rows
 *
 * @example
 * ```ts
 * const csv = new TextEncoder().encode("Cve_Ent,Cve_Mun,Value\r\n20,54,310");
 * municipalityFrame(csv, "data.csv"); // 1 × 3
 * ```
 */
export function municipalityFrame(csv: Uint8Array, source: string): pl.DataFrame {
  const table = read(csv, source);
  const missing = MUNICIPALITY_KEY.filter((name) => !table.columns.includes(name));
  if (missing.length > 0) {
    const found = table.columns.map((name) => name.replace(/^\ufeff/, "")).join(",");
    throw fault(source, `its header "${found}" has no "${missing.join('" and no "')}"`);
  }
  if (table.height === 0) throw fault(source, "it has no rows");
  // As good tables have them already: Polars for Node takes almost a millisecond to make an expression.
  const wrong = MUNICIPALITY_KEY.filter((name) => !String(table.getColumn(name).dtype).includes("Int64"));
  const keyed = wrong.length === 0 ? table : table.withColumn(pl.cols([...MUNICIPALITY_KEY]).cast(pl.Int64));
  checkKeys(table, keyed, source);
  checkNumbers(keyed, source);
  return keyed;
}

function read(csv: Uint8Array, source: string): pl.DataFrame {
  let frame: pl.DataFrame;
  const start = csv[0] === 0xef && csv[1] === 0xbb && csv[2] === 0xbf ? 3 : 0;
  try {
    frame = pl.readCSV(Buffer.from(csv.subarray(start)), {
      // All rows decide on a type: null would read everything as text, and a table has fewer rows than bytes.
      inferSchemaLength: csv.length,
      ignoreErrors: false,
      truncateRaggedLines: false,
    });
  } catch (cause) {
    const why = String((cause as Error).message).split("\n")[0];
    throw fault(source, `it cannot be read as CSV: ${why}`, cause);
  }
  // Of a quote in a quoted name Polars leaves both that stand for it.
  const names = frame.columns.map((name) => name.replaceAll('""', '"'));
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw fault(source, `it has two columns "${twice}"`);
  frame.columns = names;
  return frame;
}

function checkKeys(table: pl.DataFrame, keyed: pl.DataFrame, source: string): void {
  const seen = new Set<string>();
  const columns = MUNICIPALITY_KEY.map((name) => ({
    name,
    given: table.getColumn(name).toArray(),
    keys: keyed.getColumn(name).toArray(),
  }));
  for (let row = 0; row < keyed.height; row++) {
    const line = `row ${row + 1}`;
    for (const { name, given, keys } of columns) {
      const isWhole = keys[row] !== null && Number(given[row]) === Number(keys[row]);
      if (!isWhole) throw fault(source, `${line} has "${given[row] ?? ""}" in "${name}", not a whole number`);
    }
    const key = columns.map(({ keys }) => keys[row]).join("-");
    if (seen.has(key)) throw fault(source, `${line} repeats the municipality ${key}`);
    seen.add(key);
  }
}

/** Polars takes "inf" and "NaN" for numbers. */
function checkNumbers(table: pl.DataFrame, source: string): void {
  for (const name of table.columns) {
    const column = table.getColumn(name);
    if (!String(column.dtype).includes("Float")) continue;
    const row = column.toArray().findIndex((value) => value !== null && !Number.isFinite(value));
    if (row >= 0)
      throw fault(source, `row ${row + 1} has "${column.get(row)}" in "${name}", not a finite number`);
  }
}

function fault(source: string, what: string, cause?: unknown): Failure {
  const message = `Cannot use the municipality table "${source}": ${what}. Correct the file or add a newer one.`;
  return new Failure("contract", message, { cause });
}
