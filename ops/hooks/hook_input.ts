import type { StatusResult } from "../../pipelines/maintain/status_result.ts";

/** What a hook is given on its standard input, as one JSON document. */
export type HookInput = {
  readonly schema_version: 1;
  readonly event: "failure" | "stale" | "change";
  readonly command: string;
  readonly run_id: string;
  readonly exit_code: number;
  /** What the run prints with `--json`: its result, or what it failed on. */
  readonly result: object;
  /** What `status --json` prints once the run has ended; null where that cannot be told. */
  readonly status: StatusResult | null;
};
