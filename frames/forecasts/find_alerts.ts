import { type AlertMeasure, type AlertRule, ruleHolds } from "./alert_rules.ts";

/** A day of a town as one run of the model has it. */
export type AlertDay = Readonly<Partial<Record<AlertMeasure, number | null>>> & {
  readonly town: string;
  readonly name: string;
  /** `YYYY-MM-DD` on the feed's clock. */
  readonly day: string;
  readonly hours: number;
  readonly whole: boolean;
  readonly lat: number | null;
  readonly lon: number | null;
};

/** The days of a run of the model. */
export type AlertRun = { readonly run: string; readonly days: readonly AlertDay[] };

/** A town and a day that a rule is about, or no longer is. */
export type Alert = {
  readonly state: "new" | "changed" | "same" | "gone";
  readonly town: string;
  readonly name: string;
  readonly rule: string;
  readonly day: string;
  readonly measure: AlertMeasure;
  /** What the newest run forecasts. */
  readonly forecast_value: number | null;
  /** What the run before it did; null where it had no such day. */
  readonly value_before: number | null;
  /** The first of the runs since which the rule has held without a break; of one that is gone that of its last time. */
  readonly since: string;
  /** Whether the run has all 24 hours of the day. */
  readonly whole: boolean;
  readonly lat: number | null;
  readonly lon: number | null;
};

/**
 * The alerts of the newest run, and what has changed since the one before. An alert is gone only where the newest run
 * has at least as many hours of the day as the one before: a day of which it has the evening alone says nothing of its rain.
 *
 * @param runs oldest first, at least one; each run's days once
 * @returns sorted by day, rule and town
 *
 * @example
 * ```ts
 * findAlerts([yesterday, today], BUILT_IN_RULES).filter(({ state }) => state === "new");
 * ```
 */
export function findAlerts(runs: readonly AlertRun[], rules: readonly AlertRule[]): Alert[] {
  const byDay = runs.map(({ days }) => new Map(days.map((day) => [`${day.town} ${day.day}`, day])));
  const newest = byDay.at(-1) ?? new Map<string, AlertDay>();
  const previous = byDay.at(-2) ?? new Map<string, AlertDay>();
  /** The first of the runs up to one since which a rule holds. */
  const sinceOf = (key: string, rule: AlertRule, last: number): string => {
    let first = last;
    while (first > 0 && ruleHolds(rule, byDay[first - 1]?.get(key)?.[rule.measure] ?? null)) first--;
    return runs[first]?.run ?? "";
  };
  const alerts: Alert[] = [];
  for (const key of new Set([...newest.keys(), ...previous.keys()])) {
    const [now, then] = [newest.get(key), previous.get(key)];
    const about = now ?? then;
    if (about === undefined) continue;
    const { town, name, day, lat, lon } = about;
    for (const rule of rules) {
      const { measure } = rule;
      const [value, before] = [now?.[measure] ?? null, then?.[measure] ?? null];
      const [holds, held] = [ruleHolds(rule, value), ruleHolds(rule, before)];
      const isGone = held && !holds && now !== undefined && now.hours >= (then?.hours ?? 0);
      if (!holds && !isGone) continue;
      const state = isGone ? "gone" : !held ? "new" : value === before ? "same" : "changed";
      const since = sinceOf(key, rule, isGone ? runs.length - 2 : runs.length - 1);
      alerts.push({
        ...{
          state,
          town,
          name,
          rule: rule.name,
          day,
          measure,
          forecast_value: value,
          value_before: before,
          since,
        },
        ...{ whole: now?.whole ?? false, lat, lon },
      });
    }
  }
  const order = ({ day, rule, town }: Alert) => `${day} ${rule} ${town}`;
  return alerts.sort((a, b) => (order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : 0));
}
