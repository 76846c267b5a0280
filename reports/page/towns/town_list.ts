import { h } from "../h.ts";
import type { Town } from "../model/model.ts";
import type { View } from "../view.ts";
import { townButton } from "./town_button.ts";

/** A short list of towns with a value of each, which can be chosen. */
export function townList(
  title: string,
  towns: readonly Town[],
  valueIn: (town: Town) => string,
  view: View,
): HTMLElement {
  const items = towns.map((town) =>
    h(
      "li",
      {},
      h("span", {}, townButton(town, view), h("small", {}, town.stateName)),
      h("span", { class: "number" }, valueIn(town)),
    ),
  );
  return h("div", { class: "town-list" }, h("h3", {}, title), h("ol", {}, ...items));
}
