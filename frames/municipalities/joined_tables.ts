import { Failure } from "../../errors/mod.ts";
import pl from "../polars.ts";
import { municipalityFrame } from "./municipality_frame.ts";
import { MUNICIPALITY_KEY } from "./municipality_key.ts";

/** A municipality table as it was found. */
export type NamedTable = {
  /** What a column of it is told apart by, where another table has one of its name. */
  readonly name: string;
  readonly path: string;
  readonly csv: Uint8Array;
};

/**
 * Reads municipality tables, each as {@linkcode municipalityFrame} does, and joins them one to one by their key. A
 * municipality is in the result when it is in one of them. A column that an earlier table has already gets the name of
 * its own table behind it: "Pob" of "census.csv" becomes "Pob_census".
 *
 * @param note is told what was decided about the tables, a sentence each time
 * @returns municipalities × columns; of one table as that one has them, of several the two keys first
 * @throws {Failure} `contract` when one of them cannot be used, or two columns would get the same name
 *
 * @example
 * ```ts
 * joinedTables((await newestMunicipalities(data)).tables); // 2,471 × 3
 * ```
 */
export function joinedTables(
  tables: readonly [NamedTable, ...NamedTable[]],
  note: (sentence: string) => void = () => undefined,
): pl.DataFrame {
  const read = tables.map(({ csv, path }) => municipalityFrame(csv, path, note));
  const [only, ...others] = read;
  if (only !== undefined && others.length === 0) return only;

  const key = [...MUNICIPALITY_KEY];
  const keys = pl.concat(read.map((frame) => frame.select(...key))).unique({
    subset: key,
    keep: "first",
    maintainOrder: true,
  });
  const taken = new Set<string>(key);
  return read.reduce((joined, frame, i) => {
    const { name, path } = tables[i] as NamedTable;
    const lacking = keys.height - frame.height;
    if (lacking > 0) {
      const share = `${lacking.toLocaleString("en-US")} of ${keys.height.toLocaleString("en-US")}`;
      note(`The municipality table "${path}" lacks ${share} municipalities: its columns are empty there.`);
    }
    const renamed = frame.columns.map((column) => {
      if (MUNICIPALITY_KEY.some((part) => part === column)) return column;
      const unique = taken.has(column) ? `${column}_${name}` : column;
      if (taken.has(unique)) throw twice(column, unique, path);
      if (unique !== column)
        note(`The column "${column}" of "${path}" is "${unique}", as an earlier table has one of its name.`);
      taken.add(unique);
      return unique;
    });
    frame.columns = renamed;
    return joined.join(frame, { on: key, how: "left", validate: "1:1" });
  }, keys);
}

function twice(column: string, unique: string, path: string): Failure {
  const message = `Cannot use the municipality table "${path}": its column "${column}" would be "${unique}", which there is already. Rename one of them.`;
  return new Failure("contract", message);
}
