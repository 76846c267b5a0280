const SECONDS = /^\d+$/;
const HTTP_DATE = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)/;

/**
 * How long a `Retry-After` header asks a client to wait, in milliseconds from `now`: 0 for a date that has
 * passed, and undefined where there is no such header or it cannot be read.
 *
 * The header holds whole seconds or a date in one of three forms, all in GMT. Source: RFC 9110, sections
 * 10.2.3 (Retry-After) and 5.6.7 (HTTP dates), https://www.rfc-editor.org/rfc/rfc9110
 *
 * @example
 * ```ts
 * retryAfter("120", new Date()); // 120000
 * retryAfter("Wed, 21 Oct 2015 07:28:00 GMT", new Date("2015-10-21T07:27:30Z")); // 30000
 * ```
 */
export function retryAfter(header: string | undefined, now: Date): number | undefined {
  const text = header?.trim() ?? "";
  if (SECONDS.test(text)) return Number(text) * 1_000;
  if (!HTTP_DATE.test(text)) return undefined;
  // The oldest of the three forms does not name its zone, and would be read as local time.
  const time = Date.parse(text.endsWith("GMT") ? text : `${text} GMT`);
  return Number.isNaN(time) ? undefined : Math.max(0, time - now.getTime());
}
