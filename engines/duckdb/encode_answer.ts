import { Buffer } from "node:buffer";
import type { DuckDBValue } from "@duckdb/node-api";
import { harmlessText } from "../../frames/formats/harmless_text.ts";
import type { CsvFormulas } from "../../frames/mod.ts";
import type { AnswerChunk, AnswerColumn } from "./answer.ts";
import { valueJson, valueText } from "./answer_values.ts";

/** The forms in which an answer is written a piece at a time. */
export type AnswerFormat = "csv" | "json" | "ndjson" | "markdown";

/**
 * Writes an answer in one of the forms as its rows come, a piece for some rows, so that it may be of any size: CSV as
 * every published table is, JSON as an array with a row a line, NDJSON as an object a line, a table in Markdown.
 *
 * @param formulas what becomes of texts that a spreadsheet would run when it opens the CSV
 *
 * @example
 * ```ts
 * for await (const bytes of encodeAnswer(await session.ask(query), "csv")) process.stdout.write(bytes);
 * ```
 */
export async function* encodeAnswer(
  {
    columns,
    chunks,
  }: { readonly columns: readonly AnswerColumn[]; readonly chunks: AsyncIterable<AnswerChunk> },
  format: AnswerFormat,
  formulas: CsvFormulas = "keep",
): AsyncGenerator<Uint8Array> {
  const { head, line, tail } = FORMS[format](columns, formulas);
  if (head !== "") yield Buffer.from(head);
  let isFirst = true;
  for await (const { rows, values } of chunks) {
    let text = "";
    for (let row = 0; row < rows; row++) {
      text += line(values, row, isFirst);
      isFirst = false;
    }
    yield Buffer.from(text);
  }
  if (tail !== "") yield Buffer.from(tail);
}

type Values = readonly (readonly DuckDBValue[])[];
type Form = {
  readonly head: string;
  readonly line: (values: Values, row: number, isFirst: boolean) => string;
  readonly tail: string;
};

const FORMS: Readonly<
  Record<AnswerFormat, (columns: readonly AnswerColumn[], formulas: CsvFormulas) => Form>
> = {
  csv: (columns, formulas) => {
    const harmless = formulas === "escape" ? harmlessText : (text: string) => text;
    const cell = (value: DuckDBValue | undefined, { kind }: AnswerColumn) => {
      if (value === null || value === undefined) return "";
      const text = valueText(value, kind);
      return quoted(typeof value === "string" ? harmless(text) : text);
    };
    return {
      head: `${columns.map(({ name }) => quoted(harmless(name))).join()}\n`,
      line: (values, row) => `${columns.map((column, i) => cell(values[i]?.[row], column)).join()}\n`,
      tail: "",
    };
  },
  json: (columns) => {
    const object = objectOf(columns);
    return {
      head: "[",
      line: (values, row, isFirst) => `${isFirst ? "\n" : ",\n"}${object(values, row)}`,
      tail: "\n]\n",
    };
  },
  ndjson: (columns) => {
    const object = objectOf(columns);
    return { head: "", line: (values, row) => `${object(values, row)}\n`, tail: "" };
  },
  markdown: (columns) => {
    const rules = columns.map(({ type }) => (type === "integer" || type === "number" ? "--:" : ":--"));
    const lineOf = (cells: readonly string[]) => `| ${cells.join(" | ")} |\n`;
    const cell = (value: DuckDBValue | undefined, { kind }: AnswerColumn) =>
      value === null || value === undefined ? "" : markdown(valueText(value, kind));
    return {
      head: lineOf(columns.map(({ name }) => markdown(name))) + lineOf(rules),
      line: (values, row) => lineOf(columns.map((column, i) => cell(values[i]?.[row], column))),
      tail: "",
    };
  },
};

/** The text of a JSON object with the columns in their order: an object of JavaScript would have "2020" first. */
function objectOf(columns: readonly AnswerColumn[]): (values: Values, row: number) => string {
  const names = columns.map(({ name }) => JSON.stringify(name));
  return (values, row) => {
    const members = columns.map(({ kind }, i) => {
      return `${names[i]}:${JSON.stringify(valueJson(values[i]?.[row] ?? null, kind))}`;
    });
    return `{${members.join()}}`;
  };
}

/** A null is nothing; an empty text is a quoted one. */
function quoted(text: string): string {
  return text === "" || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

function markdown(text: string): string {
  return text
    .replace(/[&<>]/g, (sign) => ESCAPES[sign] ?? sign)
    .replace(/[\\|`*_[\]~]/g, "\\$&")
    .replace(/\s+/g, " ");
}
