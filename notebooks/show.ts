import { BUILT_IN_FEEDS } from "../configs/mod.ts";
import pl from "../frames/polars.ts";
import { columnTable } from "../terminal/column_table.ts";
import { counted } from "../terminal/words.ts";
import { cellTexts } from "./_cell_texts.ts";
import { escaped } from "./_escaped.ts";
import { type Displayed, displayed } from "./displayed.ts";

/** The unit of each column of a built-in feed, and of its means. */
const UNITS: ReadonlyMap<string, string | undefined> = new Map(
  [...BUILT_IN_FEEDS.values()].flatMap(({ columns, means }) =>
    [...columns, ...means].map(({ name, unit }) => [name, unit] as const),
  ),
);
const WIDTH = 110;
const CELL = "padding:.2em .8em;text-align:";

/**
 * Shows the first rows of a frame, or the first values of a series: as a table in a notebook, as lines in a terminal. A header names the unit of
 * its column, where it is known; a null is said to be one; text from the frame stays text, whatever is in it.
 *
 * @param options `rows` is how many are shown, 10 unless given; `noun` says what a row is, in the singular;
 * `units` gives the units of further columns, by name
 * @returns what a notebook displays as the value of a cell; `String()` gives the lines
 *
 * @example
 * ```ts
 * show(snapshot.select("nmun", "temp"), { rows: 5, noun: "town", units: { temp: "°C" } });
 * ```
 */
export function show(
  of: pl.DataFrame | pl.Series,
  options: {
    readonly rows?: number;
    readonly noun?: string;
    readonly units?: Readonly<Record<string, string | undefined>>;
  } = {},
): Displayed {
  const { rows = 10, noun = "row", units = {} } = options;
  const frame = "columns" in of ? of : pl.DataFrame([of]);
  const headers = frame.columns.map((name) => {
    const unit = Object.hasOwn(units, name) ? units[name] : UNITS.get(name);
    return unit === undefined ? name : `${name} (${unit})`;
  });
  const left = frame.height - rows;
  const rest = frame.height === 0 ? `No ${noun}s.` : left > 0 ? `… ${counted(left, `more ${noun}`)}` : "";

  const first = frame.head(rows);
  const columns = first.getColumns().map((column) => column.toArray() as unknown[]);
  const texts = columns.map(cellTexts);
  const isFigure = columns.map((values) => values.some((value) => /number|bigint/.test(typeof value)));
  const align = (at: number) => `${CELL}${isFigure[at] ? "right" : "left"}`;
  const head = headers.map((header, at) => `<th style="${align(at)}">${escaped(header)}</th>`).join("");
  const body = Array.from({ length: first.height }, (_, row) => {
    const cells = texts.map((cells, at) => {
      const text = cells[row];
      return `<td style="${align(at)}">${text === undefined ? "<i>null</i>" : escaped(text)}</td>`;
    });
    return `<tr>${cells.join("")}</tr>`;
  });
  const html = `<table><thead><tr>${head}</tr></thead><tbody>${body.join("")}</tbody></table>`;

  const lines = columnTable(
    columns.map((values, at) => ({ header: headers[at] ?? "", values })),
    { rows, of: frame.height, noun, width: WIDTH },
  );
  return displayed({
    "text/html": rest === "" ? html : `${html}<p>${escaped(rest)}</p>`,
    "text/plain": frame.height === 0 ? `${lines}\n  ${rest}` : lines,
  });
}
