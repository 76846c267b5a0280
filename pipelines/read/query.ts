import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AskOptions, ParsedQuery, SqlSession, SqlTable } from "../../engines/duckdb/mod.ts";
import { Failure } from "../../errors/mod.ts";
import { type Effects, realEffects, secondsSince } from "../../io/effects.ts";
import { localFiles } from "../../io/files.ts";
import { type DataFolder, readInventory } from "../../store/mod.ts";
import { futureWarnings, knownFeedOf } from "../folder_warnings.ts";
import { writeOutput } from "../write_output.ts";
import { SQL_TABLES, type SqlFolder, sqlTable } from "./_sql_tables.ts";
import { type PassOnOptions, passOn, type Seen } from "./pass_on.ts";
import type { QueryFormat, QueryHead, QueryResult } from "./query_result.ts";

export type { QueryFormat };

/** A data folder that queries know by a name. */
export type NamedFolder = { readonly name: string; readonly data: DataFolder };

export type QueryOptions = PassOnOptions & {
  /** One data folder, or several, each of which is a schema by its name; tables without one are those of the first. */
  readonly data: DataFolder | readonly NamedFolder[];
  /** Plan the query, and carry nothing out. */
  readonly explain?: boolean;
  /** What stands for `$name` in the query. */
  readonly parameters?: AskOptions["parameters"];
  readonly timeoutSeconds?: number | undefined;
  /** The most memory that it may take, such as "2GB". */
  readonly memory?: string | undefined;
  readonly stop?: AbortSignal | undefined;
};

/** A query is begun again so often when files that it was to read are removed by a run at the same time. */
const ATTEMPTS = 5;

/**
 * Answers a query in DuckDB's SQL over the tables of a data folder. Only the tables that it names are opened, and it
 * can read nothing else. It changes nothing, needs no lock and no network.
 *
 * It answers from what was there when it began. Where another run removes files that it was to read, it begins again,
 * unless a part of the answer was printed.
 *
 * @returns what the query gave, as a description and with the first rows that are to be shown
 * @throws {Failure} `usage` when the query does not work, in DuckDB's words, or takes too long; `no-input` when a table
 * that it names is empty; `contract` or `io` when one cannot be read; `locked` when files were removed meanwhile;
 * `cannot-create` or `io` when the output cannot be written; and what `stop` was aborted with
 *
 * @example
 * ```ts
 * const { head } = await query("select nmun, temp_mean from merged order by temp_mean desc limit 5", { data, settings });
 * ```
 */
export async function query(
  sql: string,
  options: QueryOptions,
  effects: Pick<Effects, "files" | "now" | "uuid"> = realEffects,
): Promise<{ result: QueryResult; head: QueryHead }> {
  const begun = performance.now();
  let printed = false;
  const print = options.print;
  const watched: QueryOptions =
    print === undefined
      ? options
      : {
          ...options,
          print: async (bytes) => {
            printed = true;
            await print(bytes);
          },
        };
  for (let attempt = 1; ; attempt++) {
    const folders = await foldersOf(options.data, effects.now());
    try {
      return await answered(sql, watched, folders, begun, effects);
    } catch (error) {
      options.stop?.throwIfAborted();
      // What the query itself is to blame for.
      if (!(error instanceof Failure) || error.kind === "usage" || !(await haveChanged(folders))) throw error;
      if (printed || attempt === ATTEMPTS) throw changed(folders, error);
    }
  }
}

type OpenFolder = SqlFolder & { readonly schema: string | undefined };

async function foldersOf(data: QueryOptions["data"], at: Date): Promise<OpenFolder[]> {
  const named = "objects" in data ? [{ name: undefined, data }] : data;
  const folders: OpenFolder[] = [];
  for (const { name, data } of named) {
    const feed = await knownFeedOf(data);
    folders.push({ schema: name, data, feed, inventory: await readInventory(data), at });
  }
  return folders;
}

async function haveChanged(folders: readonly OpenFolder[]): Promise<boolean> {
  for (const { data, inventory } of folders) {
    if ((await readInventory(data)).sequence !== inventory.sequence) return true;
  }
  return false;
}

function changed(folders: readonly OpenFolder[], cause: unknown): Failure {
  const places = folders.map(({ data }) => `"${data.objects.place}"`).join(" and ");
  const message = `Another run removed files of ${places} while the query was reading them. Ask again.`;
  return new Failure("locked", message, { cause });
}

async function answered(
  sql: string,
  options: QueryOptions,
  folders: readonly OpenFolder[],
  begun: number,
  { files, uuid }: Pick<Effects, "files" | "uuid">,
): Promise<{ result: QueryResult; head: QueryHead }> {
  const { settings, format, output, memory } = options;
  const { openSql } = await import("../../engines/duckdb/mod.ts");
  const scratch = join(tmpdir(), `municlima-query-${uuid()}`);
  const parquet = `${scratch}.parquet`;
  const names = folders.flatMap(({ schema }) =>
    SQL_TABLES.map((table) => (schema === undefined ? table : `${schema}.${table}`)),
  );
  const session = await openSql({ memory, spill: scratch, names });
  try {
    const parsed = await session.parse(sql);
    const asked: ParsedQuery =
      options.explain === true && parsed.explain === "no" ? { ...parsed, explain: "plan" } : parsed;
    const isPlan = asked.explain !== "no";
    const { tables, views, warnings } = await tablesOf(asked, folders);
    const toParquet = format === "parquet" && !isPlan;
    await session.give(tables, toParquet ? parquet : undefined);
    const seen = toParquet
      ? await writeParquet(session, asked, parquet, options, files)
      : await passOn(
          await session.ask(asked, options),
          isPlan ? { ...options, format: undefined, shown: 1 } : options,
          files,
        );
    const { written } = seen;
    const result: QueryResult = {
      schema_version: 1,
      command: "query",
      engine: "duckdb",
      data_dir: settings.dataDir,
      warnings: [...folders.flatMap(({ inventory, at }) => futureWarnings(inventory, at)), ...warnings],
      sql,
      views,
      plan: isPlan ? String(seen.head[1]?.values[0] ?? "") : null,
      columns: isPlan ? [] : seen.columns,
      rows: isPlan ? 0 : seen.rows,
      answer: options.withRows === true && !isPlan && written === undefined ? seen.all : null,
      written:
        written === undefined || output === undefined || format === undefined
          ? null
          : { path: output, format, ...written },
      scanned_bytes: null,
      seconds: secondsSince(begun),
    };
    return { result, head: isPlan ? [] : seen.head };
  } finally {
    session.close();
    await localFiles.remove(parquet);
  }
}

/** DuckDB writes Parquet itself, into a file of its own that is then handed on. */
async function writeParquet(
  session: SqlSession,
  asked: ParsedQuery,
  path: string,
  options: QueryOptions,
  files: Effects["files"],
): Promise<Seen> {
  const { columns, rows } = await session.write(asked, path, options);
  const pieces = localFiles.readPieces(path);
  const seen = { columns: columns.map(({ name, type }) => ({ name, type })), rows, head: [], all: [] };
  const { output, noClobber, settings } = options;
  if (output !== undefined)
    return { ...seen, written: await writeOutput(output, pieces, { ...settings, noClobber }, files) };
  for await (const piece of pieces) await options.print?.(piece);
  return seen;
}

function columnNames({ hasVersion, rows, made }: SqlTable): string[] {
  // What is made of rows has columns of other names.
  if (made !== undefined) return [];
  const names =
    "columns" in rows ? rows.columns : rows.flatMap(({ columns }) => columns.map(({ name }) => name));
  return [...(hasVersion ? ["version"] : []), ...new Set(names)];
}

/** The tables that a query names, in each of the folders; a name that is none is for DuckDB to refuse. */
async function tablesOf(
  { tables: named }: ParsedQuery,
  folders: readonly OpenFolder[],
): Promise<{ tables: SqlTable[]; views: string[]; warnings: string[] }> {
  const { sqlNames } = await import("../../engines/duckdb/mod.ts");
  const tables: SqlTable[] = [];
  const views: string[] = [];
  const warnings: string[] = [];
  for (const [place, folder] of folders.entries()) {
    for (const name of SQL_TABLES) {
      const schema = folder.schema?.toLowerCase() ?? "main";
      // The first folder's tables need no schema.
      if (!named.includes(`${schema}.${name}`) && !(place === 0 && named.includes(name))) continue;
      const table = { ...(await sqlTable(name, folder)), schema: folder.schema };
      tables.push(table);
      views.push(folder.schema === undefined ? name : `${folder.schema}.${name}`);
      const columns = columnNames(table);
      const known = sqlNames(columns);
      const others = columns.flatMap((column, i) =>
        known[i] === column ? [] : [`"${column}" is "${known[i]}"`],
      );
      if (others.length === 0) continue;
      warnings.push(
        `SQL takes upper and lower case for the same, and needs a name: of "${name}" the column ${others.join(", ")} here.`,
      );
    }
  }
  return { tables, views, warnings };
}
