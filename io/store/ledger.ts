/** One run in the ledger: a line of `runs.jsonl`. */
export type LedgerEntry = {
  readonly schema_version: 1;
  readonly run_id: string;
  readonly command: string;
  readonly data_dir: string;
  readonly feed: string;
  readonly started_at: string;
  readonly finished_at: string;
  readonly seconds: number;
  readonly outcome: "done" | "failed";
  readonly exit_code: number;
  /** What failed; absent in a run that did not. */
  readonly error?: string;
  /** How long each step took, in their order. */
  readonly steps: readonly { readonly name: string; readonly seconds: number }[];
  /** Figures of the run: rows, bytes, versions. */
  readonly figures: Readonly<Record<string, unknown>>;
};

/** The ledger's file in the log folder. */
export const LEDGER = "runs.jsonl";
