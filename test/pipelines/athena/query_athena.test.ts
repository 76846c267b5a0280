import { test } from "uvu";
import * as assert from "uvu/assert";
import { awsJson } from "../../../io/aws/aws_json.ts";
import { realEffects } from "../../../io/effects.ts";
import { type QueryAthenaOptions, queryAthena } from "../../../pipelines/athena/query_athena.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { faultServer } from "../../helpers/faults/fault_server.ts";

const STARTED = { QueryExecutionId: "q-1" };
const SQL = "select n from snapshots";
const effects = { ...realEffects, sleep: async () => undefined };

const execution = (State: string, scanned = 0, more: object = {}) => ({
  QueryExecution: {
    StatementType: "DML",
    Status: { State, ...more },
    Statistics: { DataScannedInBytes: scanned },
  },
});
const page = (rows: readonly string[], NextToken?: string) => ({
  NextToken,
  ResultSet: {
    Rows: rows.map((VarCharValue) => ({ Data: [{ VarCharValue }] })),
    ResultSetMetadata: { ColumnInfo: [{ Name: "n", Type: "varchar" }] },
  },
});

/** Asks a server that answers so, one answer a request; gives the answer, the CSV, and what was asked. */
async function asked(answers: readonly object[], more: Partial<QueryAthenaOptions> = {}, sql = SQL) {
  const server = await faultServer({ "/": answers.map((answer) => ({ body: JSON.stringify(answer) })) });
  const environment = {
    AWS_ACCESS_KEY_ID: "key",
    AWS_SECRET_ACCESS_KEY: "s",
    AWS_ENDPOINT_URL: server.origin,
  };
  let csv = "";
  const actions = () => server.requests.map(({ headers }) => String(headers["x-amz-target"]).split(".")[1]);
  try {
    const { result } = await queryAthena(
      sql,
      {
        athena: awsJson("athena", environment, effects),
        database: "municlima",
        settings: { dataDir: "data", logDir: "logs", csvFormulas: "keep" },
        format: "csv",
        print: async (bytes) => {
          csv += new TextDecoder().decode(bytes);
        },
        ...more,
      },
      effects,
    );
    return { result, csv, actions: actions() };
  } catch (error) {
    throw Object.assign(error as Error, { actions: actions() });
  } finally {
    await server.close();
  }
}

test("queryAthena() waits for a query, gives every page of its rows without the names before them, and says what was read", async () => {
  const { result, csv, actions } = await asked([
    STARTED,
    execution("QUEUED"),
    execution("RUNNING", 5),
    execution("SUCCEEDED", 1234),
    page(["n", "a"], "more"),
    page(["n"], "and more"),
    page([]),
  ]);
  assert.is(csv, "n\na\nn\n", "a row that says what the column is called is a row");
  assert.equal([result.engine, result.rows, result.scanned_bytes], ["athena", 2, 1234]);
  assert.equal(actions, [
    "StartQueryExecution",
    ...["GetQueryExecution", "GetQueryExecution", "GetQueryExecution"],
    ...["GetQueryResults", "GetQueryResults", "GetQueryResults"],
  ]);
});

test("queryAthena() stops a query that has read more than it may, and gives none of its rows even where it has ended", async () => {
  for (const state of ["RUNNING", "SUCCEEDED"]) {
    const error = await asked([STARTED, execution(state, 101), {}], { maxScannedBytes: 100 }).catch(
      (error) => error,
    );
    assert.match(
      error.message,
      /^The query has read 101 bytes, more than --max-scanned-bytes 100\. Ask for fewer months/,
    );
    assert.equal([error.kind, error.actions.at(-1)], ["usage", "StopQueryExecution"]);
  }
  const { result } = await asked([STARTED, execution("SUCCEEDED", 100), page(["n"])], {
    maxScannedBytes: 100,
  });
  assert.is(result.scanned_bytes, 100);
});

test("queryAthena() stops a query that takes too long, or whose caller stops", async () => {
  const slow = await asked([STARTED, execution("RUNNING")], { timeoutSeconds: 0 }).catch((error) => error);
  assert.match(slow.message, /^The query took longer than --timeout 0\./);
  assert.is(slow.actions.at(-1), "StopQueryExecution");
  const reason = new Error("stopped");
  const stopped = await asked([STARTED, {}], { stop: AbortSignal.abort(reason) }).catch((error) => error);
  assert.is(stopped, reason);
  assert.equal(stopped.actions, ["StartQueryExecution", "StopQueryExecution"]);
});

test("queryAthena() tells a query that does not work from an engine that fails", async () => {
  const failing = (ErrorCategory: number) =>
    asked([
      STARTED,
      execution("FAILED", 0, {
        StateChangeReason: "COLUMN_NOT_FOUND: line 1:8:\n x.",
        AthenaError: { ErrorCategory },
      }),
    ]);
  await failsWith("usage", /^The query does not work: COLUMN_NOT_FOUND: line 1:8: x\.$/, () => failing(2));
  await failsWith("upstream", /^Athena failed at the query: COLUMN_NOT_FOUND/, () => failing(1));
});

test("queryAthena() asks nothing but what reads", async () => {
  for (const sql of [
    "drop table snapshots",
    "-- select\ninsert into snapshots select 1",
    "unload (select 1)",
  ])
    await failsWith("usage", /^The query does not work: it is no SELECT\./, () => asked([STARTED], {}, sql));
  for (const sql of ["-- why\n(select 1)", "/* a */ WITH a as (select 1) select * from a", "show tables"])
    await asked([STARTED, execution("SUCCEEDED"), page(["n"])], {}, sql);
});

test.run();
