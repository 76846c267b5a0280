import type { TableDescription, TablesResult } from "../../pipelines/read/tables_result.ts";
import type { Screen } from "../screen.ts";
import { counted, wrapped } from "../words.ts";

const HEADERS = ["column", "type", "unit"] as const;
/** A meaning is not broken into lines that are shorter than this. */
const NARROWEST = 20;

/**
 * The tables that SQL may ask, for people: what each is, how many rows it has, and each of its columns.
 *
 * @example
 * ```ts
 * process.stdout.write(tablesText(result, screen));
 * ```
 */
export function tablesText({ tables }: TablesResult, screen: Screen): string {
  return tables.map((table) => tableText(table, screen)).join("\n");
}

function tableText({ name, meaning, rows, columns }: TableDescription, { style, width }: Screen): string {
  const cells = columns.map(({ name, type, unit = "" }) => [name, type, unit]);
  const widths = HEADERS.map((header, i) =>
    Math.max(header.length, ...cells.map((each) => each[i]?.length ?? 0)),
  );
  const indent = widths.reduce((sum, each) => sum + each + 2, 2);
  const line = (each: readonly string[], last: string) => {
    const padded = each.map((cell, i) => `  ${cell.padEnd(widths[i] ?? 0)}`).join("");
    return `${padded}  ${last}`.trimEnd();
  };
  const below = `\n${" ".repeat(indent)}`;
  const about = `${meaning} ${rows === null ? "Nothing is in it yet." : `${counted(rows, "row")}.`}`;
  return [
    `${style.bold(name)}`,
    ...wrapped(about, width - 2).map((text) => `  ${text}`),
    "",
    style.dim(line(HEADERS, "meaning")),
    ...columns.map(({ meaning }, i) =>
      line(cells[i] ?? [], wrapped(meaning, Math.max(width - indent, NARROWEST)).join(below)),
    ),
    "",
  ].join("\n");
}
