import { emptyCard, fillCard } from "../card.ts";
import { h } from "../h.ts";
import { foundTowns } from "../model/found_towns.ts";
import type { Town } from "../model/model.ts";
import { reaches } from "../model/reaches.ts";
import { saveText } from "../save.ts";
import { type Section, SHOWN, type View } from "../view.ts";
import { periodName } from "../words/names.ts";
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
  let sorted: { id: string; descending: boolean } = { id: "", descending: true };
  let rows = ROWS;
  let rowsShown: { columns: readonly TableColumn[]; found: readonly Town[] } = { columns: [], found: [] };
  const everywhere = h("button", { type: "button", class: "quiet" });
  everywhere.addEventListener("click", () => view?.choose({ state: undefined }));
  const csv = h("button", { type: "button", class: "quiet" });
  csv.addEventListener("click", () => saveText("municlima.csv", csvText(rowsShown.columns, rowsShown.found)));

  const sortBy = ({ id, numeric }: TableColumn) => {
    const descending = sorted.id === id ? !sorted.descending : numeric;
    sorted = { id, descending };
    rows = ROWS;
    if (view !== undefined) drawRows(view);
  };
  const drawRows = (now: View) => {
    const { words, format } = now;
    const columns = tableColumns(now);
    // As long as nothing else was pressed, what the page shows is on top.
    if (!columns.some(({ id }) => id === sorted.id))
      sorted = { id: now.quantity.id, descending: now.quantity.how !== "low" };
    while (head.children.length > columns.length) head.lastElementChild?.remove();
    columns.forEach((column, i) => {
      const cell =
        head.children[i] ?? head.appendChild(h("th", { scope: "col" }, h("button", { type: "button" })));
      const button = cell.firstElementChild as HTMLButtonElement;
      const isSorted = column.id === sorted.id;
      cell.className = column.numeric ? `number ${column.id}` : column.id;
      cell.setAttribute("aria-sort", isSorted ? (sorted.descending ? "descending" : "ascending") : "none");
      button.textContent = column.name;
      button.title = fill(words.sortBy, { column: column.name });
      button.onclick = () => sortBy(column);
    });
    const column = columns.find(({ id }) => id === sorted.id) ?? columns[0];
    const found =
      column === undefined ? [] : inOrder(foundTowns(asked(now), filter.value), column, sorted.descending);
    rowsShown = { columns, found };
    body.replaceChildren(...found.slice(0, rows).map((town) => row(town, columns, now)));
    const count = fill(words.showing, {
      shown: format.count(Math.min(rows, found.length)),
      count: format.count(found.length),
    });
    shown.textContent =
      filter.value === "" ? count : `${count} ${fill(words.filtered, { search: filter.value })}`;
    more.hidden = found.length <= rows;
    more.textContent = words.more;
    csv.textContent = words.saveCsv;
    everywhere.hidden = now.state === undefined;
    everywhere.textContent = words.everywhere;
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
    if (!element.contains(table))
      fillCard(
        element,
        " ",
        " ",
        undefined,
        now,
        h("div", { class: "table-tools" }, label, filter, everywhere, csv),
        table,
        shown,
        more,
      );
    const [title, about] = [element.querySelector("h2"), element.querySelector(".about")];
    if (title !== null) title.textContent = now.words.table;
    if (about !== null) {
      const state = now.data.towns.state_names[now.state ?? -1];
      about.textContent = [state, periodName(now)].filter(Boolean).join(" · ");
    }
    drawRows(now);
  };
  return { element, draw, on: [...SHOWN, "town", "threshold", "onlyReached", "state"] };
}

/** The towns that the table is of: those of the chosen state, if one is, and if so asked those that reach the threshold. */
function asked(view: View): readonly Town[] {
  const { onlyReached, threshold, quantities, summaries, span, state } = view;
  const towns = view.towns.filter((town) => state === undefined || town.state === state);
  const quantity = quantities.find(({ id }) => id === threshold.quantity);
  if (!onlyReached || quantity === undefined) return towns;
  const values = summaries.values(quantity, span);
  return towns.filter(({ index }) => reaches(quantity, values[index] ?? null, threshold.at));
}

/** The rows that the table has under its filter, with the towns' keys, for a spreadsheet. */
function csvText(columns: readonly TableColumn[], towns: readonly Town[]): string {
  const lines = [
    ["key", ...columns.map(({ name }) => name)],
    ...towns.map((town) => [town.key, ...columns.map(({ by }) => by(town) ?? "")]),
  ];
  return lines.map((cells) => cells.map(csvCell).join(",")).join("\r\n");
}

/** A text that a spreadsheet would run as a formula is kept a text. */
function csvCell(value: string | number): string {
  if (typeof value === "number") return String(Math.round(value * 1000) / 1000);
  const text = /^[=+\-@\t\r]/.test(value) && !/^-?\d+(-\d+)*$/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
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
