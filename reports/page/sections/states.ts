import * as Plot from "@observablehq/plot";
import { emptyCard, fillCard } from "../card.ts";
import { chart, widthIn } from "../charts/chart.ts";
import { colourScale } from "../charts/colour.ts";
import { withSaves } from "../charts/saves.ts";
import { type Section, SHOWN, type View } from "../view.ts";
import { periodName, quantityName } from "../words/names.ts";

type StateMean = {
  readonly name: string;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  readonly count: number;
};

/** The mean of each state's towns, and how far its towns lie apart. */
export function states(): Section {
  const element = emptyCard("states");
  return { element, draw: (view) => draw(element, view), on: SHOWN };
}

function draw(element: HTMLElement, view: View): void {
  const { words, format, dark, quantity } = view;
  const { unit } = quantity;
  const means = meansOf(view);
  const title = `${words.states}: ${quantityName(view, quantity).toLowerCase()} (${unit})`;
  const about = `${periodName(view)}. ${words.statesText}`;
  fillCard(element, title, about, undefined, view);
  const width = widthIn(element);
  const narrow = width < 420;
  const [ink, quiet, paper] = dark ? ["#e8edf2", "#4a5763", "#151b21"] : ["#1b232b", "#c3cad0", "#ffffff"];
  const tip = ({ name, mean, low, high, count }: StateMean) =>
    `${name}\n${format.value(mean, unit)} (${format.value(low, unit)} – ${format.value(high, unit)})\n${format.count(count)} ${words.townCount}`;
  const shown = ({ name }: StateMean) => (name.length > 19 ? `${name.slice(0, 18).trimEnd()}…` : name);
  const drawn = chart(
    {
      width,
      height: means.length * 21 + 44,
      marginLeft: narrow ? 118 : 132,
      marginRight: 16,
      marginTop: 24,
      x: { label: null, labelArrow: "none", axis: "top", grid: true, nice: true, ticks: narrow ? 4 : 7 },
      y: { label: null, domain: means.map(shown), tickSize: 0 },
      color: colourScale(view.quantity.unit, view.values, view.dark),
      marks: [
        Plot.link(means, {
          x1: "low",
          x2: "high",
          y1: shown,
          y2: shown,
          stroke: quiet,
          strokeWidth: 5,
          strokeLinecap: "round",
        }),
        Plot.dot(means, { x: "mean", y: shown, r: 6, fill: "mean", stroke: ink, strokeWidth: 1 }),
        Plot.tip(
          means,
          Plot.pointerY({ x: "mean", y: shown, title: tip, fill: paper, stroke: quiet, fontSize: 12 }),
        ),
      ],
    },
    `${title}. ${about}`,
  );
  element.append(withSaves(drawn, "states", view));
}

function meansOf({ towns, values: shown }: View): StateMean[] {
  const byState = new Map<string, number[]>();
  for (const { stateName, index } of towns) {
    const value = shown[index] ?? null;
    if (value !== null) byState.set(stateName, [...(byState.get(stateName) ?? []), value]);
  }
  return [...byState]
    .map(([name, values]) => ({
      name,
      mean: values.reduce((sum, value) => sum + value, 0) / values.length,
      low: Math.min(...values),
      high: Math.max(...values),
      count: values.length,
    }))
    .sort((a, b) => b.mean - a.mean);
}
