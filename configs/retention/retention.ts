import type { CATALOG } from "../catalog.ts";

/** Which versions stay, in the words of restic's forget: one that any of these lets stay stays. */
export type KeepRule = {
  /** This many of the newest. */
  readonly last?: number;
  /** The newest of each of the last hours that have one, so many of them; likewise of days, weeks and months, in UTC. */
  readonly hourly?: number;
  readonly daily?: number;
  /** Weeks begin on Mondays. */
  readonly weekly?: number;
  readonly monthly?: number;
  /** Those that are no older than the newest by more than this, such as `30d` or `1y6m`. */
  readonly within?: string;
};

/** What a rule can be for: datasets of the catalog, the Parquet files of months, and the run history. */
export const RETAINED = [
  "snapshots",
  "months",
  "means",
  "merged",
  "raw",
  "quarantine",
  "runs",
] as const satisfies readonly (keyof typeof CATALOG | "months" | "runs")[];
export type Retained = (typeof RETAINED)[number];

/** The rule of each dataset that has one. */
export type Retention = Readonly<Partial<Record<Retained, KeepRule>>>;
