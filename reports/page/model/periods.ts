import type { PageData } from "../../page_data.ts";

/** What of the forecast a reader looks at: a stretch of it, one of its times, or the merged table's means. */
export type Period = "now" | "today" | "tomorrow" | "next24" | "all" | "time" | "mean";

/** Times of the forecast, from one index up to and without another. */
export type Span = { readonly from: number; readonly to: number };

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const HOURLY = ["now", "today", "tomorrow", "next24", "all", "mean"] as const;
const DAILY = ["today", "tomorrow", "all", "mean"] as const;

/** The times of a forecast on the feed's clock, read as UTC, and how far one lasts. */
export type Times = { readonly moments: readonly number[]; readonly step: number };

/** The times of the page's forecast; none where it has no forecast. */
export function timesOf({ forecast }: Pick<PageData, "forecast">): Times {
  const moments = (forecast?.times ?? []).map((time) => Date.parse(`${time}Z`));
  const steps = moments.slice(1).map((moment, i) => moment - (moments[i] ?? 0));
  return { moments, step: steps.length === 0 ? HOUR : Math.min(...steps) };
}

/**
 * Which times a period has at a moment.
 *
 * @param now on the feed's clock, read as UTC
 * @param time the index of the one time of the period "time"
 * @returns undefined where the forecast has none of them, and for the means
 *
 * @example
 * ```ts
 * spanOf("today", times, now); // { from: 0, to: 16 }: the first run of hours is today's
 * ```
 */
export function spanOf(
  period: Period,
  { moments, step }: Times,
  now: number,
  time?: number,
): Span | undefined {
  const between = (start: number, end: number): Span | undefined => {
    const from = moments.findIndex((moment) => moment >= start);
    if (from < 0) return undefined;
    const after = moments.findIndex((moment) => moment >= end);
    const to = after < 0 ? moments.length : after;
    return to > from ? { from, to } : undefined;
  };
  const today = Math.floor(now / DAY) * DAY;
  switch (period) {
    case "now":
      return between(now - step + 1, now + 1);
    case "today":
      return between(today, today + DAY);
    case "tomorrow":
      return between(today + DAY, today + 2 * DAY);
    case "next24":
      // From the time that is under way on.
      return between(now - step + 1, now - step + 1 + DAY);
    case "all":
      return moments.length === 0 ? undefined : { from: 0, to: moments.length };
    case "time":
      return time === undefined || moments[time] === undefined ? undefined : { from: time, to: time + 1 };
    case "mean":
      return undefined;
  }
}

/** The periods that the forecast has something of at a moment, and the means, which are always there. */
export function periodsAt(times: Times, now: number): Period[] {
  return (times.step < 20 * HOUR ? HOURLY : DAILY).filter(
    (period) => period === "mean" || spanOf(period, times, now) !== undefined,
  );
}

/** Each day of the forecast, in order; a day that the forecast has in part is not whole. */
export function daysOf({
  moments,
  step,
}: Times): (Span & { readonly start: number; readonly isWhole: boolean })[] {
  const days: (Span & { start: number; isWhole: boolean })[] = [];
  for (const [i, moment] of moments.entries()) {
    const start = Math.floor(moment / DAY) * DAY;
    const last = days.at(-1);
    if (last?.start === start) days[days.length - 1] = { ...last, to: i + 1 };
    else days.push({ from: i, to: i + 1, start, isWhole: true });
  }
  return days.map((day) => ({ ...day, isWhole: (day.to - day.from) * step >= DAY - HOUR }));
}
