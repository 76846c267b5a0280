import { h } from "../h.ts";
import { foundStates, foundTowns } from "../model/found_towns.ts";
import type { View } from "../view.ts";
import { fill } from "../words/words.ts";

/** How many towns are offered at once, and how many states before them. */
const OFFERED = 8;
const STATES = 2;

/** What the box offers: a town, or a whole state. */
type Found = {
  readonly name: string;
  readonly about: string;
  readonly chosen: Partial<View>;
  readonly said: string;
};

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
  let offered: readonly Found[] = [];
  let active = -1;

  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const take = (found: Found | undefined) => {
    if (found === undefined || view === undefined) return;
    input.value = "";
    close();
    view.choose(found.chosen);
    status.textContent = found.said;
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
    offered = offeredOf(view, found, input.value);
    status.textContent =
      found.length === 0
        ? view.words.noResults
        : fill(view.words.results, { count: view.format.count(found.length) });
    const items = offered.map((each, i) => {
      const item = h(
        "li",
        { role: "option", id: `found-${i}`, "aria-selected": "false" },
        h("bdi", {}, each.name),
        h("small", {}, each.about),
      );
      // Before the box loses the focus, which closes the list.
      item.addEventListener("pointerdown", (event) => {
        event.preventDefault();
        take(each);
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
    // Closed by Escape, the list opens again with an arrow.
    if (list.hidden && /^Arrow(Up|Down)$/.test(event.key)) {
      event.preventDefault();
      return offer();
    }
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

function offeredOf({ data, words }: View, towns: ReturnType<typeof foundTowns>, search: string): Found[] {
  const names = data.towns.state_names;
  const states = names.length < 2 ? [] : foundStates(names, search).slice(0, STATES);
  return [
    ...states.map((state): Found => {
      const name = names[state] ?? "";
      return { name, about: words.state, chosen: { state }, said: fill(words.chosenState, { state: name }) };
    }),
    ...towns.slice(0, OFFERED - states.length).map(
      ({ name, stateName, index }): Found => ({
        name,
        about: stateName,
        chosen: { town: index },
        said: fill(words.chosen, { town: name, state: stateName }),
      }),
    ),
  ];
}
