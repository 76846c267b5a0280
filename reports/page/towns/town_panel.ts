import { emptyCard, fillCard } from "../card.ts";
import { measureName, widthIn } from "../charts/chart.ts";
import { curveChart } from "../charts/curve_chart.ts";
import { curvePoints } from "../charts/curve_points.ts";
import { h } from "../h.ts";
import { ranked } from "../model/ranked.ts";
import type { Section, View } from "../view.ts";
import { fill } from "../words/words.ts";

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
  const curves = measures.map((_, measure) => curvePoints(data, forecast, measure, town));
  const drawn = curves.map((points, measure) =>
    points === undefined
      ? undefined
      : curveChart(view, measure, points, widthIn(element), forecast.clock_offset, town),
  );
  if (drawn.every((each) => each === undefined)) element.append(h("p", { class: "empty" }, words.curveNone));
  element.append(...drawn.filter((each) => each !== undefined));
}
