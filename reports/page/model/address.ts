import type { Language } from "../words/words.ts";
import type { Period } from "./periods.ts";
import type { Threshold } from "./reaches.ts";

/** What the part of the page's address behind the # tells: a town, and what of it is shown. */
export type Address = {
  readonly key?: string;
  readonly language?: Language;
  readonly show?: string;
  readonly period?: Period;
  readonly time?: number;
  readonly threshold?: Threshold;
};

const PERIODS: readonly Period[] = ["now", "today", "tomorrow", "next24", "all", "time", "mean"];

/**
 * Reads the part of an address behind the #, as in `report.html#20-54&period=tomorrow&show=prec_mean-sum`. What it
 * does not know it leaves out.
 *
 * @example
 * ```ts
 * parseAddress("#20-54&period=tomorrow"); // { key: "20-54", period: "tomorrow" }
 * ```
 */
export function parseAddress(hash: string): Address {
  const [first = "", ...rest] = hash.replace(/^#/, "").split("&");
  const isKey = first !== "" && !first.includes("=");
  const given = new URLSearchParams((isKey ? rest : [first, ...rest]).join("&"));
  const [period, show, lang] = [given.get("period"), given.get("show"), given.get("lang")];
  const [quantity = "", at = ""] = (given.get("over") ?? "").split("~");
  const time = Number(given.get("time") ?? "none");
  return {
    ...(isKey ? { key: decoded(first) } : {}),
    ...(lang === "en" || lang === "es" ? { language: lang } : {}),
    ...(show === null ? {} : { show }),
    ...(PERIODS.includes(period as Period) ? { period: period as Period } : {}),
    ...(Number.isInteger(time) && time >= 0 ? { time } : {}),
    ...(at !== "" && Number.isFinite(Number(at)) ? { threshold: { quantity, at: Number(at) } } : {}),
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * Writes what {@linkcode parseAddress} reads.
 *
 * @example
 * ```ts
 * writeAddress({ key: "20-54", period: "tomorrow" }); // "#20-54&period=tomorrow"
 * ```
 */
export function writeAddress({ key, language, show, period, time, threshold }: Address): string {
  const parts = new URLSearchParams();
  if (period !== undefined) parts.set("period", period);
  if (period === "time" && time !== undefined) parts.set("time", String(time));
  if (show !== undefined) parts.set("show", show);
  if (threshold !== undefined) parts.set("over", `${threshold.quantity}~${threshold.at}`);
  if (language !== undefined) parts.set("lang", language);
  // A browser would write other letters in a way of its own.
  return `#${[encodeURIComponent(key ?? ""), parts.toString()].filter(Boolean).join("&")}`;
}
