import { Failure } from "../../errors/mod.ts";
import type { TimeFormat } from "../schema.ts";
import { guessKey, isIdName } from "./_guess_key.ts";
import type { TypeGuess } from "./_guess_type.ts";
import type { SampleColumn } from "./_sample_columns.ts";

/** A column of a sample, what its values are taken for, and of times how they are written. */
export type GuessedColumn = SampleColumn & {
  readonly guess: TypeGuess;
  readonly format: TimeFormat | undefined;
};

/** What a column is to a feed. */
export type Part = "key" | "time" | "label" | "measure" | "other";

/** Of several times of a row, as what the likelier and the less likely one is called. */
const TIME_NAME = /^(time|datetime|timestamp|date|hour|day|valid|start|hora|fecha|[dh]loc|utc)/i;
const OTHER_TIME_NAME = /updated|created|modified|generated|issued|published|expires|(^|_)(end|until)/i;
/** What does not change with time, as it is called. */
const LABEL_NAME =
  /^(lat|lon|n(es|mun)|elev\w*|alt|altitude|altitud)$|name|nombre|place|title|city|country|region|zone|address/i;
/** The likeliest time, and what with it tells the rows apart. */
export function timeAndKey(known: readonly GuessedColumn[], source: string) {
  const times = known.filter(({ format }) => format !== undefined);
  const rank = (column: GuessedColumn) =>
    (OTHER_TIME_NAME.test(column.path) ? 2 : 0) - (TIME_NAME.test(column.name) ? 1 : 0);
  times.sort((a, b) => rank(a) - rank(b));
  if (times.length === 0) {
    const what = "no column with a time in every row, which each row of a feed needs";
    throw new Failure("contract", `"${source}" has ${what}. Name a body that has one.`);
  }
  const mayBeKey = ({ guess, values, name, format }: GuessedColumn) =>
    (guess.type === "text" || guess.type === "whole") &&
    guess.missing.length === 0 &&
    format === undefined &&
    name !== "lat" &&
    name !== "lon" &&
    values.every((value) => value !== undefined && value !== null && String(value).trim() !== "");
  const candidates = known.filter(mayBeKey);
  // A text is likelier a name than a count is.
  candidates.sort((a, b) => Number(a.guess.type === "whole") - Number(b.guess.type === "whole"));
  for (const time of times) {
    const key = guessKey(candidates, time) as readonly GuessedColumn[] | undefined;
    if (key !== undefined) return { time, key };
  }
  const columns = times.map(({ name }) => `"${name}"`).join(", ");
  throw new Failure(
    "contract",
    `"${source}" has no columns that with the time (${columns}) tell its rows apart. Name a body without repeated rows.`,
  );
}

/** What part each column plays. */
export function partsOf(
  known: readonly GuessedColumn[],
  key: readonly GuessedColumn[],
  time: GuessedColumn,
): ReadonlyMap<GuessedColumn, Part> {
  const isConstant = constantPerKey(key, time.values.length);
  const partOf = (column: GuessedColumn): Part => {
    const { name, guess, format } = column;
    if (column === time) return "time";
    if (key.includes(column)) return "key";
    if (format !== undefined) return "other";
    if (LABEL_NAME.test(name) && isConstant(column)) return "label";
    if (guess.type === "text") return isConstant.repeats && isConstant(column) ? "label" : "other";
    // What moves has no place.
    return isIdName(name) || name === "lat" || name === "lon" ? "other" : "measure";
  };
  return new Map(known.map((column) => [column, partOf(column)]));
}

/** Whether a column has one value for each key; `repeats` tells whether any key has several rows to tell by. */
function constantPerKey(key: readonly GuessedColumn[], rows: number) {
  const keys = Array.from({ length: rows }, (_, row) =>
    JSON.stringify(key.map(({ values }) => String(values[row]))),
  );
  const isConstant = ({ values }: GuessedColumn): boolean => {
    const seen = new Map<string, unknown>();
    return keys.every((each, row) => {
      if (!seen.has(each)) seen.set(each, values[row]);
      return seen.get(each) === values[row];
    });
  };
  return Object.assign(isConstant, { repeats: new Set(keys).size < rows });
}
