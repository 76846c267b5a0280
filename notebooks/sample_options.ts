/** What a sample data folder holds: made-up weather of 5 January 2026, the same each time. */
export type SampleOptions = {
  /** Runs of the model, one an hour and each a snapshot: 1 to 24, 2 unless given. */
  readonly runs?: number;
  /** Keeps each so-manieth town, so that many runs take seconds; all of them unless given. */
  readonly everyNthTown?: number;
  /** Adds a snapshot of each of a run's 116 hours, as ingests with `--record now` would publish them. */
  readonly hourly?: boolean;
};
