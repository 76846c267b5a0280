import type { DataFrame } from "danfojs-node";
import type pl from "nodejs-polars";
import { Failure } from "../../errors/mod.ts";
import { danfoColumn } from "./_danfo_column.ts";

type Danfo = typeof import("danfojs-node");

/**
 * Gives a frame to danfo, which takes about a second to load and is loaded here, when it is first asked for.
 *
 * A missing number becomes NaN, not null: danfo's arithmetic, comparisons and grouped means take null for 0 in
 * silence, whereas NaN shows. What a column says of itself (`df.column("temp").mean()`, `.std()`, `.count()`)
 * leaves missing values out. Still to be left alone while values are missing: `df.describe()` fails, a grouped
 * count counts them, `sortValues()` sorts nothing. Drop them first: `df.column("temp").dropNa()`.
 *
 * A time becomes text in ISO 8601, of which `df.column("hloc").dt` takes the hours as they are written; a Date
 * would be shifted to the zone of this machine. Whole numbers keep the type "int32", others "float32": names
 * alone, danfo holds both in 64 bits.
 *
 * @param frame rows × columns of numbers, texts, booleans and times; a frame without rows keeps its types
 * @throws {Failure} `contract` for a whole number above 2^53, and for a column named like one of danfo's own
 * properties, such as "index", which would break the frame; `config` where danfo is not installed
 *
 * @example
 * ```ts
 * const df = await toDanfo(merged);
 * df.column("temp_mean").mean(); // 17.2
 * ```
 */
export async function toDanfo(frame: pl.DataFrame): Promise<DataFrame> {
  const { DataFrame } = await loadDanfo();
  const taken = frame.columns.find((name) => name in DataFrame.prototype || OWN.has(name));
  if (taken !== undefined) {
    const message = `danfo cannot have a column named "${taken}": it has a property of that name. Rename it first.`;
    throw new Failure("contract", message);
  }
  const columns = frame.columns.map((name) => danfoColumn(frame, name));
  const rows = Array.from({ length: frame.height }, (_, row) => columns.map(({ values }) => values[row]));
  return new DataFrame(rows, {
    columns: columns.map(({ name }) => name),
    dtypes: columns.map(({ dtype }) => dtype),
  });
}

/** What danfo sets on each frame besides its methods. */
const OWN = new Set([
  "$data",
  "$dataIncolumnFormat",
  "$index",
  "$columns",
  "$dtypes",
  "$isSeries",
  "$config",
]);

/** Where the program is compiled, a package in CommonJS is the default of its import. */
async function loadDanfo(): Promise<Danfo> {
  try {
    const loaded: Danfo & { readonly default?: Danfo } = await import("danfojs-node");
    return loaded.default ?? loaded;
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    // Missing is danfo itself, not a part of it: who installs municlima need not have it.
    if (!/MODULE_NOT_FOUND$/.test(code ?? "") || !message.includes("danfojs-node")) throw cause;
    const advice = 'Run "npm install danfojs-node@1.2.0" where municlima is installed.';
    throw new Failure("config", `danfo is not there: it is installed only where it is wanted. ${advice}`, {
      cause,
    });
  }
}
