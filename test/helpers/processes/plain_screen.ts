import type { Screen } from "../../../terminal/screen.ts";

const same = (text: string) => text;

/** A screen without colours, for texts that are compared letter by letter. */
export function plainScreen(width = 100): Screen {
  const style = { bold: same, dim: same, good: same, warn: same, bad: same };
  return { style, width, program: "municlima" };
}

/** A screen on which each painted text stands between the name of its paint and brackets: `warn(…)`. */
export function markedScreen(width = 1000): Screen {
  const mark = (name: string) => (text: string) => `${name}(${text})`;
  const style = {
    bold: mark("bold"),
    dim: same,
    good: mark("good"),
    warn: mark("warn"),
    bad: mark("bad"),
  };
  return { style, width, program: "municlima" };
}
