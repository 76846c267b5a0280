import { Buffer } from "node:buffer";
import type pl from "nodejs-polars";
import type { FeedSchema } from "../schema.ts";
import { townKey } from "../town_key.ts";
import { jsonRows } from "./json_rows.ts";
import { plainRows } from "./plain_rows.ts";

/**
 * Writes a table of towns as GeoJSON (RFC 7946): a point for each town, at its `lon` and `lat`, with all its columns as
 * properties and its key as id. A town without coordinates, or with ones that are nowhere on Earth, has the geometry
 * null.
 *
 * @param about further members of the collection, such as who made the data
 * @returns the text, and how many towns have no geometry
 *
 * @example
 * ```ts
 * const { geojson, withoutPlace } = toGeojson(merged, smnHourly, { title: "Merged tables" });
 * ```
 */
export function toGeojson(
  frame: pl.DataFrame,
  schema: Pick<FeedSchema, "key">,
  about: Readonly<Record<string, unknown>>,
): { geojson: Buffer; withoutPlace: number } {
  let withoutPlace = 0;
  const texts = jsonRows(frame);
  const features = plainRows(frame).map((row, i) => {
    const place = [row.lon, row.lat];
    const isPlace = isWithin(row.lon, 180) && isWithin(row.lat, 90);
    if (!isPlace) withoutPlace++;
    const id = JSON.stringify(townKey(row, schema));
    const geometry = JSON.stringify(isPlace ? { type: "Point", coordinates: place } : null);
    return `{"type":"Feature","id":${id},"geometry":${geometry},"properties":${texts[i]}}`;
  });
  const members = Object.entries(about).map(
    ([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)},\n`,
  );
  const text = `{"type":"FeatureCollection",\n${members.join("")}"features":[\n${features.join(",\n")}\n]}\n`;
  return { geojson: Buffer.from(text), withoutPlace };
}

function isWithin(value: unknown, limit: number): boolean {
  return typeof value === "number" && Math.abs(value) <= limit;
}
