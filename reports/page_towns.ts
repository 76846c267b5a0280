import type pl from "nodejs-polars";
import { type FeedSchema, townKey } from "../frames/mod.ts";
import type { PageTowns } from "./page_data.ts";
import { shownText } from "./shown_text.ts";

/**
 * The towns of a merged table, with names that a page can show. A name is the table's `nmun`, or else the feed's
 * last label of text; a state's is `nes`. Where there is none, the key stands for the name. A position counts
 * when both its coordinates are there and on the globe.
 *
 * @param merged towns × at least the key and the means of the schema
 *
 * @example
 * ```ts
 * pageTowns(merged, smnHourly).names[0]; // "Aguascalientes"
 * ```
 */
export function pageTowns(
  merged: pl.DataFrame,
  schema: Pick<FeedSchema, "columns" | "key" | "labels" | "means">,
): PageTowns {
  const wanted = new Set([
    ...schema.key,
    ...schema.labels,
    "lat",
    "lon",
    ...schema.means.map(({ name }) => name),
  ]);
  const names = merged.columns.filter((name) => wanted.has(name));
  // Of the further columns there may be many, and the page shows none.
  const rows = merged.select(...names).toRecords();
  const texts = schema.labels.filter((label) =>
    schema.columns.some(({ name, type }) => name === label && type === "string"),
  );
  const stateLabel = texts.find((label) => label === "nes") ?? (texts.length > 1 ? texts[0] : undefined);
  const townLabel =
    texts.find((label) => label === "nmun") ?? texts.filter((label) => label !== stateLabel).at(-1);
  const shown = (value: unknown, otherwise: string) =>
    (typeof value === "string" ? shownText(value) : "") || otherwise;

  const state_names: string[] = [];
  const indices = new Map<unknown, number>();
  const states = rows.map((row) => {
    // Of a feed whose key is one column all are in one place, which has its label's name or none.
    const key = schema.key.length > 1 ? row[schema.key[0]] : stateLabel && row[stateLabel];
    const known = indices.get(key);
    if (known !== undefined) return known;
    indices.set(key, state_names.length);
    return state_names.push(shown(stateLabel && row[stateLabel], String(key ?? ""))) - 1;
  });
  const places = rows.map(({ lat, lon }) =>
    isWithin(lat, 90) && isWithin(lon, 180) ? { lat, lon } : { lat: null, lon: null },
  );
  return {
    keys: rows.map((row) => townKey(row, schema)),
    states,
    state_names,
    names: rows.map((row) => shown(townLabel && row[townLabel], townKey(row, schema))),
    lat: places.map(({ lat }) => lat),
    lon: places.map(({ lon }) => lon),
    values: schema.means.map(({ name }) => rows.map((row) => measured(row[name]))),
  };
}

function isWithin(value: unknown, limit: number): value is number {
  return typeof value === "number" && Math.abs(value) <= limit;
}

/** A thousandth is more than a page shows; more digits would only make it larger. */
function measured(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? Math.round(value * 1000) / 1000 : null;
}
