import type { RunEntry } from "../../store/mod.ts";

/** Past runs on a data folder; `--json` prints it as it is. */
export type RunsListResult = {
  readonly schema_version: 1;
  readonly command: "runs list";
  readonly data_dir: string;
  readonly log_dir: string;
  /** The newest first. An ingest and a merge of one "run" share an id. */
  readonly runs: readonly RunEntry[];
};
