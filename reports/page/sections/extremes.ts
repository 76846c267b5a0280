import { emptyCard, fillCard } from "../card.ts";
import { h } from "../h.ts";
import { isAmount, type Quantity } from "../model/quantities.ts";
import { ranked } from "../model/ranked.ts";
import { townList } from "../towns/town_list.ts";
import { type Section, SHOWN, type View } from "../view.ts";
import { periodName, quantityName } from "../words/names.ts";

const LISTED = 5;

/** The warmest, the coldest and the wettest towns of the period; of other measures the highest and the lowest. */
export function extremes(): Section {
  const element = emptyCard("extremes");
  return { element, draw: (view) => draw(element, view), on: [...SHOWN, "town"] };
}

function draw(element: HTMLElement, view: View): void {
  const { words, quantities } = view;
  const lists = quantities.flatMap((quantity) => {
    // Where the period has one time, its highest value is its lowest, too.
    const isOnly =
      !isAmount(quantity.unit) &&
      !quantities.some(({ name, how }) => name === quantity.name && how === "low");
    return isOnly
      ? [listOf(quantity, "first", view), listOf(quantity, "last", view)]
      : [listOf(quantity, quantity.how === "low" ? "last" : "first", view)];
  });
  fillCard(
    element,
    words.extremes,
    periodName(view),
    undefined,
    view,
    h("div", { class: "lists" }, ...lists),
  );
}

function listOf(quantity: Quantity, which: "first" | "last", view: View): HTMLElement {
  const { words, towns, format, summaries, span } = view;
  const values = summaries.values(quantity, span);
  const valueIn = (index: number) => values[index] ?? null;
  const order = ranked(towns, ({ index }) => valueIn(index));
  const listed = which === "first" ? order.slice(0, LISTED) : order.slice(-LISTED).reverse();
  const shown = isAmount(quantity.unit) ? listed.filter(({ index }) => (valueIn(index) ?? 0) > 0) : listed;
  const title = titleOf(quantity, which, view);
  if (shown.length === 0)
    return h("div", { class: "town-list" }, h("h3", {}, title), h("p", { class: "empty" }, words.dry));
  return townList(title, shown, ({ index }) => format.value(valueIn(index), quantity.unit), view);
}

function titleOf(quantity: Quantity, which: "first" | "last", view: View): string {
  const { words } = view;
  if (quantity.name === "temp_mean") return which === "first" ? words.warmest : words.coldest;
  if (quantity.name === "prec_mean") return words.wettest;
  return `${which === "first" ? words.highest : words.lowest}: ${quantityName(view, quantity)}`;
}
