import { decodeCurve } from "../../curve_code.ts";
import type { View } from "../view.ts";

/** Each town's value of the measure, of the merged table or at the time that was chosen. */
export function valuesAt({ data, measure, time, towns }: View): (number | null)[] {
  if (time === undefined || data.forecast === null) return towns.map(({ values }) => values[measure] ?? null);
  return curvesOf(data, measure).map((curve) => curve[time] ?? null);
}

/** Curves of the measure that was last asked for, decoded once: a slider asks for them at each step. */
let decoded: { data: View["data"]; measure: number; curves: (number | null)[][] } | undefined;

function curvesOf(data: View["data"], measure: number): (number | null)[][] {
  if (decoded?.data !== data || decoded.measure !== measure) {
    const coded = data.forecast?.curves[measure] ?? [];
    decoded = { data, measure, curves: coded.map((curve) => (curve === null ? [] : decodeCurve(curve))) };
  }
  return decoded.curves;
}

/** The extremes over all times: the colours of one time are those of the next. */
export function everyValue({ data, measure }: View): (number | null)[] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const curve of curvesOf(data, measure)) {
    for (const value of curve) {
      if (value !== null && value < low) low = value;
      if (value !== null && value > high) high = value;
    }
  }
  return low > high ? [] : [low, high];
}
