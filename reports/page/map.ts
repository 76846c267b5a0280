import * as Plot from "@observablehq/plot";
import { decodeCurve } from "../curve_code.ts";
import { AROUND, MEXICO } from "./_outline.ts";
import { emptyCard, fillCard } from "./card.ts";
import { chart, measureName, widthIn } from "./chart.ts";
import { colourScale } from "./colour.ts";
import { h } from "./h.ts";
import type { Town } from "./model.ts";
import { stateLabels } from "./state_labels.ts";
import type { Section, View } from "./view.ts";
import { fill } from "./words.ts";

/** INEGI's own projection of the country: conformal on a cone, true at 17.5° and 29.5° north. */
const PROJECTION = { type: "conic-conformal", parallels: [17.5, 29.5], rotate: [102, 0] } as const;
/** Below this width there is no room for the names of the smallest states. */
const NARROW = 560;

/** Mexico's towns, the land around each in the colour of its value. */
export function map(): Section {
  const element = emptyCard("map");
  const slider = h("input", { type: "range", min: 0, step: 1, id: "time" });
  const back = h("button", { type: "button", class: "quiet" });
  const place = h("div", { class: "map-place" });
  let view: View | undefined;
  slider.addEventListener("input", () => view?.choose({ time: slider.valueAsNumber }));
  back.addEventListener("click", () => view?.choose({ time: undefined }));
  const controls = h("div", { class: "map-time" }, slider, back);

  const draw = (now: View) => {
    view = now;
    const { data, words, format, towns, time, measure } = now;
    const { forecast, merged } = data;
    const shown = time === undefined || forecast === null ? undefined : forecast.times[time];
    const about =
      shown === undefined
        ? fill(words.mapMeans, { hours: spanOf(merged.first, merged.last, now) })
        : fill(words.mapTime, { hour: format.hour(shown) });
    const placed = towns.filter(({ lat, lon }) => lat !== null && lon !== null);
    const title = fill(words.mapTitle, { measure: measureName(now, measure) });
    if (placed.length === 0) {
      fillCard(element, title, undefined, merged, now, h("p", { class: "empty" }, words.mapNone));
      return;
    }
    slider.max = String((forecast?.times.length ?? 1) - 1);
    if (time === undefined) slider.value = "0";
    slider.setAttribute("aria-label", words.mapSlider);
    slider.setAttribute("aria-valuetext", about);
    back.textContent = words.mapBack;
    back.disabled = time === undefined;
    const without = towns.length - placed.length;
    const note = without > 0 ? ` ${fill(words.mapWithout, { count: format.count(without) })}` : "";
    const times = shown === undefined || forecast === null ? merged : forecast;
    // The slider keeps the focus while the map below it changes: only what is new is put in.
    const wasFocused = document.activeElement === slider;
    fillCard(
      element,
      title,
      `${about}. ${words.mapText}${note}`,
      times,
      now,
      place,
      forecast !== null && controls,
    );
    if (wasFocused) slider.focus();
    place.replaceChildren(drawing(now, placed, widthIn(element)));
  };
  return { element, draw, on: ["measure", "town", "time"] };
}

function spanOf(first: string | null, last: string | null, { format, words }: View): string {
  if (first === null || last === null) return words.unknown;
  return first === last ? format.hour(first) : `${format.hour(first)} – ${format.hour(last)}`;
}

function drawing(view: View, placed: readonly Town[], width: number): HTMLElement {
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

/** Each town's value of the measure, of the merged table or at the time that was chosen. */
function valuesAt({ data, measure, time, towns }: View): (number | null)[] {
  if (time === undefined || data.forecast === null) return towns.map(({ values }) => values[measure] ?? null);
  return curvesOf(data, measure).map((curve) => curve[time] ?? null);
}

/** Curves of the measure that was last asked for, decoded once: a slider asks for them at each step. */
let decoded: { data: View["data"]; measure: number; curves: (number | null)[][] } | undefined;

function curvesOf(data: View["data"], measure: number): (number | null)[][] {
  if (decoded?.data !== data || decoded.measure !== measure) {
    const coded = data.forecast?.curves[measure] ?? [];
    decoded = { data, measure, curves: coded.map((curve) => (curve === null ? [] : decodeCurve(curve))) };
  }
  return decoded.curves;
}

/** The extremes over all times: the colours of one time are those of the next. */
function everyValue({ data, measure }: View): (number | null)[] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const curve of curvesOf(data, measure)) {
    for (const value of curve) {
      if (value !== null && value < low) low = value;
      if (value !== null && value > high) high = value;
    }
  }
  return low > high ? [] : [low, high];
}
