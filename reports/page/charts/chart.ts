import * as Plot from "@observablehq/plot";
import { h } from "../h.ts";

/** The width of a chart in its card, in CSS pixels, once the page's grid is laid out. */
export function widthIn(card: HTMLElement): number {
  const { paddingLeft, paddingRight } = getComputedStyle(card);
  return Math.max(240, Math.floor(card.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight)));
}

/**
 * Draws with Observable Plot and says in words what is drawn, for those who do not see it.
 *
 * @param label what the chart shows
 */
export function chart(options: Plot.PlotOptions, label: string): HTMLElement & { plot: Plot.Plot } {
  const plot = Plot.plot({
    ...options,
    style: { background: "transparent", fontFamily: "inherit", fontSize: "12px", color: "inherit" },
    ariaLabel: label,
  });
  const svg = plot instanceof SVGElement ? plot : plot.querySelector("svg:last-of-type");
  svg?.setAttribute("role", "img");
  // One picture with one text: what Plot calls each of its parts may not be said of parts without a role.
  for (const part of svg?.querySelectorAll("[aria-label]") ?? []) part.removeAttribute("aria-label");
  return Object.assign(h("div", { class: "chart" }, plot), { plot: plot as unknown as Plot.Plot });
}
