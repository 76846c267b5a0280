import { sample } from "../../configs/feeds/sample.ts";

/** The columns of a feed, of means and of merged tables that are floats. */
export const MEASURES: readonly string[] = [
  ...sample.columns.filter(({ type }) => type === "number").map(({ name }) => name),
  ...sample.means.map(({ name }) => name),
];
