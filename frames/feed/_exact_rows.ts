import { Failure } from "../../errors/mod.ts";
import pl from "../polars.ts";
import { type FeedSchema, pathOf } from "../schema.ts";
import { numberText } from "./_number_text.ts";
import { quoted } from "./_quoted.ts";

/**
 * Reads the text of a JSON array of objects with `JSON.parse`: about eight times slower than the way of
 * {@linkcode regularRows}, and exact for every text. Of a repeated key the last value counts.
 *
 * @param text UTF-8
 * @param schema the columns that every row must have, and no others, and where the rows are
 * @returns rows × columns, every value as text or null
 * @throws {Failure} `contract` when the text is not JSON, not an array of flat objects, or a key is missing or
 * extra
 */
export function exactRows(
  text: Uint8Array,
  schema: Pick<FeedSchema, "columns" | "rows">,
  source: string,
): pl.DataFrame {
  const rows = parsedRows(text, schema.rows, source);
  const columns = schema.columns.map(pathOf);
  const values = columns.map((): (string | null)[] => new Array(rows.length));

  const flat = flatOf(columns);
  rows.forEach((given: unknown, index) => {
    const where = `Row ${index + 1} of "${source}"`;
    if (!isObject(given))
      throw new Failure("contract", `${where} is ${nameOf(given)}, not an object. ${ADVICE}`);
    const row = flat(given);
    checkKeys(row, columns, where);
    for (const [place, column] of columns.entries()) {
      (values[place] as (string | null)[])[index] = asText(row[column], column, where);
    }
  });
  return pl.DataFrame(schema.columns.map(({ name }, place) => pl.Series(name, values[place] ?? [], pl.Utf8)));
}

/** The rows of the text of a JSON array, whatever they are. @param path where the array is in an object */
export function parsedRows(text: Uint8Array, path: string | undefined, source: string): unknown[] {
  const body = parse(text, source);
  const rows = path === undefined ? body : valueAt(body, path);
  if (Array.isArray(rows)) return rows;
  if (path !== undefined)
    throw new Failure("contract", `"${source}" contains no array of rows at "${path}". ${ADVICE}`);
  throw new Failure("contract", `"${source}" contains ${nameOf(rows)}, not an array of rows. ${ADVICE}`);
}

/** How many columns a message names at most. */
const SHOWN = 20;
const ADVICE = "Check that it is the right feed.";

function valueAt(body: unknown, path: string): unknown {
  return path
    .split(".")
    .reduce(
      (value: unknown, name) => (isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined),
      body,
    );
}

function parse(bytes: Uint8Array, source: string): unknown {
  const text = new TextDecoder().decode(bytes);
  try {
    return isLines(text) ? parsedLines(text) : JSON.parse(text);
  } catch (cause) {
    const why = (cause as Error).message.replace(/\s+/g, " ");
    throw new Failure("contract", `"${source}" is not JSON: ${why}. Fetch it again.`, { cause });
  }
}

/** Whether a text is JSON lines: an object a line. */
function isLines(text: string): boolean {
  return /^\s*\{[^\n]*\}[ \t\r]*\n\s*\{/.test(text);
}

function parsedLines(text: string): unknown[] {
  return text.split("\n").flatMap((line) => (line.trim() === "" ? [] : [JSON.parse(line)]));
}

function checkKeys(row: Record<string, unknown>, columns: readonly string[], where: string): void {
  const missing = columns.filter((column) => !Object.hasOwn(row, column));
  const extra = Object.keys(row).filter((key) => !columns.includes(key));
  if (missing.length === 0 && extra.length === 0) return;

  const complaints = [
    missing.length > 0 && `has no ${list(missing)}`,
    extra.length > 0 && `has ${list(extra)}, which the feed does not define`,
  ].filter(Boolean);
  throw new Failure("contract", `${where} ${complaints.join(" and ")}. ${ADVICE}`);
}

function asText(value: unknown, column: string, where: string): string | null {
  if (typeof value === "string" || value === null) return value;
  if (typeof value === "number") return numberText(value);
  throw new Failure(
    "contract",
    `${where} has ${nameOf(value)} in "${column}", not a single value. ${ADVICE}`,
  );
}

/**
 * Makes of a row with objects in it one with their values by path, "location.lat", where a column is such a path; of an
 * array only where a column's path leads into it, as "coordinates.0" does.
 */
export function flatOf(
  columns: readonly string[],
): (row: Record<string, unknown>) => Record<string, unknown> {
  if (!columns.some((name) => name.includes("."))) return (row) => row;
  // No path is longer than the longest.
  const deepest = Math.max(...columns.map((name) => name.split(".").length));
  const leadsInto = (path: string) => columns.some((name) => name.startsWith(`${path}.`));
  const hasParts = (value: unknown, path: string): value is Record<string, unknown> =>
    (isObject(value) || (Array.isArray(value) && leadsInto(path))) && Object.keys(value).length > 0;
  const flat = (object: Record<string, unknown>, path: string, depth: number): [string, unknown][] =>
    Object.entries(object).flatMap(([name, value]) =>
      depth < deepest && hasParts(value, `${path}${name}`)
        ? flat(value, `${path}${name}.`, depth + 1)
        : [[`${path}${name}`, value]],
    );
  return (row) => Object.fromEntries(flat(row, "", 1));
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function nameOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  if (typeof value === "string") return `the string ${quoted(value)}`;
  return typeof value === "object" ? "an object" : `the ${typeof value} ${value}`;
}

export function list(names: readonly string[]): string {
  const shown = names.slice(0, SHOWN).map(quoted).join(", ");
  return names.length > SHOWN ? `${shown} and ${names.length - SHOWN} more` : shown;
}
