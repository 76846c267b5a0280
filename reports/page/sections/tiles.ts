import { h } from "../h.ts";
import type { Town } from "../model/model.ts";
import { isAmount, type Quantity } from "../model/quantities.ts";
import { ranked } from "../model/ranked.ts";
import { reaches } from "../model/reaches.ts";
import { townButton } from "../towns/town_button.ts";
import { type Section, SHOWN, type View } from "../view.ts";
import { periodName } from "../words/names.ts";
import { thresholdName } from "../words/threshold_name.ts";
import { fill } from "../words/words.ts";

/** The answers that most readers come for, in large figures. */
export function tiles(): Section {
  const element = h("div", { class: "tiles" });
  return {
    element,
    on: [...SHOWN, "town", "threshold"],
    draw: (view) => element.replaceChildren(...tilesOf(view)),
  };
}

function tilesOf(view: View): HTMLElement[] {
  const { words, format, quantities, summaries, span, towns, threshold } = view;
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
  const extreme = (label: string, quantity: Quantity | undefined, which: "first" | "last") => {
    if (quantity === undefined) return;
    const values = summaries.values(quantity, span);
    const order = ranked(towns, ({ index }) => values[index] ?? null);
    const town: Town | undefined = which === "first" ? order[0] : order.at(-1);
    if (town === undefined) return;
    const value = values[town.index] ?? null;
    const isDry = isAmount(quantity.unit) && value === 0;
    const below = isDry ? words.dry : h("span", {}, townButton(town, view), h("small", {}, town.stateName));
    tile(label, format.value(value, quantity.unit), below);
  };
  const degrees = quantities.filter(({ unit }) => unit === "°C");
  const main = degrees.length > 0 ? degrees : quantities.filter(({ unit }) => !isAmount(unit));
  const [high, low] = [
    main[0],
    main.find(({ how, name }) => how === "low" && name === main[0]?.name) ?? main[0],
  ];
  extreme(degrees.length > 0 ? words.warmest : words.highest, high, "first");
  extreme(degrees.length > 0 ? words.coldest : words.lowest, low, "last");
  extreme(
    words.wettest,
    quantities.find(({ unit }) => isAmount(unit)),
    "first",
  );
  const asked = quantities.find(({ id }) => id === threshold.quantity);
  if (asked !== undefined) {
    const values = summaries.values(asked, span);
    const count = values.filter((value) => reaches(asked, value, threshold.at)).length;
    tile(
      thresholdName(view, asked, threshold.at),
      format.count(count),
      fill(words.ofTowns, { count: format.count(values.filter((value) => value !== null).length) }),
    );
  }
  return [h("h2", { class: "tiles-title" }, periodName(view)), ...found];
}
