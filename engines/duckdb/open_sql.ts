import {
  type DuckDBConnection,
  DuckDBInstance,
  type DuckDBPreparedStatement,
  StatementType,
} from "@duckdb/node-api";
import type pl from "nodejs-polars";
import { Failure } from "../../errors/mod.ts";
import { fillTable } from "./_fill_table.ts";
import { sqlList, sqlName, sqlText } from "./_literals.ts";
import { literalPath, viewSql } from "./_view_sql.ts";
import { type AnswerChunk, type AnswerColumn, answerColumns } from "./answer.ts";
import { type ParsedQuery, parseQuery } from "./parse_query.ts";
import { queryFailure } from "./query_failure.ts";
import type { SqlFiles, SqlTable } from "./sql_table.ts";

/** What a query may take, and when it is to stop. */
export type SqlLimits = {
  /** The most memory that it may use, as DuckDB writes sizes: "2GB". DuckDB's own default is 80 % of the machine's. */
  readonly memory?: string | undefined;
  /** Where it may put what does not fit into memory: a folder that need not be there, and is removed in the end. */
  readonly spill: string;
  /** The tables that a query may name, for messages: it is given those that it does. */
  readonly names: readonly string[];
};

/** How one query is carried out. */
export type AskOptions = {
  /** What stands for `$name`, as texts: a number where the query compares one. */
  readonly parameters?: Readonly<Record<string, string>> | undefined;
  /** Stops the query; its reason is thrown. */
  readonly stop?: AbortSignal | undefined;
  /** After so many seconds the query is stopped. */
  readonly timeoutSeconds?: number | undefined;
};

/** The rows of a query, some at a time, as they are found. */
export type SqlAnswer = {
  readonly columns: readonly AnswerColumn[];
  readonly chunks: AsyncGenerator<AnswerChunk>;
};

/** A DuckDB of its own for one query, in memory. */
export type SqlSession = {
  /** What the query is and which tables it names, before any is opened. */
  readonly parse: (text: string) => Promise<ParsedQuery>;
  /**
   * Gives it tables, and locks it: from then on it reads the files of these tables and nothing else, and no setting can
   * be changed.
   *
   * @param written a file that {@linkcode SqlSession.write} may make
   */
  readonly give: (tables: readonly SqlTable[], written?: string) => Promise<void>;
  /** @throws {Failure} `usage` when the query does not work; what `stop` was aborted with */
  readonly ask: (query: ParsedQuery, options?: AskOptions) => Promise<SqlAnswer>;
  /** Writes the rows of a query into a Parquet file instead, which was named before. */
  readonly write: (
    query: ParsedQuery,
    path: string,
    options?: AskOptions,
  ) => Promise<{ readonly columns: readonly AnswerColumn[]; readonly rows: number }>;
  readonly close: () => void;
};

/**
 * Opens SQL for one query that someone has written, whoever it was: it reads the tables that it is given and changes
 * nothing.
 *
 * Three things hold it to that. The text is parsed, and must be one SELECT or EXPLAIN of one that uses functions of a
 * list as tables (`parseQuery()`). What DuckDB prepares of it must be a SELECT. And DuckDB itself may open no file but
 * those of the tables, load no extension and change no setting.
 *
 * @example
 * ```ts
 * const session = await openSql({ spill: join(tmpdir(), "spill"), names: ["merged"] });
 * try {
 *   const query = await session.parse("select count(*) from merged");
 *   await session.give(tables);
 *   for await (const { rows } of (await session.ask(query)).chunks) console.log(rows);
 * } finally {
 *   session.close();
 * }
 * ```
 */
export async function openSql({ memory, spill, names }: SqlLimits): Promise<SqlSession> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  let asked: DuckDBPreparedStatement | undefined;

  const failed = (cause: unknown, sql: string) =>
    cause instanceof Failure ? cause : queryFailure(cause as Error, sql, { tables: names });

  const prepared = async (query: ParsedQuery, text: string, expected: StatementType, options: AskOptions) => {
    asked = await connection.prepare(text).catch((cause: unknown) => {
      throw failed(cause, query.sql);
    });
    if (asked.statementType !== expected) {
      throw new Failure("usage", "The query does not work: it is no SELECT. A query can only read.");
    }
    bind(asked, options.parameters ?? {});
    return asked;
  };

  return {
    parse: (text) => parseQuery(connection, text),
    give: async (tables, written) => {
      await connection.run("set TimeZone = 'UTC'");
      if (memory !== undefined) await connection.run(`set memory_limit = ${sqlText(memory)}`);
      await connection.run(`set temp_directory = ${sqlText(spill)}`);
      const schemas = [...new Set(tables.flatMap(({ schema }) => schema ?? []))];
      for (const schema of schemas) await connection.run(`create schema ${sqlName(schema)}`);
      const paths: string[] = written === undefined ? [] : [written];
      for (const table of tables) {
        if (isFiles(table.rows)) {
          const sql = viewSql(table, table.rows);
          await connection.run(sql).catch((cause: unknown) => {
            throw failed(cause, sql);
          });
          for (const path of table.rows.flatMap(({ paths }) => paths)) {
            paths.push(path);
            if (literalPath(path) !== path) paths.push(literalPath(path));
          }
        } else await fillTable(connection, table, table.rows);
      }
      if (schemas.length > 0) await connection.run(`set schema = ${sqlText(schemas[0] ?? "")}`);
      await lock(connection, paths);
    },
    ask: async (query, options = {}) => {
      const { explain, sql } = query;
      const [prefix, type] = {
        no: ["", StatementType.SELECT] as const,
        plan: ["explain ", StatementType.EXPLAIN] as const,
        analyze: ["explain analyze ", StatementType.EXPLAIN] as const,
      }[explain];
      const statement = await prepared(query, `${prefix}${sql}`, type, options);
      const watch = watched(connection, options);
      try {
        const result = await watch.during(statement.stream()).catch((cause: unknown) => {
          throw failed(cause, sql);
        });
        const columns = answerColumns(result);
        const chunks = async function* (): AsyncGenerator<AnswerChunk> {
          try {
            for (;;) {
              const chunk = await watch.during(result.fetchChunk());
              if (chunk === null || chunk.rowCount === 0) return;
              yield { rows: chunk.rowCount, values: chunk.getColumns() };
            }
          } catch (cause) {
            throw failed(cause, sql);
          } finally {
            watch.end();
          }
        };
        return { columns, chunks: chunks() };
      } catch (error) {
        watch.end();
        throw error;
      }
    },
    write: async (query, path, options = {}) => {
      const columns = answerColumns(
        columnsOf(await prepared(query, query.sql, StatementType.SELECT, options)),
      );
      const select = query.shows ? `from (\n${query.sql}\n)` : query.sql;
      const text = `copy (\n${select}\n) to ${sqlText(path)} (format parquet, compression zstd)`;
      const statement = await prepared(query, text, StatementType.COPY, options);
      const watch = watched(connection, options);
      try {
        const result = await watch.during(statement.run());
        return { columns, rows: result.rowsChanged };
      } catch (cause) {
        throw failed(cause, query.sql);
      } finally {
        watch.end();
      }
    },
    close: () => {
      asked?.destroySync();
      connection.closeSync();
      instance.closeSync();
    },
  };
}

function columnsOf(statement: DuckDBPreparedStatement) {
  const places = Array.from({ length: statement.columnCount }, (_, i) => i);
  return {
    columnNames: () => places.map((i) => statement.columnName(i)),
    columnTypes: () => places.map((i) => statement.columnType(i)),
  };
}

function isFiles(rows: readonly SqlFiles[] | pl.DataFrame): rows is readonly SqlFiles[] {
  return Array.isArray(rows);
}

/** Nothing that is set here can be taken back. */
async function lock(connection: DuckDBConnection, paths: readonly string[]): Promise<void> {
  await connection.run(`set allowed_paths = ${sqlList(paths.map(sqlText))}`);
  await connection.run("set autoinstall_known_extensions = false");
  await connection.run("set autoload_known_extensions = false");
  await connection.run("set allow_community_extensions = false");
  await connection.run("set enable_external_access = false");
  await connection.run("set lock_configuration = true");
}

/** Gives each parameter its value: none may be missing, and none too many. */
function bind(statement: DuckDBPreparedStatement, values: Readonly<Record<string, string>>): void {
  const count = statement.parameterCount;
  const names = Array.from({ length: count }, (_, i) => statement.parameterName(i + 1));
  const missing = names.find((name) => !Object.hasOwn(values, name));
  if (missing !== undefined) {
    throw new Failure("usage", `The query has no value for "$${missing}". Add --param ${missing}=VALUE.`);
  }
  for (const [name, value] of Object.entries(values)) {
    const index = names.indexOf(name) + 1;
    if (index === 0) {
      const message = `The query has no parameter "$${name}". Write $${name} where its value should stand, or leave out --param ${name}=….`;
      throw new Failure("usage", message);
    }
    statement.bindVarchar(index, value);
  }
}

/** An interrupt that comes just before the work begins is forgotten: it is repeated. */
const AGAIN = 50;

/** Stops the work of a connection when it is told to, or takes too long. */
function watched(connection: DuckDBConnection, { stop, timeoutSeconds }: AskOptions) {
  let reason: unknown;
  let again: NodeJS.Timeout | undefined;
  const interrupt = (why: unknown) => {
    reason ??= why;
    connection.interrupt();
    again ??= setInterval(() => connection.interrupt(), AGAIN);
  };
  const onStop = () => interrupt(stop?.reason);
  stop?.addEventListener("abort", onStop, { once: true });
  const timer =
    timeoutSeconds === undefined
      ? undefined
      : setTimeout(() => interrupt(tooSlow(timeoutSeconds)), timeoutSeconds * 1000);
  return {
    during: async <T>(work: Promise<T>): Promise<T> => {
      stop?.throwIfAborted();
      try {
        const done = await work;
        if (reason !== undefined) throw reason;
        return done;
      } catch (cause) {
        throw reason ?? cause;
      }
    },
    end: () => {
      clearTimeout(timer);
      clearInterval(again);
      stop?.removeEventListener("abort", onStop);
    },
  };
}

function tooSlow(seconds: number): Failure {
  return new Failure(
    "usage",
    `The query took longer than ${seconds} s. Ask for less, or give it more time with --timeout.`,
  );
}
