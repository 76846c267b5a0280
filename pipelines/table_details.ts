import type pl from "nodejs-polars";
import type { Feed } from "../configs/mod.ts";
import { describeColumns } from "../frames/mod.ts";
import type { Effects } from "../io/effects.ts";
import type { TableDetails } from "../store/mod.ts";
import { PROGRAM } from "./program.ts";

/** What every manifest says of its table and of the run that made it. */
export function tableDetails(
  table: pl.DataFrame,
  feed: Pick<Feed, "columns" | "means">,
  runId: string,
  effects: Pick<Effects, "now">,
): TableDetails {
  return {
    rows: table.height,
    columns: describeColumns(table, unitsOf(feed)),
    published_at: effects.now().toISOString(),
    run_id: runId,
    program: PROGRAM,
  };
}

/** The unit of each column that a table made from the feed may have: the feed's own, and its means. */
export function unitsOf(feed: Pick<Feed, "columns" | "means">): Record<string, string | undefined> {
  return Object.fromEntries([...feed.columns, ...feed.means].map(({ name, unit }) => [name, unit]));
}
