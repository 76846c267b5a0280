/** What a caller may want to hear of while a feed is fetched. */
export type FetchEvents = {
  /** Bytes of the present body so far; the total is known when the server tells it. */
  readonly onProgress?: (bytes: number, total: number | undefined) => void;
  /** A round of tries failed for this reason; round `round`, counted from 1, begins after the wait. */
  readonly onRetry?: (retry: { round: number; waitMilliseconds: number; reason: string }) => void;
};
