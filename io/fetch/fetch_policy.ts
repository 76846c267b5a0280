/** How hard to try to fetch a feed. */
export type FetchPolicy = {
  /** Rounds of tries, at least 1; each asks every URL that may still answer. */
  readonly attempts: number;
  /** The longest silence of a server, before its answer and within it. */
  readonly timeoutSeconds: number;
  /** The longest time for everything, the waits between the rounds included. */
  readonly deadlineSeconds: number;
  /** Whether TLS certificates are left unchecked; they are checked unless this says so. */
  readonly insecureTls?: boolean | undefined;
};
