import Papa from "papaparse";
import { Failure } from "../../errors/mod.ts";
import type { FeedSchema } from "../schema.ts";
import { townKey } from "../town_key.ts";
import { type Observations, observationKey } from "./revision_totals.ts";

const HOUR = 3_600_000;
const TIME = /^\d{4}-\d\d-\d\d[T ]\d\d(:\d\d(:\d\d)?)?$/;

/** What must be known of a feed to find its towns in a file. */
export type ObservedFeed = Pick<FeedSchema, "key" | "columns" | "time"> & { readonly isMunicipal: boolean };

/**
 * Reads what was observed out of a CSV: the town, by the feed's key or by `cvegeo`, the time on the feed's clock, and
 * the value, in the measure's unit. A row without a value counts for nothing.
 *
 * @param path as messages name it
 * @throws {Failure} `contract` when a column is missing or a value is none
 */
export function readObservations(
  csv: Uint8Array,
  path: string,
  feed: ObservedFeed,
  measure: string,
): Observations {
  const { data, meta } = Papa.parse<Record<string, string>>(new TextDecoder().decode(csv), {
    header: true,
    skipEmptyLines: true,
    transformHeader: (name) => name.trim(),
  });
  const names = meta.fields ?? [];
  const has = (name: string) => names.includes(name);
  const byKey = feed.key.every(has);
  const value = has("value") ? "value" : measure;
  const time = has("time") ? "time" : feed.time;
  if ((!byKey && !(feed.isMunicipal && has("cvegeo"))) || !has(value) || !has(time)) {
    const town = !feed.isMunicipal
      ? `"${feed.key.join('" and "')}"`
      : `"cvegeo", or "${feed.key.join('" and "')}"`;
    const message = `"${path}" has the columns "${names.join(",")}", and needs ${town}, "time" and "value". Rename them.`;
    throw new Failure("contract", message);
  }
  const observations = new Map<string, number>();
  for (const [i, row] of data.entries()) {
    const [text = "", at = ""] = [row[value]?.trim(), row[time]?.trim()];
    if (text === "") continue;
    const found = Number(text);
    const hour = TIME.test(at)
      ? Date.parse(`${at.replace(" ", "T").padEnd(16, ":00").slice(0, 16)}Z`) / HOUR
      : Number.NaN;
    if (!Number.isFinite(found) || !Number.isFinite(hour)) {
      const what = Number.isFinite(found)
        ? `"${time}" is "${at}", not a time such as 2026-11-24T14:00`
        : `"${value}" is "${text}", not a number`;
      throw new Failure("contract", `Row ${i + 1} of "${path}": ${what}. Correct it, or leave the row out.`);
    }
    observations.set(observationKey(townOf(row, feed, byKey), hour), found);
  }
  return observations;
}

/** As `townKey()` writes it: numbers without zeros before them. */
function townOf(row: Readonly<Record<string, string>>, feed: ObservedFeed, byKey: boolean): string {
  const isNumber = (name: string) => feed.columns.find((column) => column.name === name)?.type === "integer";
  const { cvegeo = "" } = row;
  const code = cvegeo.trim().padStart(5, "0");
  const parts = byKey
    ? feed.key.map((name) => [name, (row[name] ?? "").trim()] as const)
    : feed.key.map((name, i) => [name, i === 0 ? code.slice(0, 2) : code.slice(2)] as const);
  return townKey(
    Object.fromEntries(parts.map(([name, text]) => [name, isNumber(name) ? Number(text) : text])),
    feed,
  );
}
