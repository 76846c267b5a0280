/** What one run of a contestant took. */
export type Sample = {
  /** Seconds from its start to its end. */
  readonly wall: number;
  /** Seconds of user and system time; absent where it ran inside the bench's own process. */
  readonly cpu?: number;
  /** The largest resident set of its main process, in MB of 1,000,000 bytes; absent as above. */
  readonly peakMb?: number;
  /** Seconds of each of its steps, where it tells them. */
  readonly steps?: readonly Step[];
};

/** One step of a run. */
export type Step = { readonly name: string; readonly seconds: number };
