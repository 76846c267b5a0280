import { h } from "../h.ts";
import { foundTowns } from "../model/found_towns.ts";
import type { Town } from "../model/model.ts";
import type { View } from "../view.ts";
import { fill } from "../words/words.ts";

/** How many towns are offered at once. */
const OFFERED = 8;

/**
 * The box that finds a town by its name: a combobox as WAI-ARIA describes it, with the arrow keys, Enter and
 * Escape.
 */
export function searchBox(): { element: HTMLElement; draw: (view: View) => void } {
  const label = h("label", { for: "search", class: "hidden" });
  const input = h("input", {
    ...{ id: "search", type: "text", role: "combobox", autocomplete: "off", spellcheck: "false" },
    ...{ "aria-expanded": "false", "aria-controls": "found", "aria-autocomplete": "list" },
  });
  const list = h("ul", { id: "found", role: "listbox", hidden: true });
  const status = h("p", { role: "status", class: "hidden" });
  let view: View | undefined;
  let offered: readonly Town[] = [];
  let active = -1;

  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const take = (town: Town | undefined) => {
    if (town === undefined || view === undefined) return;
    input.value = "";
    close();
    view.choose({ town: town.index });
    status.textContent = fill(view.words.chosen, { town: town.name, state: town.stateName });
  };
  const mark = (index: number) => {
    active = (index + offered.length) % offered.length;
    [...list.children].forEach((item, i) => {
      item.setAttribute("aria-selected", String(i === active));
    });
    input.setAttribute("aria-activedescendant", `found-${active}`);
  };
  const offer = () => {
    if (view === undefined || input.value.trim() === "") return close();
    const found = foundTowns(view.towns, input.value);
    offered = found.slice(0, OFFERED);
    status.textContent =
      found.length === 0
        ? view.words.noResults
        : fill(view.words.results, { count: view.format.count(found.length) });
    const items = offered.map((town, i) => {
      const item = h(
        "li",
        { role: "option", id: `found-${i}`, "aria-selected": "false" },
        h("bdi", {}, town.name),
        h("small", {}, town.stateName),
      );
      // Before the box loses the focus, which closes the list.
      item.addEventListener("pointerdown", (event) => {
        event.preventDefault();
        take(town);
      });
      return item;
    });
    const none = h(
      "li",
      { role: "option", "aria-disabled": "true", "aria-selected": "false" },
      view.words.noResults,
    );
    list.replaceChildren(...(items.length === 0 ? [none] : items));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    if (items.length > 0) mark(0);
  };
  input.addEventListener("input", offer);
  input.addEventListener("focus", offer);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") return close();
    if (list.hidden || offered.length === 0) return;
    if (event.key === "Enter") take(offered[active]);
    else if (event.key === "ArrowDown") mark(active + 1);
    else if (event.key === "ArrowUp") mark(active - 1);
    else return;
    event.preventDefault();
  });
  return {
    element: h("div", { class: "search" }, label, input, list, status),
    draw: (now) => {
      view = now;
      label.textContent = now.words.search;
      list.setAttribute("aria-label", now.words.search);
      input.placeholder = now.words.search;
      input.title = now.words.searchHint;
    },
  };
}
