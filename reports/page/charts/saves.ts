import { h } from "../h.ts";
import { savePng, saveSvg } from "../save.ts";
import type { View } from "../view.ts";
import { fill } from "../words/words.ts";

/**
 * Buttons that give the reader a chart as a file.
 *
 * @param name of the file, without its ending
 * @param svgIn finds the chart at the moment of the click, as it may have been drawn anew
 */
export function saves({ words }: View, name: string, svgIn: () => SVGSVGElement | null): HTMLElement {
  const button = (format: "SVG" | "PNG", save: (svg: SVGSVGElement) => void) => {
    const text = fill(words.saveAs, { format });
    const made = h("button", { type: "button", class: "save", "aria-label": `${text}: ${name}` }, format);
    made.dataset.key = `${name}-${format}`;
    made.addEventListener("click", () => {
      const svg = svgIn();
      if (svg !== null) save(svg);
    });
    return made;
  };
  return h(
    "p",
    { class: "saves" },
    button("SVG", (svg) => saveSvg(`${name}.svg`, svg)),
    button("PNG", (svg) => void savePng(`${name}.png`, svg)),
  );
}

/** A chart with the buttons that save it below it. */
export function withSaves(chart: HTMLElement, name: string, view: View): HTMLElement {
  chart.append(saves(view, name, () => chart.querySelector<SVGSVGElement>("svg")));
  return chart;
}
