import { h } from "../h.ts";
import { daysOf } from "../model/periods.ts";
import type { Quantity } from "../model/quantities.ts";
import type { View } from "../view.ts";
import { fill } from "../words/words.ts";

/**
 * The days of a town's forecast as a table: highest and lowest temperature, rain and its wettest hour, and what the
 * last run of the model changed.
 *
 * @param everything all quantities of the page, as those of a period may lack the lowest
 */
export function townDays(view: View, everything: readonly Quantity[], town: number): HTMLElement | undefined {
  const { words, format, times, summaries, data, now } = view;
  const find = (how: Quantity["how"], unit: string) =>
    everything.find((each) => each.how === how && each.unit === unit);
  const [high, low, rain] = [find("high", "°C"), find("low", "°C"), find("sum", "mm")];
  if (times.moments.length === 0 || (high === undefined && rain === undefined)) return undefined;
  const isHourly = times.step < 20 * 3_600_000;
  const hasChange = data.revision !== null;
  const days = daysOf(times);
  const today = Math.floor(now / 86_400_000) * 86_400_000;
  const head = [
    words.day,
    ...(high === undefined ? [] : [words.dayHigh, words.dayLow]),
    ...(rain === undefined ? [] : [words.dayRain]),
    ...(rain === undefined || !isHourly ? [] : [words.dayWettest]),
    ...(hasChange ? [words.dayChange] : []),
  ];
  const rows = days.map((day) => {
    const value = (quantity: Quantity) => format.value(summaries.townValue(quantity, day, town), "").trim();
    const peak = rain === undefined ? undefined : summaries.peak(rain, day, town);
    const changes = [high, rain].flatMap((quantity) =>
      quantity === undefined ? [] : [format.change(summaries.townChange(quantity, day, town), quantity.unit)],
    );
    const name = day.start === today ? words.today : format.shortDay(day.start);
    const part = day.isWhole
      ? undefined
      : h(
          "small",
          {},
          fill(words.dayPart, {
            from: format.clock(times.moments[day.from] ?? 0),
            to: format.clock(times.moments[day.to - 1] ?? 0),
          }),
        );
    const isBefore = day.start < today;
    return h(
      "tr",
      { class: isBefore ? "past" : undefined },
      h("th", { scope: "row" }, name, part),
      ...(high === undefined ? [] : [number(value(high)), number(low === undefined ? "–" : value(low))]),
      ...(rain === undefined ? [] : [number(value(rain))]),
      ...(rain === undefined || !isHourly
        ? []
        : [number(peak === undefined ? "–" : format.clock(times.moments[peak] ?? 0))]),
      ...(hasChange
        ? [h("td", { class: "number changes" }, ...changes.map((text) => h("span", {}, text)))]
        : []),
    );
  });
  const caption = h("caption", { class: "hidden" }, words.daysCaption);
  const titles = head.map((text, i) =>
    h("th", { scope: "col", class: i === 0 ? undefined : "number" }, text),
  );
  return h(
    "table",
    { class: "days" },
    caption,
    h("thead", {}, h("tr", {}, ...titles)),
    h("tbody", {}, ...rows),
  );
}

function number(text: string): HTMLElement {
  return h("td", { class: "number" }, text);
}
