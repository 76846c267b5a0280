import { Buffer } from "node:buffer";
import { type FeedSchema, pathOf } from "../schema.ts";
import { isObject } from "./_exact_rows.ts";
import type { FirstRow } from "./_first_row.ts";
import { numberText } from "./_number_text.ts";

/**
 * A row that is not spelled like the first one, spelled like it: its values as JSON.parse finds them, of a repeated key
 * the last, every number as text.
 *
 * @returns undefined where it is not JSON, or has other columns or values than a row can have
 */
export function oddRow(
  text: Uint8Array,
  { columns, tail }: FirstRow,
  schema: Pick<FeedSchema, "columns">,
): Uint8Array | undefined {
  const types = new Map(schema.columns.map((column) => [pathOf(column), column.type]));
  const row = parsed(text);
  if (!isObject(row)) return undefined;
  const values = new Map<string, unknown>();
  const flatten = (object: Record<string, unknown>, path: string, depth: number): void => {
    for (const [name, value] of Object.entries(object)) {
      // An empty one is a value that no column has.
      if (isObject(value) && Object.keys(value).length > 0 && depth < DEEPEST)
        flatten(value, `${path}${name}.`, depth + 1);
      else values.set(`${path}${name}`, value);
    }
  };
  flatten(row, "", 1);
  if (values.size !== columns.length) return undefined;
  const pieces: Uint8Array[] = [];
  for (const { name, glue } of columns) {
    const value = values.get(name);
    if (!types.has(name)) {
      // Of a column that is left out any single value will do.
      if (!values.has(name) || (typeof value === "object" && value !== null)) return undefined;
      pieces.push(glue, Buffer.from(JSON.stringify(value)));
      continue;
    }
    const isValue = typeof value === "string" || typeof value === "number" || value === null;
    if (!isValue || !values.has(name)) return undefined;
    const text = typeof value === "number" ? numberText(value) : value;
    const isNumber = typeof value === "number" && types.get(name) === "number";
    pieces.push(glue, Buffer.from(JSON.stringify(isNumber ? withoutExponent(String(text)) : text)));
  }
  return Buffer.concat([...pieces, tail]);
}

/** No feed has its values as deep, and a stack ends. */
const DEEPEST = 20;

/** 1.5e-7 as 0.00000015, which the scanner reads; other numbers as they are. */
function withoutExponent(text: string): string {
  const [, sign, first, rest = "", exponent] = /^(-?)(\d)(?:\.(\d+))?e-(\d+)$/.exec(text) ?? [];
  return exponent === undefined ? text : `${sign}0.${"0".repeat(Number(exponent) - 1)}${first}${rest}`;
}

function parsed(text: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(text));
  } catch {
    return undefined;
  }
}
