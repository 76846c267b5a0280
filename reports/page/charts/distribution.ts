import * as Plot from "@observablehq/plot";
import { emptyCard, fillCard } from "../card.ts";
import { h } from "../h.ts";
import { isAmount } from "../model/quantities.ts";
import { type Section, SHOWN, type View } from "../view.ts";
import { periodName, quantityName } from "../words/names.ts";
import { fill } from "../words/words.ts";
import { chart, widthIn } from "./chart.ts";
import { colourScale } from "./colour.ts";
import { withSaves } from "./saves.ts";

type BinnedBars = Plot.BinXInputs<Plot.RectYOptions>;

/** How many towns have which value. */
export function distribution(): Section {
  const element = emptyCard("distribution");
  return { element, draw: (view) => draw(element, view), on: SHOWN };
}

function draw(element: HTMLElement, view: View): void {
  const { words, format, dark, quantity } = view;
  const { unit } = quantity;
  const values = view.values.filter((value) => value !== null);
  const title = `${words.distribution}: ${quantityName(view, quantity).toLowerCase()}`;
  if (values.length === 0) {
    fillCard(element, title, periodName(view), undefined, view, h("p", { class: "empty" }, words.noValue));
    return;
  }
  const median = [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
  // A country that is mostly dry would be one bar, with the others too low to be seen.
  const drawn = isAmount(unit) ? values.filter((value) => value > 0) : values;
  const without = values.length - drawn.length;
  const note = without === 0 ? "" : ` ${fill(words.distributionZero, { count: format.count(without) })}`;
  const text = `${periodName(view)}. ${fill(words.distributionText, { median: format.value(median, unit) })}${note}`;
  const empty = drawn.length === 0 && h("p", { class: "empty" }, words.dry);
  fillCard(element, title, text, undefined, view, empty);
  if (drawn.length === 0) return;
  const ink = dark ? "#e8edf2" : "#1b232b";
  const itself = (value: number) => value;
  const bins = { x: { value: itself, thresholds: 30 }, fill: itself, inset: 0.5 } as BinnedBars;
  const options: Plot.PlotOptions = {
    width: widthIn(element),
    height: 230,
    marginLeft: 44,
    marginTop: 24,
    marginBottom: 36,
    x: { label: unit, labelAnchor: "center", labelArrow: "none" },
    y: { label: words.townCount, labelArrow: "none", grid: true, ticks: 5 },
    color: colourScale(view.quantity.unit, view.values, view.dark),
    marks: [
      Plot.rectY(drawn, Plot.binX({ y: "count", fill: "mean" }, bins)),
      Plot.ruleX([median], { stroke: ink, strokeWidth: 1.5 }),
      Plot.ruleY([0], { stroke: ink, strokeOpacity: 0.5 }),
    ],
  };
  element.append(withSaves(chart(options, `${title}. ${text}`), "distribution", view));
}
