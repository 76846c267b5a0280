/**
 * One thing that is measured, as all encoders take it: a gauge, as each is read anew from the history and the store.
 * Its name ends in its unit where it has one.
 */
export type Metric = {
  /** In snake_case, without the program's name before it. */
  readonly name: string;
  /** What it is, in one sentence without a full stop. */
  readonly help: string;
  /** A moment is a Unix time in seconds. */
  readonly unit: "moment" | "seconds" | "bytes" | "count";
  readonly samples: readonly MetricSample[];
};

/** One value, and what it is of. */
export type MetricSample = { readonly labels: Readonly<Record<string, string>>; readonly amount: number };
