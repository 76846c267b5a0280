import type { Language } from "./words.ts";

/** Numbers, times and spans as a language writes them. */
export type Format = {
  readonly count: (value: number) => string;
  /** A measured value with its unit; a dash for none. */
  readonly value: (value: number | null, unit: string) => string;
  /** A change, with its sign. */
  readonly change: (value: number | null, unit: string) => string;
  /** A time on the feed's clock, ISO 8601 without a zone. */
  readonly hour: (iso: string) => string;
  /** The same of a moment on that clock, read as UTC: weekday and day, weekday alone, time of the day. */
  readonly day: (moment: number) => string;
  readonly shortDay: (moment: number) => string;
  readonly clock: (moment: number) => string;
  /** A moment, in the reader's own zone. */
  readonly moment: (iso: string) => string;
  /** A span of seconds in its largest sensible unit. */
  readonly span: (seconds: number) => string;
};

const NONE = "–";
const LOCALES = { es: "es-MX", en: "en" } as const;
const UNITS = [
  [172_800, 86_400, "day"],
  [5400, 3600, "hour"],
  [60, 60, "minute"],
] as const;

/**
 * How a language writes what the page shows.
 *
 * @example
 * ```ts
 * formatOf("es").value(21.46, "°C"); // "21.5 °C"
 * ```
 */
export function formatOf(language: Language): Format {
  const locale = LOCALES[language];
  const whole = new Intl.NumberFormat(locale);
  const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  const tenths = new Intl.NumberFormat(locale, digits);
  const signed = new Intl.NumberFormat(locale, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
    signDisplay: "exceptZero",
  });
  const parts = {
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  } as const;
  const dated = (options: Intl.DateTimeFormatOptions) => {
    const usual = new Intl.DateTimeFormat(locale, options);
    const withYear = new Intl.DateTimeFormat(locale, { ...options, year: "numeric" });
    // A year is told where it is not the reader's.
    return (date: Date) =>
      (date.getUTCFullYear() === new Date().getUTCFullYear() ? usual : withYear).format(date);
  };
  const onFeedClock = dated({ ...parts, timeZone: "UTC" });
  const here = dated(parts);
  const days = dated({ weekday: "short", day: "numeric", month: "short", timeZone: "UTC" });
  const weekdays = new Intl.DateTimeFormat(locale, { weekday: "short", timeZone: "UTC" });
  const clock = new Intl.DateTimeFormat(locale, {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone: "UTC",
  });
  return {
    count: (value) => whole.format(value),
    value: (value, unit) => (value === null ? NONE : `${tenths.format(value)} ${unit}`.trimEnd()),
    change: (value, unit) => (value === null ? NONE : `${signed.format(value)} ${unit}`.trimEnd()),
    hour: (iso) => onFeedClock(new Date(`${iso}Z`)),
    moment: (iso) => here(new Date(iso)),
    day: (moment) => days(new Date(moment)),
    shortDay: (moment) => `${weekdays.format(new Date(moment))} ${new Date(moment).getUTCDate()}`,
    clock: (moment) => clock.format(new Date(moment)),
    span: (seconds) => {
      const [, length, unit] = UNITS.find(([least]) => seconds >= least) ?? [0, 60, "minute"];
      const amount = Math.floor(seconds / length);
      return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(amount);
    },
  };
}
