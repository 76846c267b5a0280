import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";
import { escaped } from "./_escaped.ts";
import { type Displayed, displayed } from "./displayed.ts";

const FONT = 'font-family="system-ui, sans-serif"';
const WIDTH = 720;
const MARGIN = 16;

/**
 * Draws a chart with Observable Plot, as one SVG with its title in it, without a browser. Plot's options count as
 * they are (https://observablehq.com/plot); axes should have labels with their units. A legend of categories, which
 * would be HTML, is left out: label the marks instead. Its ground is white: JupyterLab shows an SVG as an image, which
 * knows nothing of a dark theme, and ink without ground would be black on black there.
 *
 * @param options those of Plot, and `title` in words, `subtitle` and `caption` below and under the chart
 * @returns what a notebook displays as the value of a cell; `String()` gives the title, for a terminal
 *
 * @example
 * ```ts
 * const marks = [Plot.lineY(hours, { x: "hloc", y: "temp" })];
 * plot({ title: "Temperature by the hour", y: { label: "Temperature (°C)" }, marks });
 * ```
 */
export function plot(
  options: Plot.PlotOptions & {
    readonly title: string;
    readonly subtitle?: string;
    readonly caption?: string;
  },
): Displayed {
  const { title, subtitle, caption, ...rest } = options;
  const { document } = parseHTML("<!doctype html><html><body></body></html>");
  const figure = Plot.plot({ width: WIDTH, ...rest, document });
  // With a legend Plot gives a figure of several drawings, else the drawing itself.
  const drawings = figure.tagName.toLowerCase() === "svg" ? [figure] : [...figure.children].filter(isDrawing);

  const width = Number(rest.width ?? WIDTH);
  const head = subtitle === undefined ? 34 : 54;
  const places: string[] = [];
  let height = head;
  for (const drawing of drawings) {
    drawing.setAttribute("y", String(height));
    if (/-ramp\b/.test(drawing.getAttribute("class") ?? "")) drawing.setAttribute("x", String(MARGIN));
    drawing.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    places.push(shortened(drawing.outerHTML));
    height += Number(drawing.getAttribute("height") ?? 0);
  }
  const words = [text(title, 22, 'font-size="16" font-weight="600"')];
  if (subtitle !== undefined) words.push(text(subtitle, 42, 'font-size="12" fill="#555"'));
  if (caption !== undefined) words.push(text(caption, height + 14, 'font-size="11" fill="#777"'));
  if (caption !== undefined) height += 24;
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" role="img" ` +
    `aria-label="${escaped(title)}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" ${FONT}>` +
    `<rect width="100%" height="100%" fill="white"/>${words.join("")}${places.join("")}</svg>`;
  const lines = [title, subtitle, caption].filter((line) => line !== undefined);
  return displayed({ "image/svg+xml": svg, "text/plain": lines.join("\n") });
}

function text(words: string, y: number, style: string): string {
  return `<text x="${MARGIN}" y="${y}" ${style}>${escaped(words)}</text>`;
}

/** To a tenth of a pixel: a map of every town would otherwise be as large again. */
function shortened(svg: string): string {
  return svg.replace(/ d="[^"]*"/g, (path) => path.replace(/(\.\d)\d+/g, "$1"));
}

function isDrawing({ tagName }: { readonly tagName: string }): boolean {
  return tagName.toLowerCase() === "svg";
}
