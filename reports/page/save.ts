import { h } from "./h.ts";

/** Gives the reader a file with this text. The mark in front tells a spreadsheet that it is UTF-8. */
export function saveText(name: string, text: string): void {
  save(name, new Blob(["\ufeff", text], { type: "text/csv;charset=utf-8" }));
}

/** Gives the reader a file. */
export function save(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  h("a", { href: url, download: name }).click();
  URL.revokeObjectURL(url);
}

/** Gives the reader a chart as it stands on the page. */
export function saveSvg(name: string, svg: SVGSVGElement): void {
  save(name, new Blob([svgText(svg)], { type: "image/svg+xml" }));
}

/** The same as a picture of twice as many pixels, on the paper's colour. */
export async function savePng(name: string, svg: SVGSVGElement): Promise<void> {
  const [width, height] = [svg.clientWidth * 2, svg.clientHeight * 2];
  const image = new Image(width, height);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText(svg))}`;
  await image.decode();
  const canvas = h("canvas", { width, height });
  const paint = canvas.getContext("2d");
  if (paint === null) return;
  paint.fillStyle = getComputedStyle(document.documentElement).getPropertyValue("--card");
  paint.fillRect(0, 0, width, height);
  paint.drawImage(image, 0, 0, width, height);
  canvas.toBlob((content) => content !== null && save(name, content));
}

/** The picture alone has none of the page's styles: the letters and their colour go with it. */
function svgText(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const { color } = getComputedStyle(svg);
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("style", `background: transparent; color: ${color}; font: 12px sans-serif`);
  return new XMLSerializer().serializeToString(copy);
}
