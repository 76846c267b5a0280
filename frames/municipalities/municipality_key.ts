/** The two columns that together name a municipality, as the national statistics institute (INEGI) keys them. */
export const MUNICIPALITY_KEY = ["Cve_Ent", "Cve_Mun"] as const;

/** Names of INEGI's key of both in one, two digits of the state and three of the municipality. */
const BOTH_IN_ONE = ["cvegeo", "cvemungeo", "cve", "clave"];
/** Spreadsheets take the zero away from the first nine states. */
const FIVE_DIGITS = /^\d{4,5}$/;

/** Where a table has its keys: in two columns, or in one that holds both. */
export type KeyColumns =
  | { readonly state: number; readonly municipality: number }
  | { readonly both: number };

/** Finds the key columns by their names, whatever their case and the blanks and underscores in them. */
export function keyColumns(header: readonly string[]): KeyColumns | undefined {
  const plain = header.map((name) => name.toLowerCase().replace(/[\s_]/g, ""));
  const [state, municipality] = MUNICIPALITY_KEY.map((name) =>
    plain.indexOf(name.toLowerCase().replace("_", "")),
  );
  if (state !== undefined && municipality !== undefined && state >= 0 && municipality >= 0)
    return { state, municipality };
  const both = plain.findIndex((name) => BOTH_IN_ONE.includes(name));
  return both < 0 ? undefined : { both };
}

/** The state and the municipality of a key that holds both; undefined where it is none. */
export function splitKey(key: string): readonly [state: string, municipality: string] | undefined {
  if (!FIVE_DIGITS.test(key)) return undefined;
  const digits = key.padStart(5, "0");
  return [digits.slice(0, 2), digits.slice(2)];
}
