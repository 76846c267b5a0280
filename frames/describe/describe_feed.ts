import type { Column } from "../schema.ts";
import {
  keySentence,
  listed,
  nounOfKey,
  rowsSentence,
  timeSentence,
  typeSentence,
} from "./_description_words.ts";
import { guessClock } from "./_guess_clock.ts";
import { isMunicipal } from "./_guess_key.ts";
import { type GuessedColumn, type Part, partsOf, timeAndKey } from "./_guess_parts.ts";
import { guessRange } from "./_guess_range.ts";
import { guessTimeFormat, guessType } from "./_guess_type.ts";
import { sampleColumns } from "./_sample_columns.ts";
import { sampleRows } from "./_sample_rows.ts";

/** Where a feed is that is described by a file. */
export const EXAMPLE_URL = "https://example.org/feed.json";

/** A description of a feed as its file has it, and what a person should know of how it came about. */
export type DescribedFeed = {
  readonly description: Readonly<Record<string, unknown>> & {
    readonly columns: readonly Column[];
    readonly key: readonly string[];
    readonly time: string;
  };
  /** How many rows the sample has. */
  readonly rows: number;
  /** What was guessed, a sentence each. */
  readonly guesses: readonly string[];
  /** What the sample cannot tell, a sentence each. */
  readonly to_fill_in: readonly string[];
};

/** The mean of two directions is none of their numbers. */
const DIRECTION_NAME = /dir(ection|eccion)?(_|$)|bearing|azimuth|heading|grados/i;
const COORDINATES = { lat: 90, lon: 180 } as const;

/**
 * Describes a feed by a sample of its body: where the rows are, the columns with their types, the time with its format
 * and clock, the likely key, what does not change with time, and ranges. It reads the sample as feeds are read, so that
 * what it takes for times and numbers are such. Nothing that the sample does not hold is made up: units are left empty.
 *
 * @param body the inflated body
 * @param about how the feed is called, and where it comes from
 * @param source how messages name the body
 * @throws {Failure} `contract` when the body has no rows, no column of times, or none that tell its rows apart
 *
 * @example
 * ```ts
 * const { description } = describeFeed(body, { name: "air", url: "https://example.org/air" }, "air.json");
 * description.key; // ["station"]
 * ```
 */
export function describeFeed(
  body: Uint8Array,
  { name, url }: { readonly name: string; readonly url: string },
  source: string,
): DescribedFeed {
  const sample = sampleRows(body, source);
  const { rows, path } = sample;
  const found = sampleColumns(sample).map((column): GuessedColumn => {
    const format = guessTimeFormat(column.name, column.values);
    return { ...column, guess: guessType(column.values), format };
  });
  const known = found.filter(({ guess }) => guess.type !== "none" && guess.type !== "unreadable");
  const { time, key } = timeAndKey(known, source);
  const parts = partsOf(known, key, time);
  const of = (part: Part) => known.filter((column) => parts.get(column) === part);
  const columns = known.map((column) => columnOf(column, parts.get(column) ?? "other"));
  const clock = guessClock(time.values, sample, known);
  const means = of("measure").filter((column) => !DIRECTION_NAME.test(column.name));
  const lacking = known.filter(({ values }) => values.includes(undefined));
  const description = {
    name,
    ...nounOfKey(key),
    urls: [url],
    clock: clock.zone,
    ...(path === undefined ? {} : { rows: path }),
    columns,
    key: key.map((column) => column.name),
    time: time.name,
    labels: of("label").map((column) => column.name),
    means: means.map((column) => ({ name: `${column.name}_mean`, of: [column.name] })),
    ...(lacking.length === 0 ? {} : { contract: { missing_column: { mode: "evolve", at_most: 1 } } }),
  };
  return {
    description,
    rows: rows.length,
    guesses: [
      rowsSentence(sample),
      timeSentence(time),
      clock.says,
      keySentence(key),
      ...known.flatMap((column) => typeSentence(column, parts.get(column) ?? "other")),
      ...listed("does not change with time", "do not change with time", of("label")),
      ...listed(
        "is a direction, of which no mean is made",
        "are directions, of which no means are made",
        of("measure").filter((column) => !means.includes(column)),
      ),
      ...listed("is not in every row", "are not in every row", lacking),
      ...listed(
        "is left out, as a column holds texts and numbers alone",
        "are left out, as columns hold texts and numbers alone",
        found.filter(({ guess }) => guess.type === "unreadable"),
      ),
      ...listed(
        "is left out, as it never has a value",
        "are left out, as they never have a value",
        found.filter(({ guess }) => guess.type === "none"),
      ),
      ...(of("measure").length === 0 ? [] : ["Ranges have room around the sample's values."]),
    ],
    to_fill_in: [
      ...listed("has no unit", "have no unit", of("measure")),
      ...(url === EXAMPLE_URL ? [`"urls" is an example.`] : []),
      ...(means.length === 0 ? ['"means" is empty: a merge has nothing to average.'] : []),
      `"meaning" of each column, and "title", are what people are shown.`,
    ],
  };
}

function columnOf(column: GuessedColumn, part: Part): Column {
  const { name, path, guess, format } = column;
  const limit = COORDINATES[name as keyof typeof COORDINATES];
  const isPlace = limit !== undefined && guess.type !== "text";
  return {
    name,
    ...(path === name ? {} : { path }),
    type: typeOf(column, part),
    ...(part === "time" && format !== "yyyymmddthh" && format !== undefined ? { format } : {}),
    meaning: "",
    ...(isPlace ? { unit: "°", minimum: -limit, maximum: limit } : {}),
    ...(part === "measure" && !isPlace ? { unit: "" } : {}),
    ...(guess.missing.length === 0 || part === "key" || part === "time" ? {} : { missing: guess.missing }),
    ...(part === "measure" && !isPlace && guess.numbers.length > 0 ? guessRange(guess.numbers) : {}),
  };
}

/** A key that is written as a text stays one: "01001" is no number. */
function typeOf({ name, values, guess: { type } }: GuessedColumn, part: Part): Column["type"] {
  if (part === "time") return "datetime";
  if (part === "key") {
    const isNumber = isMunicipal(name) || values.every((value) => typeof value === "number");
    return type === "whole" && isNumber ? "integer" : "string";
  }
  if (type === "text") return "string";
  return type === "whole" && part === "other" ? "integer" : "number";
}
