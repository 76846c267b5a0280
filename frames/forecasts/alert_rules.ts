import { Failure } from "../../errors/mod.ts";

/** What of a day a rule looks at, as the table "days" calls it. */
export const ALERT_MEASURES = ["tmax", "tmin", "rain", "gust"] as const;
export type AlertMeasure = (typeof ALERT_MEASURES)[number];

/** When a day of a town is worth an alert. */
export type AlertRule = {
  readonly name: string;
  readonly measure: AlertMeasure;
  /** The value must be as large as this at least. */
  readonly from?: number;
  /** The value must be smaller than this. */
  readonly below?: number;
  /** The value must be larger than this. */
  readonly above?: number;
  /** The value must be as small as this at least. */
  readonly to?: number;
};

/**
 * The rules that come with the program. The classes of a day's rain and of heat are those of the bulletins of Mexico's
 * weather service (fuerte, muy fuerte, intensa, torrencial, extraordinaria; 35, 40 and 45 °C); the bounds of gusts are
 * this program's own.
 */
export const BUILT_IN_RULES: readonly AlertRule[] = [
  { name: "rain-fuerte", measure: "rain", from: 25, below: 50 },
  { name: "rain-muy-fuerte", measure: "rain", from: 50, below: 75 },
  { name: "rain-intensa", measure: "rain", from: 75, below: 150 },
  { name: "rain-torrencial", measure: "rain", from: 150, below: 250 },
  { name: "rain-extraordinaria", measure: "rain", from: 250 },
  { name: "heat-35", measure: "tmax", from: 35, below: 40 },
  { name: "heat-40", measure: "tmax", from: 40, to: 45 },
  { name: "heat-45", measure: "tmax", above: 45 },
  { name: "frost", measure: "tmin", to: 0 },
  { name: "gust-40", measure: "gust", from: 40, below: 60 },
  { name: "gust-60", measure: "gust", from: 60, below: 80 },
  { name: "gust-80", measure: "gust", from: 80 },
];

const RULE = /^([a-z0-9][a-z0-9-]*) +(tmax|tmin|rain|gust) *((?:(?:>=|<=|>|<) *-?\d+(?:\.\d+)? *){1,2})$/;
const KEYS = { ">=": "from", "<": "below", ">": "above", "<=": "to" } as const;

/**
 * Reads rules as a user writes them: a name, a measure, and one or two bounds, rules apart by ";". One of the name of a
 * built-in rule takes its place; "none" adds no rule.
 *
 * @throws {Failure} `usage` for what is no rule
 *
 * @example
 * ```ts
 * alertRules("hot-night tmin >= 25; frost tmin <= 2"); // the built-in rules, two of them those
 * ```
 */
export function alertRules(text: string): readonly AlertRule[] {
  const rules = new Map(BUILT_IN_RULES.map((rule) => [rule.name, rule]));
  for (const written of text.split(";").map((each) => each.trim())) {
    if (written === "" || written === "none") continue;
    const [, name = "", measure = "", bounds = ""] = RULE.exec(written) ?? [];
    if (name === "") {
      const message = `"${written}" is no alert rule. Write a name, one of ${ALERT_MEASURES.join(", ")}, and a bound, as in "hot-night tmin >= 25".`;
      throw new Failure("usage", message);
    }
    const found = [...bounds.matchAll(/(>=|<=|>|<) *(-?\d+(?:\.\d+)?)/g)];
    const limits = found.map(([, sign = ">=", value]) => [KEYS[sign as keyof typeof KEYS], Number(value)]);
    rules.set(name, { name, measure: measure as AlertMeasure, ...Object.fromEntries(limits) });
  }
  return [...rules.values()];
}

/** Whether a value is one that a rule is about; an empty value never is. */
export function ruleHolds({ from, below, above, to }: AlertRule, value: number | null): boolean {
  if (value === null) return false;
  return (
    (from === undefined || value >= from) &&
    (below === undefined || value < below) &&
    (above === undefined || value > above) &&
    (to === undefined || value <= to)
  );
}
