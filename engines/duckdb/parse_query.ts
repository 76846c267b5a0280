import type { DuckDBConnection } from "@duckdb/node-api";
import { Failure } from "../../errors/mod.ts";
import { sqlText } from "./_literals.ts";
import { queryFailure } from "./query_failure.ts";

/** A query that only reads, as it can be carried out. */
export type ParsedQuery = {
  /** One statement that gives rows. */
  readonly sql: string;
  /** Whether its plan is asked for instead, and whether it is carried out for that. */
  readonly explain: "no" | "plan" | "analyze";
  /** The tables that it names, each once, in small letters, with their schema where it is given: names of its own too. */
  readonly tables: readonly string[];
  /** Whether it is a DESCRIBE, SHOW or SUMMARIZE, which may not stand everywhere where a SELECT may. */
  readonly shows: boolean;
};

/** So long a text DuckDB plans in less than a second; nothing stops it while it plans. */
const LONGEST = 65_536;

/**
 * The functions that a query may use as a table: they compute. Others tell of the few tables that were opened, read or
 * write files, open connections, change settings that a lock on the settings does not cover (`enable_logging` writes
 * files), carry out texts, or read memory (`arrow_scan`). A list of what is allowed also holds for a function that a
 * next version of DuckDB brings.
 */
const TABLE_FUNCTIONS: ReadonlySet<string> = new Set([
  "generate_series",
  "histogram",
  "histogram_values",
  "json_each",
  "json_tree",
  "range",
  "repeat",
  "repeat_row",
  "unnest",
]);

const FORMS = "SELECT, WITH, FROM, VALUES, DESCRIBE, SUMMARIZE or EXPLAIN";

/** DuckDB's own tables: they tell of the tables that were opened for the query, not of all that there are. */
const OF_CATALOG = /^(?:information_schema\.|pg_catalog\.|duckdb_|pragma_|sqlite_|pg_|SHOW$)/;
/** Stands for the table that SHOW reads; tables have small letters. */
const SHOW = "SHOW";

/** A comment, which DuckDB takes for a space, at the start of a text. */
const BLANK = /^(?:\s|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)+/;

/**
 * Makes sure that a text is one statement that reads, by DuckDB's own parser: a SELECT in any of its forms, or EXPLAIN
 * of one. Nothing is carried out, and no table need be there.
 *
 * @throws {Failure} `usage` when it is none, or uses what could read or write anything else
 *
 * @example
 * ```ts
 * await parseQuery(connection, "select nmun from merged"); // { sql, explain: "no", tables: ["merged"], shows: false }
 * ```
 */
export async function parseQuery(connection: DuckDBConnection, text: string): Promise<ParsedQuery> {
  if (text.length > LONGEST) {
    throw new Failure("usage", `The query has ${text.length} characters. Use one of at most ${LONGEST}.`);
  }
  if (text.includes("\0")) throw new Failure("usage", "The query contains a NUL character. Remove it.");
  const [sql, explain] = withoutExplain(text);
  const tree = await syntaxTree(connection, sql);
  const found: Found = { tables: new Set(), functions: new Set() };
  visit(tree, found);
  const refused = [...found.functions].find((name) => !TABLE_FUNCTIONS.has(name));
  if (refused !== undefined) {
    throw new Failure(
      "usage",
      `The query does not work: the function "${refused}" is not allowed, as a query can read nothing but the data folder's tables. "municlima tables" lists them.`,
    );
  }
  const own = [...found.tables].find((name) => OF_CATALOG.test(name));
  if (own !== undefined) {
    const message = `The query does not work: ${own} would show what DuckDB has open. "municlima tables" lists the tables and their columns.`;
    throw new Failure("usage", message);
  }
  return { sql, explain, tables: [...found.tables], shows: rootOf(tree) === "SHOW_REF" };
}

/** What follows EXPLAIN is looked at like any other query: "explain analyze copy …" would write. */
function withoutExplain(text: string): readonly [sql: string, explain: ParsedQuery["explain"]] {
  const start = text.replace(BLANK, "");
  const explain = /^explain\b/i.exec(start);
  if (explain === null) return [text, "no"];
  const rest = start.slice(explain[0].length).replace(BLANK, "");
  const analyze = /^analyze\b/i.exec(rest);
  return analyze === null ? [rest, "plan"] : [rest.slice(analyze[0].length).replace(BLANK, ""), "analyze"];
}

type Tree = { readonly statements: readonly { readonly node: unknown }[] };

async function syntaxTree(connection: DuckDBConnection, sql: string): Promise<Tree> {
  const asJson = `select json_serialize_sql(${sqlText(sql)}, skip_empty := true, skip_null := true)`;
  const [[json] = []] = await connection.runAndReadAll(asJson).then(
    (read) => read.getRows(),
    (cause: Error) => {
      throw queryFailure(cause, sql);
    },
  );
  const tree = JSON.parse(String(json)) as Tree & { readonly error: boolean; readonly error_type?: string };
  if (tree.error && tree.error_type === "not implemented") throw notReading(sql);
  // The parser itself says it better, with the place.
  if (tree.error) {
    await connection.extractStatements(sql).catch((cause: Error) => {
      throw queryFailure(cause, sql);
    });
    throw notReading(sql);
  }
  if (tree.statements.length === 1) return tree;
  const what = tree.statements.length === 0 ? "is empty" : `has ${tree.statements.length} statements`;
  throw new Failure("usage", `The query ${what}. Give one statement that begins with ${FORMS}.`);
}

function notReading(sql: string): Failure {
  const [word = ""] = /^[a-z_]+/i.exec(sql.replace(BLANK, "")) ?? [];
  const message = /^pivot/i.test(word)
    ? "PIVOT works here where its values are listed: pivot merged on ides in (1, 2) using avg(temp_mean)."
    : `it begins with "${word}" and could change something; a query begins with ${FORMS}.`;
  return new Failure("usage", `The query does not work: ${message}`);
}

type Found = { readonly tables: Set<string>; readonly functions: Set<string> };

/** Without recursion, which a query of a thousand levels would take too deep. */
function visit(root: unknown, found: Found): void {
  const waiting: unknown[] = [root];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next !== "object" || next === null) continue;
    const { type, table_name, schema_name, query, function: called } = next as Node;
    if (type === "BASE_TABLE") addTable(found, schema_name, table_name);
    // Without a query it lists tables or databases.
    if (type === "SHOW_REF" && query === undefined) found.tables.add(SHOW);
    if (type === "TABLE_FUNCTION") found.functions.add(String(called?.function_name).toLowerCase());
    waiting.push(...Object.values(next));
  }
}

type Node = {
  readonly type?: unknown;
  readonly table_name?: unknown;
  readonly schema_name?: unknown;
  readonly query?: unknown;
  readonly function?: { readonly function_name?: unknown };
};

function addTable({ tables }: Found, schema: unknown, table: unknown): void {
  if (typeof table !== "string") return;
  const name = table.toLowerCase();
  tables.add(typeof schema === "string" && schema !== "" ? `${schema.toLowerCase()}.${name}` : name);
}

function rootOf({ statements }: Tree): unknown {
  const root = statements[0]?.node as { readonly from_table?: { readonly type?: unknown } } | undefined;
  return root?.from_table?.type;
}
