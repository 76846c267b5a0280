import type { ScaleOptions } from "@observablehq/plot";
import * as Plot from "@observablehq/plot";
import { h } from "../h.ts";

/** So many steps a legend has of colours that run into each other. */
const STEPS = 12;

/**
 * A legend: each class of colours with the values where it begins, and a mark at one value.
 *
 * @param values that are on the map: of fixed classes those are shown that have some, and their neighbours
 */
export function legend(
  options: ScaleOptions,
  title: string,
  values: readonly (number | null)[],
  marked: number | null,
  show: (value: number) => string,
): HTMLElement {
  const classes = classesOf(options, values);
  const isIn = ({ from, to }: (typeof classes)[number]) =>
    marked !== null && (marked >= from || from === -Infinity) && (marked < to || to === Infinity);
  const steps = classes.map((each, i) =>
    h(
      "li",
      { style: `--colour: ${each.colour}`, class: isIn(each) ? "marked" : undefined },
      h("span", {}, i === 0 ? "" : each.label ? show(each.from) : ""),
    ),
  );
  return h("div", { class: "legend" }, h("p", {}, title), h("ol", {}, ...steps));
}

type ColourClass = {
  readonly from: number;
  readonly to: number;
  readonly colour: string;
  readonly label: boolean;
};

function classesOf(options: ScaleOptions, values: readonly (number | null)[]): ColourClass[] {
  const known = values.filter((value) => value !== null);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  if (options.type === "threshold") {
    const bounds = options.domain as number[];
    const range = options.range as string[];
    const classes = range.map((colour, i) => {
      return { from: bounds[i - 1] ?? -Infinity, to: bounds[i] ?? Infinity, colour, label: true };
    });
    const used = classes.filter(({ from, to }) => known.length === 0 || (high >= from && low < to));
    return used.length === 0 ? classes : used;
  }
  const [from = 0, to = 1] = options.domain as number[];
  const scale = Plot.scale({ color: options });
  return Array.from({ length: STEPS }, (_, i) => {
    const at = (step: number) => from + ((to - from) * step) / STEPS;
    return {
      from: i === 0 ? -Infinity : at(i),
      to: i === STEPS - 1 ? Infinity : at(i + 1),
      colour: String(scale?.apply(at(i + 0.5))),
      label: i % 3 === 0,
    };
  });
}
