// Writes `reports/page/charts/_outline.ts`: the outlines of Mexico and of the land around it, out of world-atlas, which
// is Natural Earth at 1:50 million (public domain, https://www.naturalearthdata.com).
//
//     node reports/outline.mjs           writes it
//     node reports/outline.mjs --check   fails where it is not as this would write it
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { feature } from "topojson-client";

const OUTPUT = fileURLToPath(new URL("page/charts/_outline.ts", import.meta.url));
const ATLAS = fileURLToPath(import.meta.resolve("world-atlas/countries-50m.json"));
/** West, south, east and north of what the map can show. */
const [WEST, SOUTH, EAST, NORTH] = [-126, 10, -78, 38];
const MEXICO = "484";
/** United States, Guatemala, Belize, Honduras, El Salvador, Nicaragua, Cuba. */
const AROUND = ["840", "320", "084", "340", "222", "558", "192"];

const atlas = JSON.parse(readFileSync(ATLAS, "utf8"));
const countries = feature(atlas, atlas.objects.countries).features;
const polygonsOf = (id) => {
  const { type, coordinates } = countries.find((country) => country.id === id).geometry;
  return type === "Polygon" ? [coordinates] : coordinates;
};

/** A ring to a hundredth of a degree, about a kilometre, what is beyond the map being drawn onto its edge. */
function ring(points) {
  const rounded = points.map(([lon, lat]) => [
    Math.round(Math.min(EAST, Math.max(WEST, lon)) * 100) / 100,
    Math.round(Math.min(NORTH, Math.max(SOUTH, lat)) * 100) / 100,
  ]);
  return rounded.filter(([lon, lat], i) => i === 0 || lon !== rounded[i - 1][0] || lat !== rounded[i - 1][1]);
}

const isInside = (points) =>
  points.some(([lon, lat]) => lon > WEST && lon < EAST && lat > SOUTH && lat < NORTH);
const land = (ids) =>
  ids
    .flatMap(polygonsOf)
    .filter(([outer]) => isInside(outer))
    .map(([outer]) => [ring(outer)])
    .filter(([outer]) => outer.length > 3);

const text = `// Made by \`npm run outline\` out of Natural Earth, 1:50 million (public domain). Not to be edited.
/** Rings of longitude and latitude, in degrees. */
type Outline = { readonly type: "MultiPolygon"; readonly coordinates: [number, number][][][] };

export const MEXICO: Outline = ${JSON.stringify({ type: "MultiPolygon", coordinates: land([MEXICO]) })};

export const AROUND: Outline = ${JSON.stringify({ type: "MultiPolygon", coordinates: land(AROUND) })};
`;
if (process.argv.includes("--check")) {
  if (readFileSync(OUTPUT, "utf8") !== text) {
    process.stderr.write(`"${OUTPUT}" is not as "npm run outline" writes it. Run that.\n`);
    process.exitCode = 1;
  }
} else writeFileSync(OUTPUT, text);
