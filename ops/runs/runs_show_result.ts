import type { RunEntry } from "../../store/mod.ts";

/** One past run; `--json` prints it as it is. */
export type RunsShowResult = {
  readonly schema_version: 1;
  readonly command: "runs show";
  readonly run_id: string;
  /** Its lines in the history: one, or those of the ingest and the merge of a "run". */
  readonly runs: readonly RunEntry[];
};
