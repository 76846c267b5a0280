import { daysOf } from "../model/periods.ts";
import type { Quantity } from "../model/quantities.ts";
import type { View } from "../view.ts";
import { fill } from "./words.ts";

const DAY = 86_400_000;
/** Measures that have a name in the page's words; others are called as their column is. */
const NAMED = ["temp_mean", "prec_mean", "raf", "probprec", "hr", "tmax", "tmin"] as const;

/** The name of a measure in the page's language; one of a feed of one's own has its own name alone. */
export function measureName({ words }: Pick<View, "words">, name: string): string {
  const known = NAMED.find((each) => each === name);
  return known === undefined ? name : words[known];
}

/** What a quantity is called where its period has several times: "High temperature", "Rain". */
export function quantityName(view: View, quantity: Quantity): string {
  const { words, quantities } = view;
  const name = measureName(view, quantity.name);
  const isAlone = quantities.filter((each) => each.name === quantity.name).length < 2;
  if (quantity.how === "sum" || isAlone) return name;
  if (quantity.name === "temp_mean") return quantity.how === "high" ? words.tempHigh : words.tempLow;
  return `${name} (${quantity.how === "high" ? words.high : words.low})`;
}

/** The period that is shown, as a heading has it: "Today, Tue, Nov 24". */
export function periodName({ words, format, period, times, span, data, time }: View): string {
  const { moments, step } = times;
  const at = (index: number) => moments[index] ?? 0;
  if (span === undefined) {
    const { first, last } = data.merged;
    const hours =
      first === null || last === null
        ? words.unknown
        : first === last
          ? format.hour(first)
          : `${format.hour(first)} – ${format.hour(last)}`;
    return fill(words.periodMean, { hours });
  }
  const end = at(span.to - 1) + step;
  switch (period) {
    case "now":
      return fill(words.periodNow, { hour: format.clock(at(span.from)) });
    case "today":
    case "tomorrow": {
      const day = `${words[period]}, ${format.day(at(span.from))}`;
      const whole = daysOf(times).find(({ from }) => from === span.from)?.isWhole ?? true;
      return whole ? day : `${day}, ${format.clock(at(span.from))} – ${clockEnd(end, format)}`;
    }
    case "next24":
      return fill(words.periodNext24, { end: `${format.shortDay(end)}, ${format.clock(end)}` });
    case "time":
      return format.hour(new Date(at(time)).toISOString().slice(0, 19));
    default:
      return fill(words.periodAll, {
        count: format.count(Math.round((moments.length * step) / DAY)),
        from: format.day(at(0)),
        to: format.day(at(moments.length - 1)),
      });
  }
}

/** Midnight is the end of its day, not the beginning of the next. */
function clockEnd(end: number, format: View["format"]): string {
  return end % DAY === 0 ? "24:00" : format.clock(end);
}
