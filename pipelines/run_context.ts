import type { Settings } from "../configs/mod.ts";
import type { FetchEvents } from "../io/fetch_events.ts";

/** What a run may tell while it goes on. */
export type RunEvents = FetchEvents & {
  /** A step begins, such as "fetch" or "publish"; the rows it works on are told where they are known. */
  readonly onStep?: (name: string, rows?: number) => void;
};

/** What every run is given. */
export type RunContext = {
  readonly settings: Settings;
  readonly feedName: string;
  /** Changes nothing: reads, computes and tells what would be published. */
  readonly dryRun?: boolean | undefined;
  /** The run's id where it is a part of another one. */
  readonly runId?: string | undefined;
  readonly events?: RunEvents | undefined;
  /** Stops the run at its next safe point, which is never within the publishing of a file, with its reason. */
  readonly stop?: AbortSignal | undefined;
};
