import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SqlTable } from "../../engines/duckdb/mod.ts";
import { polarsType } from "../../frames/mod.ts";
import pl from "../../frames/polars.ts";
import { type Effects, realEffects } from "../../io/effects.ts";
import type { ArchivedForecast } from "../../store/mod.ts";
import { daysTable, type SqlFolder } from "./_sql_tables.ts";

/**
 * The days of some archived forecasts, as the table "days" has them.
 *
 * @param forecasts at least one
 * @returns (runs × towns × days) × columns of "days", sorted by run, town and day; a day is a text, YYYY-MM-DD
 * @throws {Failure} `contract` when a file was changed, `io` when one cannot be read
 *
 * @example
 * ```ts
 * const days = await daysFrame(folder, listForecasts(inventory).slice(-1)); // 14,778 × 17
 * ```
 */
export async function daysFrame(
  folder: SqlFolder,
  forecasts: readonly ArchivedForecast[],
  { uuid }: Pick<Effects, "uuid"> = realEffects,
): Promise<pl.DataFrame> {
  const table: SqlTable = await daysTable(folder, forecasts);
  const { openSql, sqlOrder, tapAnswer } = await import("../../engines/duckdb/mod.ts");
  const session = await openSql({ spill: join(tmpdir(), `municlima-days-${uuid()}`), names: ["days"] });
  try {
    const order = sqlOrder(["run", ...folder.feed.key, "day", "body"]);
    const asked = await session.parse(`select * from days order by ${order}`);
    await session.give([table]);
    const answer = tapAnswer(await session.ask(asked), { head: Number.POSITIVE_INFINITY });
    for await (const _ of answer.chunks);
    return pl.DataFrame(
      answer.seen.head.map(({ header, values }, i) => {
        const type = answer.columns[i]?.type ?? "string";
        return pl.Series(header, [...values], type === "boolean" ? pl.Bool : polarsType(type));
      }),
    );
  } finally {
    session.close();
  }
}
