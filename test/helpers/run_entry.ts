import type { RunEntry } from "../../store/mod.ts";

/** A line of the history: of a merge on "/data" that was done in a second, unless said otherwise. */
export function runEntry(more: Partial<RunEntry> = {}): RunEntry {
  return {
    schema_version: 1,
    run_id: "00000000-0000-4000-8000-000000000001",
    command: "merge",
    data_dir: "/data",
    feed_name: "tiny",
    started_at: "2026-11-24T14:00:00.000Z",
    finished_at: "2026-11-24T14:00:01.000Z",
    seconds: 1,
    outcome: "done",
    exit_code: 0,
    steps: [],
    figures: {},
    ...more,
  };
}
