import * as Plot from "@observablehq/plot";
import { decodeCurve } from "../curve_code.ts";
import type { PageData } from "../page_data.ts";
import { emptyCard, fillCard } from "./card.ts";
import { chart, measureName, widthIn } from "./chart.ts";
import { h } from "./h.ts";
import type { Town } from "./model.ts";
import { ranked } from "./ranked.ts";
import type { Section, View } from "./view.ts";
import { fill } from "./words.ts";

type Point = {
  readonly time: Date;
  readonly end: Date;
  readonly value: number | null;
  readonly before: number | null;
};

/** The chosen town: its values, its place among all towns, and its forecast, hour by hour. */
export function townPanel(): Section {
  const element = emptyCard("town-panel");
  return { element, draw: (view) => draw(element, view), on: ["town"] };
}

function draw(element: HTMLElement, view: View): void {
  const { words, data, towns, format } = view;
  const town = view.town === undefined ? undefined : towns[view.town];
  if (town === undefined) {
    fillCard(
      element,
      words.townTitle,
      undefined,
      data.merged,
      view,
      h("p", { class: "empty" }, words.townNone),
    );
    return;
  }
  const { forecast, revision, measures } = data;
  const values = h(
    "dl",
    { class: "values" },
    ...measures.flatMap(({ unit }, index) => {
      const order = ranked(towns, ({ values }) => values[index] ?? null);
      const place = order.findIndex(({ index }) => index === town.index) + 1;
      const rank = fill(words.rank, { place: format.count(place), count: format.count(order.length) });
      return [
        h("dt", {}, measureName(view, index)),
        h(
          "dd",
          {},
          h("span", { class: "figure" }, format.value(town.values[index] ?? null, unit)),
          place > 0 && h("span", { class: "rank", title: words.rankTitle }, rank),
        ),
      ];
    }),
  );
  const name = h(
    "p",
    { class: "town-name" },
    h("bdi", {}, town.name),
    h("small", {}, `${town.stateName} · ${town.key}`),
  );
  const why = data.missing.includes("damaged-body") ? words.damagedBody : words.noBody;
  if (forecast === null) {
    fillCard(
      element,
      words.townTitle,
      undefined,
      data.merged,
      view,
      name,
      values,
      h("p", { class: "empty" }, why),
    );
    return;
  }
  const title = h("h3", {}, fill(words.curveTitle, { count: format.count(forecast.times.length) }));
  const before =
    revision === null ? "" : ` ${fill(words.curveBefore, { run: format.hour(revision.model_run) })}`;
  const about = h("p", { class: "about" }, `${fill(words.curveText, { clock: data.feed.clock })}${before}`);
  fillCard(element, words.townTitle, undefined, forecast, view, name, values, title, about);
  const curves = measures.map((_, measure) => pointsOf(data, forecast, measure, town));
  const drawn = curves.map((points, measure) =>
    points === undefined
      ? undefined
      : curveChart(view, measure, points, widthIn(element), forecast.clock_offset, town),
  );
  if (drawn.every((each) => each === undefined)) element.append(h("p", { class: "empty" }, words.curveNone));
  element.append(...drawn.filter((each) => each !== undefined));
}

/** A town's curve of a measure, and what the run before said of the same times. */
function pointsOf(
  { revision }: PageData,
  { times, curves }: NonNullable<PageData["forecast"]>,
  measure: number,
  { index }: Town,
): Point[] | undefined {
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

function curveChart(
  view: View,
  measure: number,
  points: readonly Point[],
  width: number,
  clockOffset: number,
  town: Town,
): HTMLElement {
  const { data, words, format, dark, language } = view;
  const unit = data.measures[measure]?.unit ?? "";
  const isAmount = unit === "mm";
  const name = measureName(view, measure);
  const now = new Date(Date.now() - clockOffset);
  const isDuring = now >= (points[0]?.time ?? now) && now <= (points.at(-1)?.time ?? now);
  const colour = isAmount ? (dark ? "#5cc3f5" : "#1f78b4") : dark ? "#f2a65a" : "#b5367a";
  const [quiet, paper] = dark ? ["#8b98a5", "#151b21"] : ["#66717b", "#ffffff"];
  const top = Math.max(...points.map(({ value }) => value ?? 0));
  const days = new Intl.DateTimeFormat(language, { weekday: "short", timeZone: "UTC" });
  const title = ({ time, value, before }: Point) =>
    [
      format.hour(time.toISOString().slice(0, 19)),
      format.value(value, unit),
      ...(before === null ? [] : [`(${format.value(before, unit)})`]),
    ].join("\n");
  return chart(
    {
      width,
      height: isAmount ? 120 : 190,
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
        ticks: isAmount ? 3 : 5,
        nice: true,
        zero: isAmount,
        ...(isAmount ? { domain: [0, Math.max(1, top)] } : {}),
      },
      marks: [
        isAmount
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
