import { emptyCard, fillCard } from "../card.ts";
import { measureName } from "../charts/chart.ts";
import { h } from "../h.ts";
import { ranked } from "../model/ranked.ts";
import { townList } from "../towns/town_list.ts";
import type { Section, View } from "../view.ts";

const LISTED = 5;

/** The warmest, the coldest and the wettest towns; of other measures the highest. */
export function extremes(): Section {
  const element = emptyCard("extremes");
  return { element, draw: (view) => draw(element, view), on: ["town"] };
}

function draw(element: HTMLElement, view: View): void {
  const { words, data, towns, format } = view;
  const lists = data.measures.flatMap(({ unit, name }, index) => {
    const order = ranked(towns, ({ values }) => values[index] ?? null);
    const value = ({ values }: (typeof order)[number]) => format.value(values[index] ?? null, unit);
    if (name === "temp_mean") {
      return [
        townList(words.warmest, order.slice(0, LISTED), value, view),
        townList(words.coldest, order.slice(-LISTED).reverse(), value, view),
      ];
    }
    const title = name === "prec_mean" ? words.wettest : `${words.highest}: ${measureName(view, index)}`;
    const top = order.slice(0, LISTED).filter(({ values }) => unit !== "mm" || (values[index] ?? 0) > 0);
    if (top.length === 0)
      return [h("div", { class: "town-list" }, h("h3", {}, title), h("p", { class: "empty" }, words.dry))];
    return [townList(title, top, value, view)];
  });
  fillCard(element, words.extremes, undefined, data.merged, view, h("div", { class: "lists" }, ...lists));
}
