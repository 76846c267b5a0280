import { h } from "../h.ts";
import type { Town } from "../model/model.ts";
import type { View } from "../view.ts";

/** A town's name that can be pressed to choose the town. Its own direction of writing ends with it. */
export function townButton(town: Town, { choose, town: chosen }: View): HTMLElement {
  const isChosen = String(town.index === chosen);
  const attributes = {
    type: "button",
    class: "town",
    "aria-pressed": isChosen,
    "data-key": `town-${town.index}`,
  };
  const button = h("button", attributes, h("bdi", {}, town.name));
  button.addEventListener("click", () => choose({ town: town.index }));
  return button;
}
