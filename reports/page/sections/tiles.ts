import { measureName } from "../charts/chart.ts";
import { h } from "../h.ts";
import { ranked } from "../model/ranked.ts";
import { townButton } from "../towns/town_button.ts";
import type { Section, View } from "../view.ts";
import { fill } from "../words/words.ts";
import { ageChip } from "./age.ts";

/** The answers that most readers come for, in large figures. */
export function tiles(): Section {
  const element = h("div", { class: "tiles" });
  return { element, on: ["town"], draw: (view) => element.replaceChildren(...tilesOf(view)) };
}

function tilesOf(view: View): HTMLElement[] {
  const { data, words, format, towns } = view;
  const temperature = data.measures.findIndex(({ unit }) => unit === "°C");
  const rain = data.measures.findIndex(({ unit }) => unit === "mm");
  const found: HTMLElement[] = [];
  const tile = (label: string, figure: string, below: Node | string) =>
    found.push(
      h(
        "div",
        { class: "tile" },
        h("p", { class: "label" }, label),
        h("p", { class: "figure" }, figure),
        h("p", {}, below),
      ),
    );
  const where = (index: number, which: "first" | "last") => {
    const order = ranked(towns, ({ values }) => values[index] ?? null);
    const town = which === "first" ? order[0] : order.at(-1);
    return town === undefined ? undefined : { town, value: town.values[index] ?? null };
  };
  const extreme = (label: string, index: number, which: "first" | "last") => {
    const there = where(index, which);
    if (there === undefined) return;
    const { town, value } = there;
    const dry = which === "first" && index === rain && value === 0;
    const below = dry ? words.dry : h("span", {}, townButton(town, view), h("small", {}, town.stateName));
    tile(label, format.value(value, data.measures[index]?.unit ?? ""), below);
  };
  const main = temperature >= 0 ? temperature : 0;
  const known = towns.map(({ values }) => values[main] ?? null).filter((value) => value !== null);
  const mean = known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
  tile(
    `${words.mean}: ${measureName(view, main).toLowerCase()}`,
    format.value(mean, data.measures[main]?.unit ?? ""),
    fill(words.ofTowns, { count: format.count(known.length) }),
  );
  extreme(temperature >= 0 ? words.warmest : words.highest, main, "first");
  extreme(temperature >= 0 ? words.coldest : words.lowest, main, "last");
  if (rain >= 0) extreme(words.wettest, rain, "first");
  return [...found, h("p", { class: "tiles-age" }, ageChip(data.merged, view))];
}
