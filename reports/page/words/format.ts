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
  const onFeedClock = new Intl.DateTimeFormat(locale, { ...parts, timeZone: "UTC" });
  const here = new Intl.DateTimeFormat(locale, parts);
  return {
    count: (value) => whole.format(value),
    value: (value, unit) => (value === null ? NONE : `${tenths.format(value)} ${unit}`),
    change: (value, unit) => (value === null ? NONE : `${signed.format(value)} ${unit}`),
    hour: (iso) => onFeedClock.format(new Date(`${iso}Z`)),
    moment: (iso) => here.format(new Date(iso)),
    span: (seconds) => {
      const [, length, unit] = UNITS.find(([least]) => seconds >= least) ?? [0, 60, "minute"];
      const amount = Math.floor(seconds / length);
      return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(amount);
    },
  };
}
