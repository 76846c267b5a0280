import pl from "nodejs-polars";

/**
 * What a spreadsheet takes for the start of a formula, also after spaces and in full width; a tab or line break at
 * the start of a cell moves what follows into a cell of its own.
 *
 * Source: OWASP, "CSV Injection".
 */
const FORMULA = String.raw`^(\s*[=+\-@＝＋－＠]|[\t\r\n])`;

/**
 * Puts an apostrophe before every text, and every column's name, that a spreadsheet would run as a formula: it then
 * shows it as text. Numbers, negative ones too, are left as they are.
 *
 * @returns the same rows × columns
 *
 * @example
 * ```ts
 * escapeFormulas(pl.DataFrame({ nmun: ["=1+1"], temp: [-3] })); // nmun "'=1+1", temp -3
 * ```
 */
export function escapeFormulas(frame: pl.DataFrame): pl.DataFrame {
  const safe = (name: string) => name.replace(new RegExp(FORMULA, "u"), "'$1");
  return pl.DataFrame(
    frame.getColumns().map((column) => {
      // By name: two handles of one Polars type need not be equal.
      const isText = /String|Utf8/.test(String(column.dtype));
      const cells = isText ? column.str.replace(FORMULA, "'$1") : column;
      return cells.alias(safe(column.name));
    }),
  );
}
