import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { ClientReadableStream } from "@grpc/grpc-js";
import { Failure } from "../../errors/mod.ts";
import pl from "../../frames/polars.ts";
import type { Checkpoint } from "../engine.ts";
import { CODES, connectionTo, type Message, WAITS } from "./_connection.ts";
import { sparkFailure } from "./_spark_failure.ts";
import type { Remote } from "./remote.ts";

/** A value that stands for a `?` of SQL. */
export type SparkValue = string | number;

/** Files that Spark reads as one table. */
export type SparkFiles = {
  readonly format: "csv" | "parquet" | "binaryFile";
  /** As the server and its workers see them. */
  readonly paths: readonly string[];
  /** Its columns with their types, as SQL writes them; absent where the format has its own. */
  readonly schema?: string;
  readonly options: Readonly<Record<string, string>>;
};

/** A session of Spark: what it is told is gone when it is closed. */
export type SparkSession = {
  /** The server's version, or undefined where it does not tell. */
  readonly version: () => Promise<string | undefined>;
  /** Makes a view of this session alone, in place of one of that name. */
  readonly view: (name: string, rows: SparkFiles | pl.DataFrame) => Promise<void>;
  /**
   * Answers a query.
   *
   * @param values stand for the `?` of the query, in their order
   */
  readonly ask: (sql: string, values?: readonly SparkValue[]) => Promise<pl.DataFrame>;
  /** How Spark would carry a query out. */
  readonly explain: (sql: string) => Promise<string>;
  readonly close: () => Promise<void>;
};

/** Times are without a zone, and a value that does not fit its type is an error: no answer depends on a server's settings. */
const SETTINGS = {
  "spark.sql.session.timeZone": "UTC",
  "spark.sql.ansi.enabled": "true",
  "spark.sql.caseSensitive": "true",
  // More paths than this would be listed by a job of their own, which takes longer than to list them.
  "spark.sql.sources.parallelPartitionDiscovery.threshold": "100000",
};
/** How often it is asked whether to go on while Spark works, in milliseconds. */
const ASK_EVERY = 200;

/** A server that was started again, or has forgotten what it was asked. */
const FORGOTTEN = /^INVALID_HANDLE|operation not found/i;

/**
 * Opens a session of Spark. A stream that breaks is taken up again; on a server that was started again views are made and
 * queries begun anew.
 *
 * @param checkpoint is asked again and again while Spark works; once it throws, Spark is told to stop, and what it throws
 * is thrown
 * @throws {Failure} `config` where the packages that speak to Spark are missing, or the server wants another token;
 * `upstream` where it does not answer. So do all functions of the session, and those that take SQL throw `usage` when that
 * is wrong
 *
 * @example
 * ```ts
 * const session = await openSpark(await remoteOf("sc://127.0.0.1:15002", process.env));
 * (await session.ask("select 1 as one")).height; // 1
 * ```
 */
export async function openSpark(
  remote: Remote,
  checkpoint: Checkpoint = async () => undefined,
): Promise<SparkSession> {
  const connection = await connectionTo(remote);
  const base = {
    session_id: randomUUID(),
    user_context: { user_id: remote.user },
    client_type: "municlima",
  };
  const failed = (error: unknown): never => {
    throw error instanceof Failure ? error : sparkFailure(connection.describe(error), remote.shown, error);
  };
  const call = (method: string, request: Message) =>
    watched(connection.call(method, { ...base, ...request }), checkpoint).catch(failed);
  const pairs = Object.entries(SETTINGS).map(([key, value]) => ({ key, value }));
  const prepare = () => call("Config", { operation: { set: { pairs } } });
  /** What made each view, by its name: a server that was started again knows of none. */
  const views = new Map<string, Message>();

  /** Executes a plan to its end, and gives its batches of rows. */
  const execute = async (plan: Message): Promise<Uint8Array[]> => {
    const tag = randomUUID();
    const batches: Uint8Array[] = [];
    let operation = { operation_id: randomUUID(), last: undefined as string | undefined };
    let stream: ClientReadableStream<Message> | undefined;
    let isDone = false;
    const open = ({ operation_id, last }: typeof operation) =>
      last === undefined
        ? connection.stream("ExecutePlan", {
            ...base,
            plan,
            operation_id,
            tags: [tag],
            request_options: [{ reattach_options: { reattachable: true } }],
          })
        : connection.stream("ReattachExecute", { ...base, operation_id, last_response_id: last });
    /** Begins anew: reading is all that a plan does. The server may have begun anew as well. */
    const restart = async () => {
      operation = { operation_id: randomUUID(), last: undefined };
      batches.length = 0;
      await prepare();
      for (const command of views.values()) if (command !== plan.command) await execute({ command });
    };
    const read = async () => {
      for (let attempt = 0; !isDone; ) {
        try {
          stream = open(operation);
          for await (const response of stream as AsyncIterable<Message>) {
            operation.last = response.response_id as string;
            if (response.response_type === "result_complete") isDone = true;
            if (response.response_type !== "arrow_batch") continue;
            batches.push((response.arrow_batch as { readonly data: Uint8Array }).data);
            attempt = 0;
          }
        } catch (error) {
          const { code, message, errorClass } = connection.describe(error);
          const isForgotten =
            operation.last !== undefined && FORGOTTEN.test(errorClass ?? message.replace(/^.*?: /, ""));
          const wait = WAITS[attempt++];
          if (isDone || wait === undefined || (code !== CODES.unavailable && !isForgotten)) throw error;
          await delay(wait);
          if (isForgotten || operation.last === undefined) await restart();
        }
      }
    };
    try {
      await watched(read(), checkpoint);
    } catch (error) {
      isDone = true;
      const interrupt = { ...base, interrupt_type: "INTERRUPT_TYPE_TAG", operation_tag: tag };
      if (error instanceof Failure) await connection.once("Interrupt", interrupt, 1).catch(() => undefined);
      stream?.cancel();
      return failed(error);
    }
    const release = { ...base, operation_id: operation.operation_id, release_all: {} };
    await connection.once("ReleaseExecute", release, 10).catch(() => undefined);
    return batches;
  };

  await prepare().catch((error: unknown) => {
    connection.close();
    throw error;
  });
  return {
    version: async () => {
      const asked = connection.once("AnalyzePlan", { ...base, spark_version: {} }, 30);
      const { spark_version } = await asked.catch((): Message => ({}));
      return (spark_version as { readonly version?: string } | undefined)?.version;
    },
    view: async (name, rows) => {
      const input =
        "format" in rows
          ? { read: { data_source: rows } }
          : { local_relation: { data: rows.writeIPCStream() } };
      const command = { create_dataframe_view: { input, name, replace: true } };
      await execute({ command });
      views.set(name, command);
    },
    ask: async (query, values = []) => {
      const pos_args = values.map((value) =>
        typeof value === "string" ? { string: value } : { double: value },
      );
      const batches = await execute({ root: { sql: { query, pos_args } } });
      const [first, ...others] = batches.map((bytes) => pl.readIPCStream(Buffer.from(bytes)));
      if (first === undefined) throw new Failure("upstream", `Spark at "${remote.shown}" gave no answer.`);
      return others.length === 0 ? first : pl.concat([first, ...others]);
    },
    explain: async (query) => {
      const plan = { root: { sql: { query } } };
      const { explain } = await call("AnalyzePlan", {
        explain: { plan, explain_mode: "EXPLAIN_MODE_FORMATTED" },
      });
      return (explain as { readonly explain_string: string }).explain_string;
    },
    close: async () => {
      await connection.once("ReleaseSession", base, 1).catch(() => undefined);
      connection.close();
    },
  };
}

/** Does some work while the checkpoint is asked again and again; what that throws is thrown at once. */
async function watched<T>(work: Promise<T>, checkpoint: Checkpoint): Promise<T> {
  let isDone = false;
  const watch = async (): Promise<never> => {
    while (!isDone) {
      await checkpoint();
      await delay(ASK_EVERY);
    }
    return await new Promise<never>(() => undefined);
  };
  // Who stops waiting does not hear how the work fails.
  work.catch(() => undefined);
  try {
    return await Promise.race([work, watch()]);
  } finally {
    isDone = true;
  }
}
