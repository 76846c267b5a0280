import * as Plot from "@observablehq/plot";
import type pl from "nodejs-polars";
import { BUILT_IN_FEEDS } from "../configs/mod.ts";
import { Failure } from "../errors/mod.ts";
import { colourScale } from "../reports/page/charts/colour.ts";
import {
  AROUND,
  BORDERS,
  landNear,
  MEXICO,
  type Placed,
  townsByState,
} from "../reports/page/charts/map_places.ts";
import type { Displayed } from "./displayed.ts";
import { plot } from "./plot.ts";

/** INEGI's own projection of the country, as the report page has it. */
const PROJECTION = { type: "conic-conformal", parallels: [17.5, 29.5], rotate: [102, 0] } as const;
/** So far a colour reaches from a town where no state's border ends it. */
const REACH_KM = 60;

type MapTown = Placed & { readonly value: number | null };

/**
 * Maps a column of a frame of Mexico's towns as the report page does: each patch of land in the colour of the nearest
 * town of its state, with the same colours for the same temperatures and rains everywhere.
 *
 * @param frame towns × at least `lat`, `lon` and the column; with `ides` and `idmun` colours end at the states' borders
 * @param column numbers; of degrees and millimetres it has the page's classes, of anything else a scale of its own
 * @throws {Failure} `usage` when the frame lacks a column
 *
 * @example
 * ```ts
 * mexicoMap(snapshot, "temp", { title: "Where it is warm" });
 * ```
 */
export function mexicoMap(
  frame: pl.DataFrame,
  column: string,
  options: {
    readonly title?: string;
    readonly subtitle?: string;
    readonly unit?: string;
    readonly width?: number;
  } = {},
): Displayed {
  for (const name of ["lat", "lon", column]) {
    if (!frame.columns.includes(name))
      throw new Failure(
        "usage",
        `The frame has no column "${name}". Its columns are ${frame.columns.join(", ")}.`,
      );
  }
  const unit = options.unit ?? unitOf(column) ?? "";
  const { width = 720 } = options;
  const towns = frame.toRecords().flatMap((row): MapTown[] => {
    const { lat, lon, ides, idmun } = row;
    if (typeof lat !== "number" || typeof lon !== "number") return [];
    const value = row[column];
    return [{ key: `${ides}-${idmun}`, lat, lon, value: typeof value === "number" ? value : null }];
  });
  const states = townsByState(towns);
  const values = towns.map(({ value }) => value);
  const cells = (some: readonly MapTown[], clip: Plot.MarkOptions["clip"]) =>
    Plot.voronoi(some, {
      x: "lon",
      y: "lat",
      fill: "value",
      stroke: "value",
      strokeWidth: 0.4,
      clip: clip ?? false,
    });
  return plot({
    title: options.title ?? column,
    ...(options.subtitle === undefined ? {} : { subtitle: options.subtitle }),
    width,
    height: Math.round(width * 0.66),
    margin: 0,
    projection: { ...PROJECTION, domain: MEXICO, inset: 8 },
    color: {
      ...colourScale(unit, values, false),
      legend: true,
      label: unit === "" ? column : `${column} (${unit})`,
    },
    marks: [
      Plot.geo(AROUND, { fill: "currentColor", fillOpacity: 0.08 }),
      Plot.geo(MEXICO, { fill: "currentColor", fillOpacity: 0.15 }),
      ...(states === undefined
        ? [cells(towns, landNear(towns, REACH_KM))]
        : states.map(({ shape, towns }) => cells(towns, shape))),
      Plot.geo(BORDERS, { stroke: "white", strokeOpacity: 0.75, strokeWidth: 0.9 }),
      Plot.geo(MEXICO, { stroke: "currentColor", strokeOpacity: 0.55, strokeWidth: 0.8 }),
    ],
  });
}

/** The unit of a column of a built-in feed, or of one of its means. */
function unitOf(column: string): string | undefined {
  for (const { columns, means } of BUILT_IN_FEEDS.values()) {
    const found = [...columns, ...means].find(({ name }) => name === column);
    if (found?.unit !== undefined) return found.unit;
  }
  return undefined;
}
