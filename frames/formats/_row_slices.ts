import type pl from "nodejs-polars";

/** So many rows make a piece of text, which is then far from as long as a text of JavaScript can be. */
const ROWS = 10_000;

/** A frame piece by piece, its rows in their order; one that has none is one piece. */
export function* rowSlices(frame: pl.DataFrame): Generator<pl.DataFrame> {
  for (let row = 0; row === 0 || row < frame.height; row += ROWS) yield frame.slice(row, ROWS);
}
