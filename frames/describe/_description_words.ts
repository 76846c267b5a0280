import type { GuessedColumn, Part } from "./_guess_parts.ts";
import type { SampleRows } from "./_sample_rows.ts";

/** So many names stand in a sentence. */
const NAMED = 8;
/** A longer example is cut. */
const LONGEST = 40;

/** How many rows there are, and where. */
export function rowsSentence({ rows, path, layout }: SampleRows): string {
  const count = `${rows.length} ${rows.length === 1 ? "row" : "rows"}`;
  if (layout === "object") return `The body is an object with its ${count} at "${path}".`;
  return `The body is ${layout === "array" ? "an array" : "JSON lines"} of ${count}.`;
}

/** Which column is the time, and how it is written. */
export function timeSentence({ name, path, format, values }: GuessedColumn): string {
  return `"${name}" is the time, read as ${format}${at(name, path)}, such as ${example(values)}.`;
}

/** What the key is. */
export function keySentence(key: readonly GuessedColumn[]): string {
  const names = key.map(({ name }) => `"${name}"`).join(" and ");
  const is = key.length === 1 ? "is" : "are";
  return `${names} ${is} the key: with the time ${key.length === 1 ? "it tells" : "they tell"} every row from all others.`;
}

/** What is worth a word of how a column's values are read. */
export function typeSentence({ name, guess }: GuessedColumn, part: Part): readonly string[] {
  const { missing, why } = guess;
  if (why !== undefined) return [`"${name}" is a text, as ${why}.`];
  if (missing.length === 0 || part === "key" || part === "time") return [];
  return [`In "${name}" ${missing.map((mark) => JSON.stringify(mark)).join(", ")} stands for no value.`];
}

/** A sentence about some columns; none where there are none. */
export function listed(
  one: string,
  several: string,
  columns: readonly { readonly path: string; readonly name: string }[],
): readonly string[] {
  if (columns.length === 0) return [];
  const names = columns.slice(0, NAMED).map(({ name }) => `"${name}"`);
  const more = columns.length > NAMED ? ` and ${columns.length - NAMED} more` : "";
  return [`${names.join(", ")}${more} ${columns.length === 1 ? one : several}.`];
}

/** What the feed tells of, by the name of its key: of "station_id" stations. */
export function nounOfKey(key: readonly GuessedColumn[]): { readonly noun?: object } {
  const words = key.at(-1)?.name.split(/_|(?<=[a-z])(?=[A-Z])/) ?? [];
  const singular = words
    .filter((word) => !/^(id|ids|key|code|name|number|num|clave|cve)$/i.test(word))
    .join(" ")
    .toLowerCase();
  if (key.length > 1 || !/^[a-z][a-z ]{2,}$/.test(singular) || singular.endsWith("s")) return {};
  return { noun: { singular, plural: singular.replace(/([^aeiou])y$/, "$1ie").concat("s") } };
}

function at(name: string, path: string): string {
  return path === name ? "" : ` at "${path}"`;
}

function example(values: readonly unknown[]): string {
  const text = JSON.stringify(values.find((value) => value !== undefined && value !== null) ?? null);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
