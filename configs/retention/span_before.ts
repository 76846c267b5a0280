/** Years, months, weeks, days and hours, as restic writes them, each at most once and in this order. */
const SPAN = /^(?=\d)(?:(\d{1,3})y)?(?:(\d{1,4})m)?(?:(\d{1,4})w)?(?:(\d{1,5})d)?(?:(\d{1,6})h)?$/;

/** Whether a value is a span of time, such as "30d" or "1y6m". */
export function isSpan(value: unknown): value is string {
  return typeof value === "string" && SPAN.test(value);
}

/**
 * The moment that lies a span of time before another one, by the calendar of UTC: a month before 31 March is the last
 * day of February.
 *
 * @param span as {@linkcode isSpan} knows it
 *
 * @example
 * ```ts
 * spanBefore(new Date("2026-11-24T14:00:00Z"), "1m2d"); // 2026-10-22T14:00:00Z
 * ```
 */
export function spanBefore(moment: Date, span: string): Date {
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0] = (SPAN.exec(span) ?? [])
    .slice(1)
    .map((digits) => Number(digits ?? 0));
  const before = new Date(moment);
  const day = before.getUTCDate();
  before.setUTCDate(1);
  before.setUTCMonth(before.getUTCMonth() - 12 * years - months);
  const last = new Date(Date.UTC(before.getUTCFullYear(), before.getUTCMonth() + 1, 0)).getUTCDate();
  before.setUTCDate(Math.min(day, last));
  return new Date(before.getTime() - ((7 * weeks + days) * 24 + hours) * 3_600_000);
}
