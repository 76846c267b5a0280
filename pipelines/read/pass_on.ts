import type { Settings } from "../../configs/mod.ts";
import type { SqlAnswer, TappedAnswer } from "../../engines/duckdb/mod.ts";
import type { ColumnDescription, PlainRow } from "../../frames/mod.ts";
import type { Effects } from "../../io/effects.ts";
import type { Written } from "../../store/mod.ts";
import { writeOutput } from "../write_output.ts";
import type { QueryFormat, QueryHead } from "./query_result.ts";

/** Where the rows of an answer go, and in which form. */
export type PassOnOptions = {
  readonly settings: Pick<Settings, "dataDir" | "logDir" | "csvFormulas">;
  /** The format in which the result is given, to `print` or to a file. */
  readonly format?: QueryFormat | undefined;
  /** Takes the result in this format, a piece at a time. */
  readonly print?: ((bytes: Uint8Array) => Promise<void>) | undefined;
  /** A file that takes it in this format. */
  readonly output?: string | undefined;
  /** Keeps a file of that name. */
  readonly noClobber?: boolean | undefined;
  /** How many of the first rows are given for people to see; none unless it is said. */
  readonly shown?: number;
  /** Whether the result should have the rows. */
  readonly withRows?: boolean;
};

/** What was seen of an answer that was handed on. */
export type Seen = {
  readonly columns: readonly ColumnDescription[];
  readonly rows: number;
  readonly head: QueryHead;
  readonly all: readonly PlainRow[];
  /** What was written into a file. */
  readonly written?: Written;
};

/**
 * Hands the rows of an answer on as they come, in the format that was asked for, whichever engine answers. Parquet it
 * leaves to the engine.
 *
 * @throws {Failure} `cannot-create` or `io` when the output cannot be written
 *
 * @example
 * ```ts
 * const { rows } = await passOn(await session.ask(query), { settings, format: "csv", print }, files);
 * ```
 */
export async function passOn(
  whole: SqlAnswer,
  options: PassOnOptions,
  files: Effects["files"],
): Promise<Seen> {
  const { settings, format, print, output, shown = 0, withRows = false } = options;
  const { encodeAnswer, tapAnswer } = await import("../../engines/duckdb/mod.ts");
  const head = format === "xlsx" ? Number.POSITIVE_INFINITY : shown;
  const answer = tapAnswer(whole, { head, withRows });
  const columns = answer.columns.map(({ name, type }) => ({ name, type }));
  if (format === undefined || format === "parquet") {
    for await (const _ of answer.chunks);
    return { columns, ...answer.seen };
  }
  const pieces = format === "xlsx" ? workbookOf(answer) : encodeAnswer(answer, format, settings.csvFormulas);
  if (output !== undefined) {
    const written = await writeOutput(output, pieces, { ...settings, noClobber: options.noClobber }, files);
    return { columns, ...answer.seen, written };
  }
  for await (const piece of pieces) await print?.(piece);
  return { columns, ...answer.seen };
}

/** A workbook is made of all rows at once. */
async function* workbookOf({ columns, chunks, seen }: TappedAnswer): AsyncGenerator<Uint8Array> {
  for await (const _ of chunks);
  const { toXlsx } = await import("../../frames/mod.ts");
  const of = columns.map(({ name, type }, i) => ({ name, type, values: seen.head[i]?.values ?? [] }));
  yield await toXlsx([{ name: "query", columns: of }]);
}
