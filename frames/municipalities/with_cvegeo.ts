import pl from "../polars.ts";
import { CVEGEO } from "../schema.ts";

/** The states and the municipalities of a state that five digits have room for. */
const [STATES, MUNICIPALITIES] = [100, 1000];

/**
 * Adds the column `cvegeo`, the last one: INEGI's key of a municipality, two digits of the state and three of the
 * municipality, as text. A column of that name gives way. Null where the keys have no room in it.
 *
 * @param key the columns of the state and of the municipality; of a feed without such undefined, and nothing is added
 *
 * @example
 * ```ts
 * withCvegeo(pl.DataFrame({ ides: [1], idmun: [54] }), ["ides", "idmun"]).getColumn("cvegeo").get(0); // "01054"
 * ```
 */
export function withCvegeo(
  frame: pl.DataFrame,
  key: readonly [state: string, municipality: string] | undefined,
): pl.DataFrame {
  if (key === undefined) return frame;
  const [states, municipalities] = key.map((name) => frame.getColumn(name).toArray()) as [
    unknown[],
    unknown[],
  ];
  const codes = states.map((state, i) =>
    code(Number(state ?? Number.NaN), Number(municipalities[i] ?? Number.NaN)),
  );
  const others = frame.columns.filter((name) => name !== CVEGEO);
  return frame.select(...others).withColumns(pl.Series(CVEGEO, codes, pl.Utf8));
}

function code(state: number, municipality: number): string | null {
  const fits = state >= 0 && state < STATES && municipality >= 0 && municipality < MUNICIPALITIES;
  return fits ? String(state * MUNICIPALITIES + municipality).padStart(5, "0") : null;
}
