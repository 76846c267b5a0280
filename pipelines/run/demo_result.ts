import type { IngestResult } from "../ingest/ingest_result.ts";
import type { MergeResult } from "../merge/merge_result.ts";

/** What the demo did; `--json` prints it as it is. */
export type DemoResult = {
  readonly schema_version: 1;
  readonly command: "demo";
  /** Of all three, each once. */
  readonly warnings: readonly string[];
  /** The run of the model of an hour ago, and that of now. */
  readonly ingests: readonly IngestResult[];
  readonly merge: MergeResult;
};
