import type pl from "nodejs-polars";
import { describeColumns } from "../frames/mod.ts";
import type { Effects } from "../io/effects.ts";
import type { ManifestColumn } from "../io/store/mod.ts";
import { PROGRAM } from "./_program.ts";

/** What every manifest tells of its table and of the run that made it. */
export function tableDetails(
  table: pl.DataFrame,
  units: ReadonlyMap<string, string>,
  runId: string,
  effects: Pick<Effects, "now">,
): { rows: number; columns: ManifestColumn[]; published_at: string; run_id: string; program: string } {
  return {
    rows: table.height,
    columns: describeColumns(table, units),
    published_at: effects.now().toISOString(),
    run_id: runId,
    program: PROGRAM,
  };
}
