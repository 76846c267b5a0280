import * as Plot from "@observablehq/plot";
import type { Town } from "../model/model.ts";
import type { View } from "../view.ts";
import { fill } from "../words/words.ts";
import { AROUND, MEXICO } from "./_outline.ts";
import { chart, measureName } from "./chart.ts";
import { colourScale } from "./colour.ts";
import { stateLabels } from "./state_labels.ts";
import { everyValue, valuesAt } from "./town_values.ts";

/** INEGI's own projection of the country: conformal on a cone, true at 17.5° and 29.5° north. */
const PROJECTION = { type: "conic-conformal", parallels: [17.5, 29.5], rotate: [102, 0] } as const;
/** Below this width there is no room for the names of the smallest states. */
const NARROW = 560;

/**
 * The map itself: the land nearest to each town in the colour of its value, the states' names, and a ring around the
 * chosen town. A click chooses the town under the pointer.
 *
 * @param width in pixels
 */
export function mapDrawing(view: View, placed: readonly Town[], width: number): HTMLElement {
  const { data, measure, time, towns, words, format, dark, choose } = view;
  const unit = data.measures[measure]?.unit ?? "";
  const values = valuesAt(view);
  const valueIn = ({ index }: Town) => values[index] ?? null;
  const position = { x: (town: Town) => town.lon, y: (town: Town) => town.lat };
  const chosen = placed.filter(({ index }) => index === view.town);
  const labels = stateLabels(placed, width < NARROW);
  const [land, paper, ink] = dark ? ["#232c35", "#151b21", "#e8edf2"] : ["#eef0f1", "#ffffff", "#1b232b"];
  const drawn = chart(
    {
      width,
      height: Math.round(width * 0.66),
      margin: 0,
      projection: { ...PROJECTION, domain: MEXICO, inset: 6 },
      color: {
        ...colourScale(view, time === undefined ? values : everyValue(view)),
        label: `${measureName(view, measure)} (${unit})`,
        legend: true,
        tickFormat: (value: number) => String(value),
        ticks: 5,
      },
      marks: [
        Plot.geo(AROUND, { fill: land }),
        Plot.voronoi(placed, { ...position, fill: valueIn, stroke: valueIn, strokeWidth: 0.4, clip: MEXICO }),
        Plot.geo(MEXICO, { stroke: ink, strokeOpacity: 0.55, strokeWidth: 0.8 }),
        Plot.text(labels, {
          x: "lon",
          y: "lat",
          text: "text",
          fill: ink,
          stroke: paper,
          strokeWidth: 3,
          strokeOpacity: 0.8,
          fontSize: width < NARROW ? 9 : 11,
          fontWeight: 600,
          pointerEvents: "none",
        }),
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
            title: (town: Town) =>
              `${town.name}\n${town.stateName}\n${valueIn(town) === null ? words.noValue : format.value(valueIn(town), unit)}`,
          }),
        ),
      ],
    },
    `${fill(words.mapTitle, { measure: measureName(view, measure) })}. ${words.mapText}`,
  );
  drawn.addEventListener("click", () => {
    const town = drawn.plot.value as Town | null | undefined;
    if (town) choose({ town: towns[town.index]?.index });
  });
  return drawn;
}
