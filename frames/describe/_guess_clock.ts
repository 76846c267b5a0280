import type { GuessedColumn } from "./_guess_parts.ts";
import type { SampleRows } from "./_sample_rows.ts";

/**
 * The clock of a feed's times: a time zone that the body names, or else UTC, with what that rests on.
 *
 * @param times the values of the time column
 */
export function guessClock(
  times: readonly unknown[],
  { beside }: Pick<SampleRows, "beside">,
  columns: readonly GuessedColumn[],
): { readonly zone: string; readonly says: string } {
  const constant = columns.flatMap(({ values }) => (new Set(values).size === 1 ? values.slice(0, 1) : []));
  const named = [...beside, ...constant].find(isZone);
  const isTold = times.every(
    (time) => /(Z|[+-]\d\d(:?\d\d)?)$/i.test(String(time)) && /\dT?.*:/.test(String(time)),
  );
  const isCounted = times.every((time) => /^\d+$/.test(String(time)));
  if (named !== undefined) return { zone: named, says: `The body names the clock "${named}".` };
  const told = isTold ? "say how far they are from UTC" : "are counted in UTC";
  const says =
    isTold || isCounted
      ? `The clock is "UTC": the times ${told}. Set "clock" to another IANA time zone to have them on that.`
      : 'The clock is a guess, "UTC", as the times do not say theirs: set "clock" to the IANA time zone they are in.';
  return { zone: "UTC", says };
}

function isZone(value: unknown): value is string {
  if (typeof value !== "string" || !/^[A-Z][A-Za-z_]+\/[A-Z][\w/+-]+$/.test(value)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: value });
    return true;
  } catch {
    return false;
  }
}
