import * as Plot from "@observablehq/plot";
import type { Town } from "../model/model.ts";
import { reaches } from "../model/reaches.ts";
import type { TownValues } from "../model/summaries.ts";
import type { View } from "../view.ts";
import { AROUND } from "./_outline.ts";
import { chart } from "./chart.ts";
import { changeScale, colourScale, unknownColour } from "./colour.ts";
import { areInMexico, BORDERS, type Box, landNear, MEXICO, MEXICO_BOX, townsByState } from "./map_places.ts";
import { stateLabels } from "./state_labels.ts";

/** INEGI's own projection of the country: conformal on a cone, true at 17.5° and 29.5° north. */
const MEXICAN = { type: "conic-conformal", parallels: [17.5, 29.5], rotate: [102, 0] } as const;
/** Where no border ends it, a colour reaches so far from its town. */
export const REACH_KM = 60;
/** From so many times on the names of towns are written. */
const NAMED_FROM = 3.5;

/** What the map shows of each town. */
export type MapContent = {
  readonly values: TownValues;
  /** Whether they are changes since the last run of the model. */
  readonly isChange: boolean;
  readonly label: string;
  readonly show: (value: number | null) => string;
};

/**
 * The map itself: the land of each state nearest to each town in the colour of its value, the states' borders and
 * names, a dot on each town that reaches the reader's threshold, and a ring around the chosen one.
 *
 * @param width in pixels
 * @param box the part of the map that is shown, the whole unless given
 */
export function mapDrawing(
  view: View,
  placed: readonly Town[],
  { values, isChange, label, show }: MapContent,
  width: number,
  box: Box | undefined,
): ReturnType<typeof chart> {
  const { dark, threshold, quantities, summaries, span } = view;
  const valueIn = ({ index }: Town) => values[index] ?? null;
  const position = { x: (town: Town) => town.lon, y: (town: Town) => town.lat };
  const chosen = placed.filter(({ index }) => index === view.town);
  const states = townsByState(placed);
  const isMexico = states !== undefined || areInMexico(placed);
  const times = box === undefined ? 1 : (MEXICO_BOX[2] - MEXICO_BOX[0]) / (box[2] - box[0]);
  const [land, paper, ink] = dark ? ["#1d252d", "#151b21", "#e8edf2"] : ["#e9ecee", "#ffffff", "#1b232b"];
  const asked = quantities.find(({ id }) => id === threshold.quantity);
  const askedValues = asked === undefined ? [] : summaries.values(asked, span);
  const reached =
    asked === undefined
      ? []
      : placed.filter(({ index }) => reaches(asked, askedValues[index] ?? null, threshold.at));
  const cells = (towns: readonly Town[], clip: Plot.MarkOptions["clip"]) =>
    Plot.voronoi(towns, {
      ...position,
      fill: valueIn,
      stroke: valueIn,
      strokeWidth: 0.4,
      clip: clip ?? false,
    });
  const text = { fill: ink, stroke: paper, strokeWidth: 3, strokeOpacity: 0.85, fontWeight: 600 } as const;
  const corners = (of: Box) => ({
    type: "MultiPoint" as const,
    coordinates: [
      [of[0], of[1]],
      [of[0], of[3]],
      [of[2], of[1]],
      [of[2], of[3]],
    ],
  });
  const everywhere = {
    type: "MultiPoint" as const,
    coordinates: placed.map(({ lon, lat }) => [lon ?? 0, lat ?? 0]),
  };
  const domain = box !== undefined ? corners(box) : isMexico ? MEXICO : everywhere;
  return chart(
    {
      width,
      height: Math.round(width * 0.66),
      margin: 0,
      projection: isMexico
        ? { ...MEXICAN, domain, inset: 6 }
        : { type: "mercator", domain, inset: Math.round(width / 12) },
      color: isChange ? changeScale(values, dark) : colourScale(view.quantity.unit, view.values, view.dark),
      marks: [
        ...(isMexico
          ? [Plot.geo(AROUND, { fill: land }), Plot.geo(MEXICO, { fill: unknownColour(dark) })]
          : []),
        ...(states !== undefined
          ? states.map(({ shape, towns }) => cells(towns, shape))
          : [cells(placed, landNear(placed, REACH_KM))]),
        ...(isMexico
          ? [
              Plot.geo(BORDERS, { stroke: paper, strokeOpacity: 0.75, strokeWidth: 0.9 }),
              Plot.geo(MEXICO, { stroke: ink, strokeOpacity: 0.55, strokeWidth: 0.8 }),
            ]
          : [Plot.dot(placed, { ...position, r: 3, fill: valueIn, stroke: ink, strokeOpacity: 0.5 })]),
        Plot.dot(reached, { ...position, r: Math.min(6, 1.6 * times), fill: ink, className: "reached" }),
        ...(times >= NAMED_FROM
          ? [
              Plot.text(placed, {
                ...position,
                ...text,
                text: "name",
                fontSize: 10,
                fontWeight: 400,
                dy: -7,
                className: "labels",
                pointerEvents: "none",
              }),
            ]
          : [
              Plot.text(stateLabels(states ?? []), {
                x: "lon",
                y: "lat",
                text: "text",
                ...text,
                fontSize: width < 560 ? 9 : 11,
                className: "labels",
                pointerEvents: "none",
              }),
            ]),
        Plot.dot(chosen, { ...position, r: 9, stroke: paper, strokeWidth: 5 }),
        Plot.dot(chosen, { ...position, r: 9, stroke: ink, strokeWidth: 2.5, className: "chosen-town" }),
        Plot.tip(
          placed,
          Plot.pointer({
            ...position,
            maxRadius: 24,
            fill: paper,
            stroke: ink,
            strokeOpacity: 0.4,
            fontSize: 12,
            title: (town: Town) => `${town.name}\n${town.stateName}\n${show(valueIn(town))}`,
          }),
        ),
      ],
    },
    label,
  );
}
