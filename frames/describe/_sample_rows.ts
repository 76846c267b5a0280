import { Failure } from "../../errors/mod.ts";
import { utf8Text } from "../feed/utf8_text.ts";

/** The rows of a sample body, and where they are in it. */
export type SampleRows = {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  /** Where the array is in a body that is an object: "data.items". */
  readonly path?: string;
  readonly layout: "array" | "lines" | "object";
  /** What stands beside the rows in a body that is an object. */
  readonly beside: readonly unknown[];
};

/** No body has its rows deeper. */
const DEEPEST = 10;

/**
 * The rows of a body: those of the array that it is, of its lines, or of the longest array of objects in it.
 *
 * @throws {Failure} `contract` when there are none
 */
export function sampleRows(body: Uint8Array, source: string): SampleRows {
  const text = new TextDecoder().decode(utf8Text(body).text);
  const { value, isLines } = parsed(text, source);
  if (Array.isArray(value)) {
    const rows = value.filter(isObject);
    if (rows.length > 0) return { rows, layout: isLines ? "lines" : "array", beside: [] };
  }
  const found = [...arraysIn(value, [], 1)].sort((a, b) => b.rows.length - a.rows.length)[0];
  if (found === undefined) {
    throw new Failure(
      "contract",
      `"${source}" has no array of objects in it, which the rows of a feed are. Name a body that has.`,
    );
  }
  return {
    ...found,
    layout: "object",
    beside: isObject(value) ? Object.values(value) : [],
  };
}

function parsed(text: string, source: string): { readonly value: unknown; readonly isLines: boolean } {
  try {
    return { value: JSON.parse(text), isLines: false };
  } catch (cause) {
    try {
      const lines = text.split("\n").filter((line) => line.trim() !== "");
      return { value: lines.map((line): unknown => JSON.parse(line)), isLines: true };
    } catch {
      const why = (cause as Error).message.replace(/\s+/g, " ");
      throw new Failure("contract", `"${source}" is not JSON: ${why}. Name a body of JSON.`, { cause });
    }
  }
}

/** Arrays of objects at paths that a description can name. */
function* arraysIn(
  value: unknown,
  path: readonly string[],
  depth: number,
): Generator<{ readonly rows: SampleRows["rows"]; readonly path: string }> {
  if (!isObject(value) || depth > DEEPEST) return;
  for (const [name, inside] of Object.entries(value)) {
    if (!/^[^.\s][^.]*$/.test(name)) continue;
    const at = [...path, name];
    if (!Array.isArray(inside)) yield* arraysIn(inside, at, depth + 1);
    else if (inside.length > 0 && inside.every(isObject)) yield { rows: inside, path: at.join(".") };
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
