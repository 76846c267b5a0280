const FIRST_MS = 2_000;
const LONGEST_MS = 60_000;

/**
 * How long to wait, in milliseconds, after round `round` of tries (counted from 1) has failed.
 *
 * The wait doubles from round to round, and half of it is random ("equal jitter"), so that many clients
 * which failed together do not come back together, yet none comes back at once. Source: M. Brooker,
 * "Exponential Backoff And Jitter", AWS Architecture Blog, 2015,
 * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 *
 * @param random A number from 0 up to, but not including, 1.
 * @param atLeast What the server asked for, in milliseconds; the wait is longer only when its own is.
 * @returns 1 to 2 s after the first round, 2 to 4 s after the second, and never more than 60 s, whatever
 * the server asked for.
 *
 * @example
 * ```ts
 * retryDelay(1, 0.5); // 1500
 * retryDelay(3, 0.5); // 6000
 * retryDelay(1, 0.5, 20_000); // 20000
 * ```
 */
export function retryDelay(round: number, random: number, atLeast = 0): number {
  const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** (round - 1));
  const wait = longest / 2 + (random * longest) / 2;
  return Math.min(LONGEST_MS, Math.max(wait, atLeast));
}
