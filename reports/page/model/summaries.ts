import { decodeCurve } from "../../curve_code.ts";
import type { CodedCurve, PageData } from "../../page_data.ts";
import type { Span } from "./periods.ts";
import type { How, Quantity } from "./quantities.ts";

/** A value that is missing in a curve. */
const MISSING = -2_147_483_648;

/** The curves of a series: a row of whole steps for each town. */
type Curves = { readonly steps: Int32Array; readonly scale: number };

/** One value for each town, null where there is none. */
export type TownValues = readonly (number | null)[];

/** What the curves of the forecast come to, for each town and whatever period: unpacked once, and remembered. */
export type Summaries = {
  /** Over the span, or the mean of the merged table where there is none. */
  readonly values: (quantity: Quantity, span: Span | undefined) => TownValues;
  /**
   * How much the newest run raised the forecast, over the times of the span that both runs have: the sum of an amount,
   * the mean of anything else. Over all times where there is no span.
   */
  readonly changes: (quantity: Quantity, span: Span | undefined) => TownValues;
  /** The index of the time at which one town's value is highest; undefined where it is nowhere above zero. */
  readonly peak: (quantity: Quantity, span: Span, town: number) => number | undefined;
  /** One town alone, as {@linkcode values} and {@linkcode changes} give it. */
  readonly townValue: (quantity: Quantity, span: Span, town: number) => number | null;
  readonly townChange: (quantity: Quantity, span: Span, town: number) => number | null;
};

/** Reads the page's curves. */
export function summariesOf({ forecast, revision, towns }: PageData): Summaries {
  const width = forecast?.times.length ?? 0;
  const count = towns.keys.length;
  const curvesOf = remembered((index: number) => unpacked(forecast?.curves[index], index));
  const changesOf = remembered((index: number) => unpacked(revision?.curves[index], index));

  function unpacked(coded: readonly CodedCurve[] | undefined, series: number): Curves {
    const steps = new Int32Array(count * width).fill(MISSING);
    coded?.forEach((curve, town) => {
      if (curve === null) return;
      for (const [i, step] of decodeCurve(curve).entries()) {
        if (step !== null) steps[town * width + i] = step;
      }
    });
    return { steps, scale: forecast?.series[series]?.scale ?? 10 };
  }

  const townValue: Summaries["townValue"] = ({ series, how }, { from, to }, town) => {
    let found: number | null = null;
    for (const index of series) {
      const { steps, scale } = curvesOf(index);
      let whole = MISSING;
      for (let i = town * width + from; i < town * width + to; i++) {
        const value = steps[i] ?? MISSING;
        if (value !== MISSING) whole = whole === MISSING ? value : joined(how, whole, value);
      }
      if (whole !== MISSING) found = found === null ? whole / scale : joined(how, found, whole / scale);
    }
    return found;
  };
  const townChange: Summaries["townChange"] = ({ series, how }, { from, to }, town) => {
    let [sum, times] = [0, 0];
    for (const index of series) {
      const { steps, scale } = changesOf(index);
      let whole = 0;
      for (let i = town * width + from; i < town * width + to; i++) {
        const value = steps[i] ?? MISSING;
        if (value === MISSING) continue;
        whole += value;
        times++;
      }
      sum += whole / scale;
    }
    return times === 0 ? null : how === "sum" ? sum : sum / times;
  };
  const everyTown = (of: (town: number) => number | null) => towns.keys.map((_, town) => of(town));
  const keyOf = (quantity: Quantity, span: Span | undefined) =>
    `${quantity.id} ${span?.from ?? ""} ${span?.to ?? ""}`;
  const values = rememberedBy(keyOf, (quantity, span) =>
    span === undefined
      ? towns.keys.map((_, town) => towns.values[quantity.measure ?? -1]?.[town] ?? null)
      : everyTown((town) => townValue(quantity, span, town)),
  );
  const whole = { from: 0, to: width };
  const changes = rememberedBy(keyOf, (quantity, span) =>
    everyTown((town) => townChange(quantity, span ?? whole, town)),
  );
  const peak: Summaries["peak"] = ({ series }, { from, to }, town) => {
    let [best, at]: [number, number | undefined] = [0, undefined];
    for (let i = from; i < to; i++) {
      const value = curvesOf(series[0] ?? -1).steps[town * width + i] ?? MISSING;
      if (value > best) [best, at] = [value, i];
    }
    return at;
  };
  return { values, changes, peak, townValue, townChange };
}

function joined(how: How, one: number, other: number): number {
  return how === "sum" ? one + other : how === "high" ? Math.max(one, other) : Math.min(one, other);
}

function remembered<Value>(make: (index: number) => Value): (index: number) => Value {
  const made = new Map<number, Value>();
  return (index) => {
    const value = made.get(index) ?? make(index);
    made.set(index, value);
    return value;
  };
}

/** So many lists of values are remembered: those of one look at the page, not of a whole ride of the slider. */
const REMEMBERED = 12;

function rememberedBy(
  keyOf: (quantity: Quantity, span: Span | undefined) => string,
  make: (quantity: Quantity, span: Span | undefined) => TownValues,
): (quantity: Quantity, span: Span | undefined) => TownValues {
  const made = new Map<string, TownValues>();
  return (quantity, span) => {
    const key = keyOf(quantity, span);
    const values = made.get(key) ?? make(quantity, span);
    made.delete(key);
    made.set(key, values);
    if (made.size > REMEMBERED) made.delete(made.keys().next().value ?? "");
    return values;
  };
}
