import { Failure } from "../../errors/mod.ts";
import pl from "../polars.ts";
import { FORMULA, harmlessText } from "./harmless_text.ts";

/**
 * Puts an apostrophe before every text, and every column's name, that a spreadsheet would run as a formula: it then
 * shows it as text. Numbers, negative ones too, are left as they are.
 *
 * @returns the same rows × columns
 * @throws {Failure} `contract` when two columns would then have one name
 *
 * @example
 * ```ts
 * escapeFormulas(pl.DataFrame({ nmun: ["=1+1"], temp: [-3] })); // nmun "'=1+1", temp -3
 * ```
 */
export function escapeFormulas(frame: pl.DataFrame): pl.DataFrame {
  const names = frame.columns.map(harmlessText);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) {
    const message = `The columns "${twice.slice(1)}" and "${twice}" would both be written as "${twice}". Rename one, or keep formulas.`;
    throw new Failure("contract", message);
  }
  return pl.DataFrame(
    frame.getColumns().map((column) => {
      // By name: two handles of one Polars type need not be equal.
      const isText = /String|Utf8/.test(String(column.dtype));
      const cells = isText ? column.str.replace(FORMULA, "'$1") : column;
      return cells.alias(harmlessText(column.name));
    }),
  );
}
