import { type KeepRule, RETAINED, type Retained, type Retention } from "./retention.ts";
import { isSpan } from "./span_before.ts";

const COUNTS = ["last", "hourly", "daily", "weekly", "monthly"] as const;
const MOST = 999_999;

/**
 * The rules of datasets, as a text or as the configuration file has them; undefined where it is neither.
 *
 * @param given such as `snapshots daily=90 within=30d; raw within=7d`, or "none"; or the same as an object
 *
 * @example
 * ```ts
 * parseRetention("raw within=7d"); // { raw: { within: "7d" } }
 * parseRetention({ raw: { keep_within: "7d" } }); // the same
 * parseRetention("raw for ever"); // undefined
 * ```
 */
export function parseRetention(given: unknown): Retention | undefined {
  if (given === "none") return {};
  const entries = typeof given === "string" ? entriesOfText(given) : entriesOfObject(given);
  if (entries === undefined || entries.length === 0) return undefined;
  const rules: Partial<Record<Retained, KeepRule>> = {};
  for (const [name, words] of entries) {
    const dataset = RETAINED.find((known) => known === name);
    const rule = dataset === undefined || rules[dataset] !== undefined ? undefined : ruleOf(words);
    if (dataset === undefined || rule === undefined) return undefined;
    rules[dataset] = rule;
  }
  return rules;
}

type Words = readonly (readonly [word: string, value: unknown])[];

function entriesOfText(text: string): [string, Words][] {
  return text
    .split(";")
    .filter((part) => part.trim() !== "")
    .map((part) => {
      const [name = "", ...words] = part.trim().split(/[\s,]+/);
      return [name, words.map((word) => pairOf(word))];
    });
}

function pairOf(word: string): [string, unknown] {
  const equals = word.indexOf("=");
  const value = word.slice(equals + 1);
  return [equals < 0 ? "" : word.slice(0, equals), /^\d+$/.test(value) ? Number(value) : value];
}

function entriesOfObject(given: unknown): [string, Words][] | undefined {
  if (!isObject(given)) return undefined;
  return Object.entries(given).map(([name, rule]) => [
    name,
    isObject(rule)
      ? Object.entries(rule).map(([key, value]) => [key.startsWith("keep_") ? key.slice(5) : "", value])
      : [],
  ]);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A rule that says nothing would keep nothing: it is none. */
function ruleOf(words: Words): KeepRule | undefined {
  const rule: Record<string, unknown> = {};
  for (const [word, value] of words) {
    const isCount = COUNTS.some((count) => count === word) && Number.isInteger(value);
    const isGood = isCount
      ? (value as number) >= 1 && (value as number) <= MOST
      : word === "within" && isSpan(value);
    if (!isGood || word in rule) return undefined;
    rule[word] = value;
  }
  return words.length === 0 ? undefined : rule;
}
