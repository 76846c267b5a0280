import { DuckDBTimestampValue, type DuckDBValue } from "@duckdb/node-api";
import type { PlainRow } from "../../frames/mod.ts";
import type { AnswerChunk, AnswerColumn } from "./answer.ts";
import { valueJson, valueText } from "./answer_values.ts";
import type { SqlAnswer } from "./open_sql.ts";

/** What was seen of an answer that went by. */
export type TappedAnswer = SqlAnswer & {
  readonly seen: {
    readonly rows: number;
    /** The first rows, column by column, as a terminal shows them: numbers, dates, texts and nulls. */
    readonly head: readonly { readonly header: string; readonly values: readonly unknown[] }[];
    /** Every row as JSON can hold it, where they were asked for. */
    readonly all: readonly PlainRow[];
  };
};

/**
 * An answer that is looked at while its rows go by: how many there are, the first of them, and all where they are
 * asked for.
 *
 * @example
 * ```ts
 * const tapped = tapAnswer(await session.ask(query), { head: 40 });
 * for await (const _ of tapped.chunks);
 * tapped.seen.rows; // 2463
 * ```
 */
export function tapAnswer(
  { columns, chunks }: SqlAnswer,
  { head, withRows = false }: { readonly head: number; readonly withRows?: boolean },
): TappedAnswer {
  const first = columns.map(({ name }) => ({ header: name, values: [] as unknown[] }));
  const all: PlainRow[] = [];
  const seen = { rows: 0, head: first, all };
  const through = async function* (): AsyncGenerator<AnswerChunk> {
    for await (const chunk of chunks) {
      for (let row = 0; row < chunk.rows && seen.rows + row < head; row++) {
        for (const [i, { values }] of first.entries()) {
          const { kind = 0 } = columns[i] ?? {};
          values.push(shown(chunk.values[i]?.[row] ?? null, kind));
        }
      }
      if (withRows) for (let row = 0; row < chunk.rows; row++) all.push(rowOf(columns, chunk, row));
      seen.rows += chunk.rows;
      yield chunk;
    }
  };
  return { columns, chunks: through(), seen };
}

function rowOf(columns: readonly AnswerColumn[], { values }: AnswerChunk, row: number): PlainRow {
  return Object.fromEntries(
    columns.map(({ name, kind }, i) => [name, valueJson(values[i]?.[row] ?? null, kind)]),
  );
}

function shown(value: DuckDBValue, kind: AnswerColumn["kind"]): unknown {
  if (value === null || typeof value === "boolean" || typeof value === "string") return value;
  const plain = valueJson(value, kind);
  if (typeof plain === "number") return plain;
  if (value instanceof DuckDBTimestampValue) {
    const time = new Date(Number(value.micros) / 1000);
    if (!Number.isNaN(time.getTime())) return time;
  }
  return valueText(value, kind);
}
