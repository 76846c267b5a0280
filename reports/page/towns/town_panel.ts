import { emptyCard, fillCard } from "../card.ts";
import { widthIn } from "../charts/chart.ts";
import { curveChart } from "../charts/curve_chart.ts";
import { curvePoints } from "../charts/curve_points.ts";
import { withSaves } from "../charts/saves.ts";
import { h } from "../h.ts";
import type { Town } from "../model/model.ts";
import { quantitiesOf } from "../model/quantities.ts";
import { type Section, SHOWN, type View } from "../view.ts";
import { periodName, quantityName } from "../words/names.ts";
import { fill } from "../words/words.ts";
import { townDays } from "./town_days.ts";

/** The chosen town: its values in the period, its days, and its forecast, hour by hour. */
export function townPanel(): Section {
  const element = emptyCard("town-panel");
  return { element, draw: (view) => draw(element, view), on: [...SHOWN, "town"] };
}

function draw(element: HTMLElement, view: View): void {
  const { words, data, towns, format } = view;
  const town = view.town === undefined ? undefined : towns[view.town];
  const fillWith = (...children: (Node | undefined)[]) =>
    fillCard(element, words.townTitle, undefined, undefined, view, ...children);
  if (town === undefined) {
    fillWith(h("p", { class: "empty" }, words.townNone));
    return;
  }
  const name = h(
    "p",
    { class: "town-name" },
    h("bdi", {}, town.name),
    h("small", {}, `${town.stateName} · ${town.key}`),
  );
  const { forecast, revision } = data;
  const values = valuesOf(town, view);
  if (forecast === null) {
    const why = data.missing.includes("damaged-body") ? words.damagedBody : words.noBody;
    fillWith(name, values, h("p", { class: "empty" }, why));
    return;
  }
  const isHourly = view.times.step < 20 * 3_600_000;
  const title = h(
    "h3",
    {},
    fill(isHourly ? words.curveTitle : words.curveDays, { count: format.count(forecast.times.length) }),
  );
  const before =
    revision === null ? "" : ` ${fill(words.curveBefore, { run: format.hour(revision.model_run) })}`;
  const about = h("p", { class: "about" }, `${fill(words.curveText, { clock: data.feed.clock })}${before}`);
  fillWith(name, values, townDays(view, quantitiesOf(data), town.index), title, about);
  const drawn = forecast.series.flatMap((_, series) => {
    const points = curvePoints(data, forecast, series, town);
    return points === undefined
      ? []
      : [
          withSaves(
            curveChart(view, series, points, widthIn(element), town),
            `${forecast.series[series]?.column}-${town.key}`,
            view,
          ),
        ];
  });
  element.append(...(drawn.length === 0 ? [h("p", { class: "empty" }, words.curveNone)] : drawn));
}

/** Each quantity of the period, with the town's place among all. */
function valuesOf(town: Town, view: View): HTMLElement {
  const { words, format, quantities, summaries, span } = view;
  const cells = quantities.flatMap((quantity) => {
    const values = summaries.values(quantity, span);
    const value = values[town.index] ?? null;
    const known = values.filter((each) => each !== null);
    // Of equal values each has the same place.
    const place = known.filter((each) => value !== null && each > value).length + 1;
    const rank = fill(words.rank, { place: format.count(place), count: format.count(known.length) });
    return [
      h("dt", {}, quantityName(view, quantity)),
      h(
        "dd",
        {},
        h("span", { class: "figure" }, format.value(value, quantity.unit)),
        value !== null && h("span", { class: "rank", title: words.rankTitle }, rank),
      ),
    ];
  });
  return h(
    "div",
    {},
    h("h3", { class: "values-title" }, periodName(view)),
    h("dl", { class: "values" }, ...cells),
  );
}
