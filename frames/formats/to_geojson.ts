import { Buffer } from "node:buffer";
import type pl from "nodejs-polars";
import { townKey } from "../town_key.ts";
import { rowSlices } from "./_row_slices.ts";
import { jsonRows } from "./json_rows.ts";
import { type PlainRow, plainRows } from "./plain_rows.ts";

/**
 * Writes a table of towns as GeoJSON (RFC 7946): a point for each town, at its `lon` and `lat`, with all its columns as
 * properties and its key as id. A town without coordinates, or with ones that are nowhere on Earth, has the geometry
 * null.
 *
 * @param about further members of the collection, such as who made the data
 * @returns the text in pieces, and how many towns have no geometry
 *
 * @example
 * ```ts
 * const { geojson, withoutPlace } = toGeojson(merged, smnHourly, { title: "Merged tables" });
 * Buffer.concat([...geojson]).toString(); // '{"type":"FeatureCollection",\n…'
 * ```
 */
export function toGeojson(
  frame: pl.DataFrame,
  schema: { readonly key: readonly string[] },
  about: Readonly<Record<string, unknown>>,
): { geojson: Iterable<Buffer>; withoutPlace: number } {
  const places = plainRows(frame.select(...PLACE.filter((name) => frame.columns.includes(name))));
  return {
    geojson: collection(frame, schema, about),
    withoutPlace: frame.height - places.filter(isPlace).length,
  };
}

const PLACE = ["lon", "lat"];

function* collection(
  frame: pl.DataFrame,
  schema: { readonly key: readonly string[] },
  about: Readonly<Record<string, unknown>>,
): Generator<Buffer> {
  const members = Object.entries(about).map(
    ([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)},\n`,
  );
  let before = `{"type":"FeatureCollection",\n${members.join("")}"features":[\n`;
  for (const rows of rowSlices(frame)) {
    const texts = jsonRows(rows);
    const features = plainRows(rows).map((row, i) => {
      const id = JSON.stringify(townKey(row, schema));
      const geometry = isPlace(row) ? { type: "Point", coordinates: [row.lon, row.lat] } : null;
      return `{"type":"Feature","id":${id},"geometry":${JSON.stringify(geometry)},"properties":${texts[i]}}`;
    });
    yield Buffer.from(`${before}${features.join(",\n")}`);
    before = ",\n";
  }
  yield Buffer.from("\n]}\n");
}

function isPlace({ lon, lat }: PlainRow): boolean {
  return isWithin(lon, 180) && isWithin(lat, 90);
}

function isWithin(value: unknown, limit: number): boolean {
  return typeof value === "number" && Math.abs(value) <= limit;
}
