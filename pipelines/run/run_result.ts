import type { ArchiveResult } from "../archive/archive_result.ts";
import type { IngestResult } from "../ingest/ingest_result.ts";
import type { MergeResult } from "../merge/merge_result.ts";

/** What a run did; `--json` prints it as it is. */
export type RunResult = {
  readonly schema_version: 1;
  readonly command: "run";
  readonly run_id: string;
  /** Of all of them, each once. */
  readonly warnings: readonly string[];
  readonly ingest: IngestResult;
  readonly merge: MergeResult;
  /** What was archived; null where that was not asked for. */
  readonly archive: ArchiveResult | null;
};
