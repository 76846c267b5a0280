import { type Column, CVEGEO } from "../frames/schema.ts";

/**
 * The columns of municipality data, in order, under the names that INEGI's catalogue of municipalities gives
 * the first two. A table may have further columns; a merge carries them along.
 */
export const MUNICIPALITY_COLUMNS = [
  { name: "Cve_Ent", type: "integer", meaning: "State key (INEGI)", minimum: 1, maximum: 32 },
  {
    name: "Cve_Mun",
    type: "integer",
    meaning: "Municipality key within its state (INEGI); repeats across states",
    minimum: 1,
    maximum: 999,
  },
  {
    name: "Value",
    type: "integer",
    meaning: "The municipality's value, of whatever its supplier counts; carried through the join as it is",
  },
] as const satisfies readonly Column[];

/** The column that every dataset of a feed of municipalities has, as the last. */
export const CVEGEO_COLUMN: Column = {
  name: CVEGEO,
  type: "string",
  meaning: "Both keys in one (INEGI): two digits of the state and three of the municipality, as text",
};
