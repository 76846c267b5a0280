import type { Feed } from "../../../configs/mod.ts";
import type { FeedSchema } from "../../../frames/schema.ts";

/** A feed of five columns: as many as a test needs to show what it is about. */
export const TINY: FeedSchema = {
  name: "tiny",
  columns: [
    { name: "ides", type: "integer", meaning: "State key", minimum: 1, maximum: 32 },
    { name: "idmun", type: "integer", meaning: "Municipality key" },
    { name: "nmun", type: "string", meaning: "Municipality name" },
    { name: "hloc", type: "datetime", meaning: "Hour" },
    { name: "temp", type: "number", unit: "°C", meaning: "Air temperature", minimum: -30, maximum: 55 },
  ],
  key: ["ides", "idmun"],
  time: "hloc",
  labels: ["nmun"],
  means: [{ name: "temp_mean", of: ["temp"], unit: "°C" }],
};

/** The same as a whole feed, of two towns with two records each. */
export const TINY_FEED: Feed = {
  ...TINY,
  title: { en: "Tiny feed", es: "Fuente pequeña" },
  attribution: "Made up",
  synthetic: false,
  urls: ["http://127.0.0.1:9/feed"],
  public_urls: true,
  headers: {},
  clock: "America/Mexico_City",
  expected: { towns: 2, records_per_town: 2 },
  caps: { body_bytes: 1_000_000, text_bytes: 1_000_000, rows: 10_000, nesting: 20 },
};

export type TinyRow = { ides: string; idmun: string; nmun: string; hloc: string; temp: string };

/** A row of {@linkcode TINY} as a feed writes it, every value text; what is not given is that of one town. */
export function tinyRow(row: Partial<TinyRow> = {}): TinyRow {
  return { ides: "20", idmun: "54", nmun: "Zahuatlán", hloc: "20230824T12", temp: " 8.87", ...row };
}

/** Anything as the bytes of its JSON. */
export function json(value: unknown, indent?: number): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value, undefined, indent));
}
