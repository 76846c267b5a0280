/** Two past runs side by side; `--json` prints it as it is. */
export type RunsDiffResult = {
  readonly schema_version: 1;
  readonly command: "runs diff";
  readonly older_run: ComparedRun;
  readonly newer_run: ComparedRun;
  /** What both runs have, and what only one of them has: outcomes, durations, figures. */
  readonly differences: readonly RunDifference[];
};

/** A run that is compared. */
export type ComparedRun = { readonly run_id: string; readonly started_at: string };

/** One thing that both runs or either of them tell. */
export type RunDifference = {
  /** The part of the run that tells it, such as "ingest". */
  readonly of: string;
  /** "exit_code", "seconds", "step fetch", "rows" … */
  readonly what: string;
  /** Null where the run does not tell it. */
  readonly older_value: number | string | boolean | null;
  readonly newer_value: number | string | boolean | null;
  /** The newer less the older, where both are numbers. */
  readonly change: number | null;
};
