import { decodeCurve } from "../../curve_code.ts";
import type { PageData } from "../../page_data.ts";
import type { Town } from "../model/model.ts";

/** A value of a forecast from one time to another, and what the run before said of it. */
export type CurvePoint = {
  readonly time: Date;
  readonly end: Date;
  readonly value: number | null;
  readonly before: number | null;
};

/** A town's curve of a measure, and what the run before said of the same times. */
export function curvePoints(
  { revision }: PageData,
  { times, curves }: NonNullable<PageData["forecast"]>,
  measure: number,
  { index }: Town,
): CurvePoint[] | undefined {
  const coded = curves[measure]?.[index];
  if (coded === null || coded === undefined) return undefined;
  const values = decodeCurve(coded);
  const changes = revision?.curves[measure]?.[index];
  const change = changes === null || changes === undefined ? [] : decodeCurve(changes);
  const moments = times.map((time) => Date.parse(`${time}Z`));
  return values.map((value, i) => {
    const time = moments[i] ?? 0;
    const difference = change[i] ?? null;
    const before = value === null || difference === null ? null : value - difference;
    return { time: new Date(time), end: new Date(moments[i + 1] ?? time + 3_600_000), value, before };
  });
}
