/**
 * A time of a frame as ISO 8601 without a zone. Polars hands out a time without a zone as a Date whose UTC
 * fields are its own.
 *
 * @example
 * ```ts
 * isoTime(new Date("2026-08-26T02:00:00Z")); // "2026-08-26T02:00:00"
 * ```
 */
export function isoTime(time: Date): string {
  return time.toISOString().slice(0, 19);
}
