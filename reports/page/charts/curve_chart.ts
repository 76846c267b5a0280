import * as Plot from "@observablehq/plot";
import type { Town } from "../model/model.ts";
import { isAmount } from "../model/quantities.ts";
import type { View } from "../view.ts";
import { measureName } from "../words/names.ts";
import { chart } from "./chart.ts";
import type { CurvePoint } from "./curve_points.ts";

/**
 * The forecast of a town: a line, or bars where it is an amount; dashed what the run before said.
 *
 * @param series of the forecast
 * @param width in pixels
 */
export function curveChart(
  view: View,
  series: number,
  points: readonly CurvePoint[],
  width: number,
  town: Town,
): HTMLElement {
  const { data, words, format, dark, language } = view;
  const { unit, column } = data.forecast?.series[series] ?? { unit: "", column: "" };
  const isSummed = isAmount(unit);
  const measure = data.measures.find((measure) => measure.series.includes(series));
  const name = measure?.series.length === 1 ? measureName(view, measure.name) : measureName(view, column);
  const now = new Date(view.now);
  const isDuring = now >= (points[0]?.time ?? now) && now <= (points.at(-1)?.time ?? now);
  const colour = isSummed ? (dark ? "#5cc3f5" : "#1f78b4") : dark ? "#f2a65a" : "#b5367a";
  const [quiet, paper] = dark ? ["#8b98a5", "#151b21"] : ["#66717b", "#ffffff"];
  const [least, top] = [
    Math.min(0, ...points.map(({ value }) => value ?? 0)),
    Math.max(1, ...points.map(({ value, before }) => Math.max(value ?? 0, before ?? 0))),
  ];
  const days = new Intl.DateTimeFormat(language, { weekday: "short", timeZone: "UTC" });
  const title = ({ time, value, before }: CurvePoint) =>
    [
      format.hour(time.toISOString().slice(0, 19)),
      format.value(value, unit),
      ...(before === null ? [] : [`(${format.value(before, unit)})`]),
    ].join("\n");
  return chart(
    {
      width,
      height: isSummed ? 120 : 190,
      marginLeft: 36,
      marginRight: 8,
      marginTop: 26,
      x: {
        type: "utc",
        label: null,
        ticks: "day",
        tickFormat: (time: Date) => `${days.format(time)} ${time.getUTCDate()}`,
        line: true,
      },
      y: {
        label: `${name} (${unit})`,
        labelArrow: "none",
        grid: true,
        ticks: isSummed ? 3 : 5,
        nice: true,
        zero: isSummed,
        ...(isSummed ? { domain: [least, top] } : {}),
      },
      marks: [
        isSummed
          ? Plot.rectY(points, {
              x1: "time",
              x2: "end",
              y: "value",
              fill: colour,
              insetLeft: 0.3,
              insetRight: 0.3,
            })
          : Plot.lineY(points, { x: "time", y: "value", stroke: colour, strokeWidth: 2.2 }),
        Plot.lineY(points, {
          x: "time",
          y: "before",
          stroke: quiet,
          strokeWidth: 1.2,
          strokeDasharray: "3 3",
        }),
        ...(isDuring
          ? [
              Plot.ruleX([now], { stroke: quiet }),
              Plot.text([now], {
                x: (time: Date) => time,
                text: () => words.curveNow,
                frameAnchor: "bottom",
                dx: 4,
                dy: -4,
                textAnchor: "start",
                stroke: paper,
                fill: quiet,
              }),
            ]
          : []),
        Plot.ruleX(points, Plot.pointerX({ x: "time", stroke: quiet, strokeOpacity: 0.5 })),
        Plot.tip(
          points,
          Plot.pointerX({ x: "time", y: "value", title, fill: paper, stroke: quiet, fontSize: 12 }),
        ),
      ],
    },
    `${name}, ${town.name}`,
  );
}
