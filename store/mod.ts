/** What is kept: the data folder, its lock and the history of runs. No engine is known here. */
export * from "./datasets/mod.ts";
export { appendRun, lastRunOn, type RunHistory, readRuns, runsOn } from "./history/history.ts";
export { historyLines, historySize } from "./history/history_lines.ts";
export { parseRun, type RunEntry } from "./history/run_entry.ts";
export * from "./layout.ts";
export { LOCK_TIMINGS, type LockTimings, withLock } from "./lock.ts";
export { type LockState, lockState } from "./lock_state.ts";
export * from "./manifests/mod.ts";
export * from "./objects/mod.ts";
export { sha256 } from "./sha256.ts";
export {
  parseRunVersion,
  parseVersion,
  runVersion,
  type Version,
  versionAt,
  versionTime,
} from "./version.ts";
export { waitForLock } from "./wait_for_lock.ts";
