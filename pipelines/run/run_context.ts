import type { Settings } from "../../configs/mod.ts";
import type { FetchEvents } from "../../io/fetch/fetch_events.ts";
import type { DataFolder, ObjectStore } from "../../store/mod.ts";

/** What a run may say while it goes on. */
export type RunEvents = FetchEvents & {
  /** A step begins, such as "fetch" or "publish"; the rows it works on are given where they are known. */
  readonly onStep?: (name: string, rows?: number) => void;
  /** A step has ended, well or not, after so many seconds. */
  readonly onStepEnd?: (name: string, seconds: number, rows?: number) => void;
};

/** What every run is given. */
export type RunContext = {
  readonly data: DataFolder;
  /** Where the history of runs is. */
  readonly logs: ObjectStore;
  readonly settings: Settings;
  readonly feedName: string;
  /** Changes nothing: reads, computes and says what would be published. */
  readonly dryRun?: boolean | undefined;
  /** Leaves what runs that were cut off have left: this one copies, and must not count what it copied in part. */
  readonly leavesUnfinished?: true;
  /** The run's id where it is a part of another one. */
  readonly runId?: string | undefined;
  readonly events?: RunEvents | undefined;
  /** Stops the run at its next safe point, which is never within the publishing of a file, with its reason. */
  readonly stop?: AbortSignal | undefined;
};
