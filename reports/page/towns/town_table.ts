import { emptyCard, fillCard } from "../card.ts";
import { h } from "../h.ts";
import { foundTowns } from "../model/found_towns.ts";
import type { Town } from "../model/model.ts";
import type { Section, View } from "../view.ts";
import { fill } from "../words/words.ts";
import { type TableColumn, tableColumns } from "./table_columns.ts";

/** How many rows come at once. */
const ROWS = 25;

/** Every town in a table that sorts by any of its columns and filters by name. */
export function townTable(): Section {
  const element = emptyCard("town-table");
  const filter = h("input", { type: "search", id: "filter", autocomplete: "off", spellcheck: "false" });
  const label = h("label", { for: "filter", class: "hidden" });
  const head = h("tr", {});
  const body = h("tbody", {});
  const shown = h("p", { class: "shown", role: "status" });
  const more = h("button", { type: "button" });
  const table = h("table", { class: "towns" }, h("thead", {}, head), body);
  let view: View | undefined;
  let sorted: { id: string; descending: boolean } = { id: "0", descending: true };
  let rows = ROWS;

  const sortBy = ({ id, numeric }: TableColumn) => {
    const descending = sorted.id === id ? !sorted.descending : numeric;
    sorted = { id, descending };
    rows = ROWS;
    if (view !== undefined) drawRows(view);
  };
  const drawRows = (now: View) => {
    const { words, format } = now;
    const columns = tableColumns(now);
    columns.forEach((column, i) => {
      const cell =
        head.children[i] ?? head.appendChild(h("th", { scope: "col" }, h("button", { type: "button" })));
      const button = cell.firstElementChild as HTMLButtonElement;
      const isSorted = column.id === sorted.id;
      cell.className = column.numeric ? "number" : column.id;
      cell.setAttribute("aria-sort", isSorted ? (sorted.descending ? "descending" : "ascending") : "none");
      button.textContent = column.name;
      button.title = fill(words.sortBy, { column: column.name });
      button.onclick = () => sortBy(column);
    });
    const column = columns.find(({ id }) => id === sorted.id) ?? columns[0];
    const found =
      column === undefined ? [] : inOrder(foundTowns(now.towns, filter.value), column, sorted.descending);
    body.replaceChildren(...found.slice(0, rows).map((town) => row(town, columns, now)));
    const count = fill(words.showing, {
      shown: format.count(Math.min(rows, found.length)),
      count: format.count(found.length),
    });
    shown.textContent =
      filter.value === "" ? count : `${count} ${fill(words.filtered, { search: filter.value })}`;
    more.hidden = found.length <= rows;
    more.textContent = words.more;
  };
  filter.addEventListener("input", () => {
    rows = ROWS;
    if (view !== undefined) drawRows(view);
  });
  more.addEventListener("click", () => {
    rows += 4 * ROWS;
    if (view !== undefined) drawRows(view);
  });
  const draw = (now: View) => {
    view = now;
    label.textContent = now.words.search;
    filter.placeholder = now.words.searchHint;
    // Moved within the page, a button would lose the focus: the parts are put in once, and then filled anew.
    if (!element.contains(table)) element.append(label, filter, table, shown, more);
    const [kept, focus] = [[label, filter, table, shown, more], document.activeElement];
    fillCard(element, now.words.table, undefined, now.data.merged, now, ...kept);
    drawRows(now);
    if (focus instanceof HTMLElement && element.contains(focus)) focus.focus({ preventScroll: true });
  };
  return { element, draw, on: ["town"] };
}

/** Sorted by a column; a town without a value is last, whichever way. */
function inOrder(towns: readonly Town[], { by }: TableColumn, descending: boolean): Town[] {
  const sign = descending ? -1 : 1;
  return [...towns].sort((a, b) => {
    const [one, other] = [by(a), by(b)];
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    const order = typeof one === "string" ? one.localeCompare(String(other), "es") : one - Number(other);
    return sign * order || a.index - b.index;
  });
}

function row(town: Town, columns: readonly TableColumn[], { town: chosen }: View): HTMLElement {
  const cells = columns.map((column, i) =>
    i === 0
      ? h("th", { scope: "row", class: "name" }, column.show(town), h("small", {}, town.stateName))
      : h("td", { class: column.numeric ? `number ${column.id}` : column.id }, column.show(town)),
  );
  return h("tr", { class: town.index === chosen ? "chosen" : undefined }, ...cells);
}
