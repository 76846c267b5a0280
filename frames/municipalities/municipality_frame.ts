import { Failure } from "../../errors/mod.ts";
import pl from "../polars.ts";
import { type TableCells, tableCells } from "./_table_cells.ts";
import { tableText } from "./_table_text.ts";
import { typedColumn } from "./_typed_column.ts";
import { type KeyColumns, keyColumns, MUNICIPALITY_KEY, splitKey } from "./municipality_key.ts";

/** Spreadsheets may write a whole number as "1.0". */
const WHOLE = /^[+-]?\d+(\.0*)?$/;

/**
 * Reads a municipality table as people have them: one row per municipality, its key in `Cve_Ent` (state) and `Cve_Mun`
 * (municipality within it), or both in `CVEGEO`, and any further columns, which keep the type that all their values
 * have. Names of keys may be in any case; columns may be separated by commas, semicolons, tabs or bars; lines end as
 * they come; rows without a value are none. The text is UTF-8, UTF-16, or else Windows-1252.
 *
 * @param source how messages name it: the file's path
 * @param note is told what was decided about the table, a sentence each time
 * @returns municipalities × columns of the table, in its order; of a table with `CVEGEO` alone the two keys come first
 * @throws {Failure} `contract` when the header has no key, a key is not a whole number or stands twice, a row
 * has too many fields, two columns have one name, or there are no rows
 *
 * @example
 * ```ts
 * const csv = new TextEncoder().encode("Cve_Ent,Cve_Mun,Value\r\n20,54,310");
 * municipalityFrame(csv, "data.csv"); // 1 × 3
 * ```
 */
export function municipalityFrame(
  csv: Uint8Array,
  source: string,
  note: (sentence: string) => void = () => undefined,
): pl.DataFrame {
  const { text, notes } = tableText(csv);
  const table = tableCells(text, (names) => keyColumns(names) !== undefined);
  const header = checkedHeader(table, source);
  const found = keyColumns(header);
  if (found === undefined) throw fault(source, noKey(header));
  if (table.rows.length === 0) throw fault(source, "it has no rows");
  const ragged = table.rows.findIndex(
    (row) => row.length > header.length && row.slice(header.length).some((cell) => cell !== ""),
  );
  if (ragged >= 0) {
    const fields = `${table.rows[ragged]?.length} fields, and the header ${header.length}`;
    throw fault(source, `line ${table.lines[ragged]} has ${fields}`);
  }
  const say = (what: string) => note(`The municipality table "${source}" ${what}.`);
  notes.forEach(say);

  const keys = keysOf(table, header, found, source);
  const further = header.flatMap((name, i) => {
    if (isKey(i, found) || (name === "" && table.rows.every((row) => (row[i] ?? "").trim() === "")))
      return [];
    const values = table.rows.map((row) => row[i] ?? null);
    const typed = typedColumn(name, values, table.lines, table.quoted[i] === true);
    typed.notes.forEach(say);
    return [{ at: i, series: typed.series }];
  });
  const [state, municipality] = MUNICIPALITY_KEY.map((name, i) =>
    pl
      .Series(
        name,
        keys.map((key) => String(key[i])),
        pl.Utf8,
      )
      .cast(pl.Int64),
  ) as [pl.Series, pl.Series];
  const keyed =
    "both" in found
      ? [
          { at: -2, series: state },
          { at: -1, series: municipality },
        ]
      : [
          { at: found.state, series: state },
          { at: found.municipality, series: municipality },
        ];
  const columns = [...keyed, ...further].sort((a, b) => a.at - b.at);
  return pl.DataFrame(columns.map(({ series }) => series));
}

function isKey(column: number, keys: KeyColumns): boolean {
  return "state" in keys && (column === keys.state || column === keys.municipality);
}

/** The names of the columns, each once; spreadsheets leave columns without a name and a value behind the last. */
function checkedHeader({ header, rows }: TableCells, source: string): readonly string[] {
  const found = header.filter((name) => name !== "");
  const twice = found.find((name, i) => found.indexOf(name) !== i);
  if (twice !== undefined) throw fault(source, `it has two columns "${twice}"`);
  const nameless = header.findIndex(
    (name, i) => name === "" && rows.some((row) => (row[i] ?? "").trim() !== ""),
  );
  if (nameless >= 0 && found.length > 0)
    throw fault(source, `its column ${nameless + 1} has values and no name`);
  return header;
}

function noKey(header: readonly string[]): string {
  if (header.every((name) => name === "")) return "it is empty";
  const names = header.filter((name) => name !== "").join(",");
  const [state, municipality] = MUNICIPALITY_KEY;
  return `its header "${names}" has no "${state}" and "${municipality}", and no "CVEGEO" that holds both`;
}

/** The two keys of each row. */
function keysOf(
  { rows, lines }: TableCells,
  header: readonly string[],
  keys: KeyColumns,
  source: string,
): (readonly [state: number, municipality: number])[] {
  const seen = new Map<string, number | undefined>();
  return rows.map((row, i) => {
    const line = lines[i];
    const wrong = (at: number, what: string) =>
      fault(source, `line ${line} has "${row[at] ?? ""}" in "${header[at]}", not ${what}`);
    const key =
      "both" in keys ? splitKey((row[keys.both] ?? "").trim()) : [row[keys.state], row[keys.municipality]];
    if (key === undefined) throw wrong("both" in keys ? keys.both : 0, "the five digits of a municipality");
    const [state, municipality] = key.map((value, part) => {
      if (WHOLE.test((value ?? "").trim())) return Number(value);
      throw wrong(
        "state" in keys ? ([keys.state, keys.municipality][part] ?? 0) : keys.both,
        "a whole number",
      );
    }) as [number, number];
    const name = `${state}-${municipality}`;
    if (seen.has(name))
      throw fault(source, `line ${line} repeats the municipality ${name} of line ${seen.get(name)}`);
    seen.set(name, line);
    return [state, municipality] as const;
  });
}

function fault(source: string, what: string): Failure {
  const message = `Cannot use the municipality table "${source}": ${what}. Correct the file or add a newer one.`;
  return new Failure("contract", message);
}
