import type { TextColumn, TextRows } from "../../engines/athena/text_answer.ts";
import { Failure } from "../../errors/mod.ts";
import type { AwsJson } from "../../io/aws/aws_json.ts";
import { type Effects, realEffects, secondsSince } from "../../io/effects.ts";
import { type PassOnOptions, passOn } from "../read/pass_on.ts";
import type { QueryHead, QueryResult } from "../read/query_result.ts";

export type QueryAthenaOptions = PassOnOptions & {
  readonly athena: AwsJson;
  readonly database: string;
  /** Athena's own, "primary", unless given. */
  readonly workgroup?: string | undefined;
  /** Where Athena puts its results, s3://bucket/folder/; the workgroup's place unless given. */
  readonly results?: string | undefined;
  readonly timeoutSeconds?: number | undefined;
  /** A query that has read more is stopped. */
  readonly maxScannedBytes?: number | undefined;
  readonly settings: PassOnOptions["settings"] & { readonly dataDir: string };
  readonly stop?: AbortSignal | undefined;
};

/** In milliseconds: the first wait for a query, and the longest. */
const FIRST_WAIT = 200;
const LONGEST_WAIT = 2_000;
/** Athena gives no more rows at a time. */
const ROWS = 1_000;
/** What Athena calls a fault of the query itself, and not its own. */
const USERS = 2;

/** What a statement that only reads begins with, after comments. */
const READING =
  /^(?:\s|--[^\n]*\n|\/\*[\s\S]*?\*\/|\()*(?:select|with|values|table|show|describe|desc|explain)\b/i;

type Execution = {
  readonly StatementType?: string;
  readonly Status: {
    readonly State: string;
    readonly StateChangeReason?: string;
    readonly AthenaError?: { readonly ErrorCategory?: number };
  };
  readonly Statistics?: { readonly DataScannedInBytes?: number };
};
type Page = {
  readonly NextToken?: string;
  readonly ResultSet: {
    readonly Rows?: readonly { readonly Data?: readonly { readonly VarCharValue?: string }[] }[];
    readonly ResultSetMetadata?: {
      readonly ColumnInfo?: readonly {
        readonly Name: string;
        readonly Type: string;
        readonly Precision?: number;
        readonly Scale?: number;
      }[];
    };
  };
};

/**
 * Has Athena answer a query: begins it, waits for it, and hands its rows on as they are asked for, a thousand at a time, in
 * the forms in which DuckDB's answers are. The SQL is Athena's, and its tables those that `athena register` made.
 *
 * Athena does not say beforehand what a query will read. One that has read more than `maxScannedBytes` is stopped, and none
 * of its rows is given; what it has read until then is paid for.
 *
 * @throws {Failure} `usage` when the query does not work, reads too much or takes too long; `upstream` when Athena fails;
 * as {@linkcode AwsJson} and `passOn`, and what `stop` was aborted with
 *
 * @example
 * ```ts
 * const athena = awsJson("athena", process.env);
 * await queryAthena("select count(*) from snapshots where month = '2026-11'", { athena, database: "municlima", settings });
 * ```
 */
export async function queryAthena(
  sql: string,
  options: QueryAthenaOptions,
  effects: Pick<Effects, "sleep" | "uuid" | "files"> = realEffects,
): Promise<{ result: QueryResult; head: QueryHead }> {
  const begun = performance.now();
  const { athena, database, workgroup, results } = options;
  if (!READING.test(sql)) {
    const message = "The query does not work: it is no SELECT. A query can only read.";
    throw new Failure("usage", message);
  }
  const { QueryExecutionId } = await athena("StartQueryExecution", {
    QueryString: sql,
    // A request that is sent again begins no second query.
    ClientRequestToken: effects.uuid(),
    QueryExecutionContext: { Database: database },
    ...(workgroup === undefined ? {} : { WorkGroup: workgroup }),
    ...(results === undefined ? {} : { ResultConfiguration: { OutputLocation: results } }),
  });
  const id = String(QueryExecutionId);
  const execution = await waited(id, options, effects, begun);
  const scanned = scannedBy(execution);
  const first = (await athena("GetQueryResults", { QueryExecutionId: id, MaxResults: ROWS })) as Page;
  const columns = columnsOf(first);
  const pages = pagesOf(id, first, columns, execution, options);
  const { textAnswer } = await import("../../engines/athena/text_answer.ts");
  const seen = await passOn(textAnswer(columns, pages), options, effects.files);
  const { output, format, withRows } = options;
  const { written } = seen;
  const result: QueryResult = {
    schema_version: 1,
    command: "query",
    engine: "athena",
    data_dir: options.settings.dataDir,
    warnings: [],
    sql,
    views: [],
    plan: null,
    columns: seen.columns,
    rows: seen.rows,
    answer: withRows === true && written === undefined ? seen.all : null,
    written:
      written === undefined || output === undefined || format === undefined
        ? null
        : { path: output, format, ...written },
    scanned_bytes: scanned,
    seconds: secondsSince(begun),
  };
  return { result, head: seen.head };
}

/** Waits for the end of a query, and ends it itself where that is not to be waited for. */
async function waited(
  id: string,
  { athena, timeoutSeconds = Number.POSITIVE_INFINITY, maxScannedBytes, stop }: QueryAthenaOptions,
  { sleep }: Pick<Effects, "sleep">,
  begun: number,
): Promise<Execution> {
  try {
    for (let wait = FIRST_WAIT; ; wait = Math.min(LONGEST_WAIT, wait * 2)) {
      stop?.throwIfAborted();
      const { QueryExecution } = await athena("GetQueryExecution", { QueryExecutionId: id });
      const execution = QueryExecution as Execution;
      const { State: state } = execution.Status;
      const isAtWork = state === "QUEUED" || state === "RUNNING";
      if (!isAtWork && state !== "SUCCEEDED") throw failed(execution);
      if (scannedBy(execution) > (maxScannedBytes ?? Number.POSITIVE_INFINITY)) {
        const message = `The query has read ${scannedBy(execution)} bytes, more than --max-scanned-bytes ${maxScannedBytes}. Ask for fewer months, as in where month = '2026-11', or for fewer columns.`;
        throw new Failure("usage", message);
      }
      if (!isAtWork) return execution;
      if (secondsSince(begun) > timeoutSeconds) {
        const message = `The query took longer than --timeout ${timeoutSeconds}. Give it more time, or ask for less.`;
        throw new Failure("usage", message);
      }
      await sleep(wait, stop);
    }
  } catch (error) {
    // What failed first is what the user must hear of; one that has ended is not stopped.
    await athena("StopQueryExecution", { QueryExecutionId: id }).catch(() => undefined);
    throw stop?.aborted === true ? stop.reason : error;
  }
}

function scannedBy({ Statistics }: Execution): number {
  return Statistics?.DataScannedInBytes ?? 0;
}

function failed({ Status: { State, StateChangeReason, AthenaError } }: Execution): Failure {
  const why = (StateChangeReason ?? "no reason is given").replace(/\s+/g, " ").replace(/[\s.]+$/, "");
  if (State === "CANCELLED") return new Failure("upstream", `Athena stopped the query: ${why}. Ask again.`);
  const isUsers = AthenaError?.ErrorCategory === undefined || AthenaError.ErrorCategory === USERS;
  return isUsers
    ? new Failure("usage", `The query does not work: ${why}.`)
    : new Failure("upstream", `Athena failed at the query: ${why}. Ask again.`);
}

function columnsOf({ ResultSet }: Page): TextColumn[] {
  const columns = ResultSet.ResultSetMetadata?.ColumnInfo ?? [];
  return columns.map(({ Name, Type, Precision = 0, Scale = 0 }) => {
    return { name: Name, type: Type, precision: Precision, scale: Scale };
  });
}

/** The rows; those of a SELECT have the columns' names before them. */
async function* pagesOf(
  id: string,
  first: Page,
  columns: readonly TextColumn[],
  { StatementType }: Execution,
  { athena, stop }: Pick<QueryAthenaOptions, "athena" | "stop">,
): AsyncGenerator<TextRows> {
  let page = first;
  for (let isFirst = true; ; isFirst = false) {
    const all = (page.ResultSet.Rows ?? []).map(({ Data = [] }) => {
      return columns.map((_, i) => Data[i]?.VarCharValue ?? null);
    });
    const isHeader = (row: TextRows[number] | undefined) =>
      row !== undefined && columns.every(({ name }, i) => row[i] === name);
    yield isFirst && StatementType === "DML" && isHeader(all[0]) ? all.slice(1) : all;
    if (page.NextToken === undefined) return;
    stop?.throwIfAborted();
    const asked = { QueryExecutionId: id, MaxResults: ROWS, NextToken: page.NextToken };
    page = (await athena("GetQueryResults", asked)) as Page;
  }
}
