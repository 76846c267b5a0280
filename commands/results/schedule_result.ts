import type { Scheduler } from "../../ops/schedule/unit_of.ts";

/** What makes a scheduler call the program; `--json` prints it as it is. */
export type ScheduleResult = {
  readonly schema_version: 1;
  readonly command: "schedule";
  readonly scheduler: Scheduler;
  readonly warnings: readonly string[];
  readonly units: readonly UnitResult[];
};

/** One file of a unit. */
export type UnitResult = {
  readonly name: string;
  /** Where it was written; null where it was only printed. */
  readonly path: string | null;
  readonly text: string;
};
