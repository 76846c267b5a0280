import type { Feature, FeatureCollection, MultiPolygon, Polygon } from "geojson";
import { feature, merge, mesh } from "topojson-client";
import { AROUND, STATES } from "./_outline.ts";

export { AROUND };

type State = Feature<Polygon | MultiPolygon>;

/** What has a place on the map. */
export type Placed = { readonly key: string; readonly lat: number | null; readonly lon: number | null };

/** A part of the map: west, south, east and north, in degrees. */
export type Box = readonly [west: number, south: number, east: number, north: number];

const shapes: readonly State[] = (
  feature(STATES, STATES.objects.states) as FeatureCollection<Polygon | MultiPolygon>
).features;

/** The country, and the borders between its states. */
export const MEXICO = merge(STATES, STATES.objects.states.geometries as Parameters<typeof merge>[1]);
export const BORDERS = mesh(STATES, STATES.objects.states, (a, b) => a !== b);
export const MEXICO_BOX: Box = boxOf(MEXICO.coordinates.flat(2) as [number, number][]);

/** The towns of one state, and the state's shape. */
export type StateTowns<Town extends Placed = Placed> = {
  readonly shape: State;
  readonly towns: readonly Town[];
};

/**
 * The towns by the state that the first part of their key is, where those are Mexico's: where nearly all of them lie
 * where INEGI's states of these keys do.
 *
 * @returns undefined of a feed whose keys are others
 */
export function townsByState<Town extends Placed>(placed: readonly Town[]): StateTowns<Town>[] | undefined {
  const byKey = new Map<string, Town[]>();
  for (const town of placed) {
    const [state = "", ...rest] = town.key.split("-");
    if (rest.length !== 1) return undefined;
    const known = byKey.get(String(Number(state)));
    if (known === undefined) byKey.set(String(Number(state)), [town]);
    else known.push(town);
  }
  const found = shapes.flatMap((shape) => {
    const towns = byKey.get(String(shape.id));
    return towns === undefined ? [] : [{ shape, towns }];
  });
  const inPlace = found.flatMap(({ shape, towns }) => {
    const box = grown(boxOf(pointsOf(shape)), 0.3);
    return towns.filter((town) => isIn(town, box));
  });
  return inPlace.length >= placed.length * 0.8 ? found : undefined;
}

/** Whether most towns are in Mexico, or near it. */
export function areInMexico(placed: readonly Placed[]): boolean {
  const box = grown(MEXICO_BOX, 1);
  return 2 * placed.filter((town) => isIn(town, box)).length >= placed.length;
}

/** The smallest part of the map in which the towns are, with some land around it. */
export function boxAround(towns: readonly Placed[]): Box {
  const box = boxOf(towns.map(({ lon, lat }) => [lon ?? 0, lat ?? 0]));
  return grown(box, Math.max(0.15, (box[3] - box[1]) * 0.08));
}

/** A part of the map so many times as small, around a place. */
export function zoomed([west, south, east, north]: Box, times: number, at?: readonly [number, number]): Box {
  const [lon, lat] = at ?? [(west + east) / 2, (south + north) / 2];
  const [width, height] = [(east - west) / times / 2, (north - south) / times / 2];
  return [lon - width, lat - height, lon + width, lat + height];
}

/** Land within so many kilometres of one of the towns: a colour reaches no further where no state's border ends it. */
export function landNear(towns: readonly Placed[], kilometres: number): MultiPolygon {
  const degrees = kilometres / 111.2;
  const corners = Array.from({ length: 24 }, (_, i) => (i / 24) * 2 * Math.PI);
  return {
    type: "MultiPolygon",
    coordinates: towns.map(({ lon, lat }) => {
      const wide = degrees / Math.cos(((lat ?? 0) * Math.PI) / 180);
      const ring = corners.map((angle): [number, number] => [
        (lon ?? 0) + wide * Math.sin(angle),
        (lat ?? 0) + degrees * Math.cos(angle),
      ]);
      return [[...ring, ring[0] as [number, number]]];
    }),
  };
}

function pointsOf({ geometry }: State): [number, number][] {
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  return polygons.flat(2) as [number, number][];
}

function boxOf(points: readonly (readonly [number, number])[]): Box {
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const [lon, lat] of points) {
    [west, east] = [Math.min(west, lon), Math.max(east, lon)];
    [south, north] = [Math.min(south, lat), Math.max(north, lat)];
  }
  return [west, south, east, north];
}

function grown([west, south, east, north]: Box, by: number): Box {
  return [west - by, south - by, east + by, north + by];
}

function isIn({ lon, lat }: Placed, [west, south, east, north]: Box): boolean {
  return lon !== null && lat !== null && lon >= west && lon <= east && lat >= south && lat <= north;
}
