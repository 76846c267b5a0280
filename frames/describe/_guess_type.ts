import { castColumns } from "../feed/typed_columns.ts";
import pl from "../polars.ts";
import type { TimeFormat } from "../schema.ts";

/** What the values of a column are taken for. */
export type TypeGuess = {
  readonly type: "whole" | "number" | "text" | "none" | "unreadable";
  /** What stands for no value. */
  readonly missing: readonly (string | number)[];
  /** Why a column of digits is a text, where it is. */
  readonly why?: string;
  /** The numbers, without what stands for none. */
  readonly numbers: readonly number[];
};

const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?$/;
const WHOLE = /^-?(0|[1-9]\d*)$/;
/** An exact whole number has no more, with its sign. */
const MOST_DIGITS = 16;
const ZERO_LED = /^-?0\d+$/;
/** What providers write where they have no number. */
const MARK = /^(n\/?[ad]|nan|null|none|s\/?d|sin dato|[-–*]{1,3}|missing|unknown)$/i;
const SENTINELS = [-99, -999, -9999, -99.9, -999.9, -9999.9, -32768, 999, 9999, 99999, 999.9, 9999.9];

/** Looks at the values of a column; undefined and null are none. */
export function guessType(values: readonly unknown[]): TypeGuess {
  const given = values.filter((value) => value !== undefined && value !== null && value !== "");
  const none = { missing: [], numbers: [] };
  if (given.length === 0) return { type: "none", ...none };
  if (!given.every((value) => typeof value === "string" || typeof value === "number"))
    return { type: "unreadable", ...none };
  const texts = given.map((value) => String(value).trim());
  const others = [...new Set(texts.filter((text) => !NUMBER.test(text)))];
  const led = texts.find((text) => ZERO_LED.test(text));
  if (led !== undefined) return { type: "text", why: `"${led}" begins with a zero`, ...none };
  const long = texts.find((text) => WHOLE.test(text) && text.length > MOST_DIGITS);
  if (long !== undefined)
    return { type: "text", why: `"${long}" has more digits than a number holds`, ...none };
  const readable = texts.filter((text) => NUMBER.test(text));
  if (readable.length === 0 || !others.every((text) => MARK.test(text) || isExponential(text)))
    return { type: "text", ...none };
  const all = texts.filter((text) => !MARK.test(text)).map(Number);
  const sentinels = SENTINELS.filter((sentinel) => isSentinel(sentinel, all));
  const marks = others.filter((text) => MARK.test(text));
  const isWhole = texts.every((text) => WHOLE.test(text) && Number.isSafeInteger(Number(text)));
  return {
    type: isWhole ? "whole" : "number",
    missing: [...sentinels, ...marks],
    numbers: all.filter((number) => !sentinels.includes(number)),
  };
}

function isExponential(text: string): boolean {
  return /^-?\d+(\.\d+)?e[+-]?\d+$/i.test(text);
}

/** Whether a number stands so far from all others that it is none. */
function isSentinel(sentinel: number, numbers: readonly number[]): boolean {
  if (!numbers.includes(sentinel)) return false;
  const others = numbers.filter((number) => !SENTINELS.includes(number));
  if (others.length === 0) return false;
  return sentinel < 0
    ? others.every((number) => number > sentinel / 2)
    : others.every((number) => number < sentinel / 2);
}

const FORMATS: readonly TimeFormat[] = ["yyyymmddthh", "iso8601", "epoch_seconds", "epoch_milliseconds"];
/** From 2000 to 2100: other numbers count something else. */
const [EARLIEST, LATEST] = [946_684_800, 4_102_444_800];

/** The format of a column of times, in which every row must have one; undefined where it is none. */
export function guessTimeFormat(name: string, values: readonly unknown[]): TimeFormat | undefined {
  if (!values.every((value) => typeof value === "string" || typeof value === "number")) return undefined;
  const texts = values.map((value) => String(value).trim());
  return FORMATS.find((format) => {
    if (format.startsWith("epoch") && !isEpoch(name, texts.map(Number), format)) return false;
    // Most columns are none of times, which each text tells by its beginning.
    return texts.every((text) => /^(\d{8}T|\d{4}-\d\d-\d\d|\d{9,})/.test(text)) && areTimes(texts, format);
  });
}

/** Whether a feed's reader takes all of these for times. */
function areTimes(texts: readonly string[], format: TimeFormat): boolean {
  const columns = [{ name: "time", type: "datetime", format, meaning: "" }] as const;
  const schema = { name: "", columns, key: ["time"], time: "time", labels: [], means: [] } as const;
  return castColumns(pl.DataFrame([pl.Series("time", [...texts], pl.Utf8)]), schema).bad.length === 0;
}

function isEpoch(name: string, numbers: readonly number[], format: TimeFormat): boolean {
  const unit = format === "epoch_seconds" ? 1 : 1000;
  return (
    /time|date|stamp|updated|report|epoch|hora|fecha|^(ts|dt|t|at)$|_(at|ts)$/i.test(name) &&
    numbers.every((number) => number >= EARLIEST * unit && number <= LATEST * unit)
  );
}
