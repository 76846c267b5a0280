import { html } from "./html.ts";

/** A bar of the chart: what it is of, how high it is, and how many values are behind it. */
export type RevisionBar = { readonly group: string; readonly value: number; readonly count: number };

/** What the chart says about itself. */
export type RevisionTitles = {
  readonly title: string;
  readonly subtitle: string;
  /** What the height of a bar is, with its unit. */
  readonly value: string;
  /** What a bar is of. */
  readonly group: string;
};

const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [720, 360, 56, 16, 64, 48];
/** So many bars have room for a name below each; of more some are named. */
const NAMED = 24;
const LINES = 4;

/**
 * Draws how forecasts differ, a bar for each group, as an SVG that needs nothing else.
 *
 * @example
 * ```ts
 * revisionSvg([{ group: "1", value: 0.8, count: 59112 }], titles); // "<svg xmlns=…"
 * ```
 */
export function revisionSvg(bars: readonly RevisionBar[], titles: RevisionTitles): string {
  const most = niceTop(Math.max(0, ...bars.map(({ value }) => value)));
  const [inner, high] = [WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM];
  const step = inner / Math.max(1, bars.length);
  const y = (value: number) => round(TOP + high * (1 - value / most));
  const ticks = Array.from({ length: LINES + 1 }, (_, i) => (most * i) / LINES);
  const every = Math.ceil(bars.length / NAMED);
  const middle = (i: number) => round(LEFT + step * (i + 0.5));
  const lines = ticks.map(
    (tick) =>
      html`<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(tick)}" y2="${y(tick)}" stroke="#ddd"/><text x="${LEFT - 6}" y="${y(tick) + 4}" text-anchor="end">${round(tick)}</text>`,
  );
  const drawn = bars.map(
    ({ group, value, count }, i) =>
      html`<rect x="${round(LEFT + step * (i + 0.1))}" y="${y(value)}" width="${round(step * 0.8)}" height="${round(TOP + high - y(value))}" fill="#3a6ea5"><title>${group}: ${round(value)}, from ${count} forecasts</title></rect>`,
  );
  const named = bars.flatMap(({ group }, i) =>
    i % every === 0
      ? [html`<text x="${middle(i)}" y="${TOP + high + 16}" text-anchor="middle">${group}</text>`]
      : [],
  );
  const all = (parts: readonly { readonly html: string }[]) => ({
    html: parts.map((part) => part.html).join(""),
  });
  const { title, subtitle, value, group } = titles;
  return `${
    html`<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="${title}" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" font-family="system-ui, sans-serif" font-size="11"><rect width="100%" height="100%" fill="white"/><text x="16" y="22" font-size="16" font-weight="600">${title}</text><text x="16" y="40" fill="#555">${subtitle}</text><text x="16" y="56">${value}</text>${all(lines)}${all(drawn)}${all(named)}<text x="${LEFT + inner / 2}" y="${HEIGHT - 10}" text-anchor="middle">${group}</text></svg>`
      .html
  }\n`;
}

/** The round number above the largest value: 1, 2 or 5 times a power of ten. */
function niceTop(most: number): number {
  if (most <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(most));
  return ([1, 2, 5, 10].find((times) => times * power >= most) ?? 10) * power;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
