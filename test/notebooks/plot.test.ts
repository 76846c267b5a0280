import * as Plot from "@observablehq/plot";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { plot } from "../../notebooks/plot.ts";

const svgOf = (...args: Parameters<typeof plot>) => plot(...args).forms["image/svg+xml"] ?? "";
const points = [
  { hour: new Date("2026-01-05T07:00:00Z"), temp: 12 },
  { hour: new Date("2026-01-05T08:00:00Z"), temp: 14 },
];

test("plot() gives one SVG with its title, labels and line in it, and a terminal the words", () => {
  const marks = [Plot.lineY(points, { x: "hour", y: "temp" })];
  const drawn = plot({ title: "Días", subtitle: "of a town", y: { label: "Temperature (°C)" }, marks });
  const svg = drawn.forms["image/svg+xml"] ?? "";
  assert.match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"[^>]*aria-label="Días"/);
  assert.match(svg, />Días<\/text>.*>of a town<\/text>.*Temperature \(°C\).*<path d="M[\d.]+,[\d.]+L/s);
  assert.is(String(drawn), "Días\nof a town");
});

test("plot() puts a legend above the chart, both in the one SVG", () => {
  const color = { type: "threshold", domain: [13], label: "Temperature (°C)", legend: true } as const;
  const svg = svgOf({ title: "T", color, marks: [Plot.dot(points, { x: "hour", y: "temp", fill: "temp" })] });
  assert.is(svg.match(/<svg/g)?.length, 3);
  assert.match(svg, / y="34"[^>]*-ramp"/);
  assert.not.match(svg, /<figure|<div/);
});

test("plot() keeps hostile text text, in the title and in the marks", () => {
  const evil = "<script>alert(1)</script>";
  const marks = [Plot.text([{ name: evil }], { text: "name", frameAnchor: "middle" })];
  const svg = svgOf({ title: evil, subtitle: evil, caption: evil, marks });
  assert.not.match(svg, /<script/);
  assert.is(svg.match(/&lt;script/g)?.length, 5);
});

test("plot() draws the axes where there are no rows, and leaves a gap for a null", () => {
  const y = { domain: [0, 20], label: "Temperature (°C)" } as const;
  assert.match(
    svgOf({ title: "Empty", y, marks: [Plot.lineY([], { x: "hour", y: "temp" })] }),
    /Temperature/,
  );
  const [first, second] = points;
  const gap = [first, { hour: new Date("2026-01-05T07:30:00Z"), temp: null }, second];
  const svg = svgOf({ title: "Gap", y, marks: [Plot.lineY(gap, { x: "hour", y: "temp" })] });
  assert.not.match(svg, /NaN/);
  assert.match(svg, /<path d="M[^L]+ZM[^L]+Z"/);
});

test.run();
