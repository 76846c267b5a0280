import { decodeCurve } from "../../curve_code.ts";
import type { CodedCurve, PageData } from "../../page_data.ts";
import type { Town } from "../model/model.ts";

/** A value of a forecast from one time to another, and what the run before said of it. */
export type CurvePoint = {
  readonly time: Date;
  readonly end: Date;
  readonly value: number | null;
  readonly before: number | null;
};

/** A town's curve of a series, and what the run before said of the same times. */
export function curvePoints(
  { revision }: PageData,
  { times, curves, series: all }: NonNullable<PageData["forecast"]>,
  series: number,
  { index }: Town,
): CurvePoint[] | undefined {
  const scale = all[series]?.scale ?? 1;
  const decoded = (coded: CodedCurve | undefined) =>
    decodeCurve(coded ?? []).map((step) => (step === null ? null : step / scale));
  const values = decoded(curves[series]?.[index]);
  if (values.length === 0) return undefined;
  const change = decoded(revision?.curves[series]?.[index]);
  const moments = times.map((time) => Date.parse(`${time}Z`));
  return values.map((value, i) => {
    const time = moments[i] ?? 0;
    const difference = change[i] ?? null;
    const before = value === null || difference === null ? null : value - difference;
    return { time: new Date(time), end: new Date(moments[i + 1] ?? time + 3_600_000), value, before };
  });
}
