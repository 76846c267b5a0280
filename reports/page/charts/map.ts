import { emptyCard, fillCard } from "../card.ts";
import { h } from "../h.ts";
import type { Section, View } from "../view.ts";
import { fill } from "../words/words.ts";
import { measureName, widthIn } from "./chart.ts";
import { mapDrawing } from "./map_drawing.ts";

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
    place.replaceChildren(mapDrawing(now, placed, widthIn(element)));
  };
  return { element, draw, on: ["measure", "town", "time"] };
}

function spanOf(first: string | null, last: string | null, { format, words }: View): string {
  if (first === null || last === null) return words.unknown;
  return first === last ? format.hour(first) : `${format.hour(first)} – ${format.hour(last)}`;
}
