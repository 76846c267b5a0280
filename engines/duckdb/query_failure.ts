import { didYouMean, Failure } from "../../errors/mod.ts";

/** How much of the query a message shows from the marked place on. */
const SHOWN = 30;
/** Longer explanations are cut: what matters comes first. */
const LONGEST = 300;
/** DuckDB takes a file that is gone for a folder, and looks for files in there, which it may not. */
const GONE = /^Permission Error: Cannot access file "(.*)\/\*\*\/\*\.\w+"/;

/**
 * What is wrong with a query, by DuckDB's own words on one line: the place in the query where it is, and what was
 * likely meant.
 *
 * @param names what a query may name, for a likely meaning: tables when a table is not found, columns when a column is
 *
 * @example
 * ```ts
 * throw queryFailure(error, "select tmp from merged", { tables: ["merged"] });
 * // The query does not work: Referenced column "tmp" not found in FROM clause. Did you mean "temp"? Line 1, at "tmp from merged".
 * ```
 */
export function queryFailure(
  cause: Error,
  sql: string,
  names: { readonly tables?: readonly string[] } = {},
): Failure {
  const [said = "", excerpt] = cause.message.split(/\n\nLINE (?=\d+: )/);
  const words = said.replace(/^(?:Failed to extract statements: )?(?:[A-Z][A-Za-z]+ )*Error: /, "");
  // A query can name no files: it is those of the tables that cannot be read.
  const gone = GONE.exec(cause.message)?.[1];
  const unread = gone !== undefined ? `"${gone}" is gone` : tidy(words);
  if (gone !== undefined || /^IO Error: /.test(cause.message))
    return new Failure("io", `A file of the tables cannot be read: ${unread}. Ask again.`, { cause });
  const text = tidy(
    words.replace(/\n\s*Candidate bindings?: [\s\S]*/, "").replace(/\nDid you mean [\s\S]*/, ""),
  );
  const hint = hintOf(words, sql, names.tables ?? []);
  const place = excerpt === undefined ? "" : placeIn(excerpt);
  return new Failure("usage", `The query does not work: ${text}.${hint}${place}`, { cause });
}

function tidy(text: string): string {
  const line = text.replace(/\s+/g, " ").replace(/[\s.!:]+$/, "");
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}

function hintOf(words: string, sql: string, tables: readonly string[]): string {
  const table = /Table with name "?(.*?)"? does not exist/.exec(words)?.[1];
  if (table !== undefined) {
    const meant = didYouMean(table, tables);
    return `${meant}${tables.length === 0 ? "" : ` The tables are ${tables.join(", ")}.`}`;
  }
  const column = /(?:Referenced column|Column|column named) "(.*?)"/.exec(words)?.[1];
  const candidates = [
    ...(/Candidate bindings?: ([\s\S]*)/.exec(words)?.[1] ?? "").matchAll(/"((?:[^"]|"")*)"/g),
  ];
  const names = candidates.map(([, name = ""]) => name);
  if (column !== undefined && names.length > 0) {
    const likely = didYouMean(column, names);
    // DuckDB names the nearest columns, near or not.
    const known =
      likely === ""
        ? ` The nearest ${names.length === 1 ? "column is" : "columns are"} ${list(names)}.`
        : likely;
    return isQuoted(column, sql) && likely === "" ? ` Write a text in single quotes: '${column}'.` : known;
  }
  if (column !== undefined && isQuoted(column, sql)) return ` Write a text in single quotes: '${column}'.`;
  const suggested = /\nDid you mean ([\s\S]*?)\?/.exec(words)?.[1];
  return suggested === undefined ? "" : ` Did you mean ${tidy(suggested)}?`;
}

function isQuoted(name: string, sql: string): boolean {
  return sql.includes(`"${name}"`);
}

function list(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(", ");
}

/** DuckDB draws the line of the query and, below it, a caret. */
function placeIn(excerpt: string): string {
  const [drawn = "", caret = ""] = excerpt.split("\n");
  const [label = "", number = ""] = /^(\d+): /.exec(drawn) ?? [];
  const column = caret.indexOf("^") - "LINE ".length - label.length;
  if (number === "" || column < 0) return "";
  const rest = [...drawn.slice(label.length)].slice(column);
  const shown = rest.length > SHOWN ? `${rest.slice(0, SHOWN).join("").trimEnd()}…` : rest.join("").trim();
  return shown === ""
    ? ` Line ${number}, at its end.`
    : ` Line ${number}, at "${shown.replace(/\s+/g, " ")}".`;
}
