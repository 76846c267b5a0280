import { csvSchema } from "../../frames/formats/read_csv.ts";
import pl from "../../frames/polars.ts";
import { type LocalFiles, localFiles } from "../../io/files.ts";
import type { RecordSchema } from "../plan.ts";
import { snapshotColumns } from "../snapshot_columns.ts";

/**
 * Scans the CSV of one snapshot lazily, each column with its type in the schema. A value of another type makes the
 * frame's collection fail.
 *
 * @returns towns × (columns of the schema, `cvegeo` where the file has it)
 * @throws {Failure} `contract` when the header is not the schema's, `io` when the file cannot be read
 *
 * @example
 * ```ts
 * const snapshot = await scanCsv("data/data_municipio_x_hora/20261124_140000.csv", mergePlan(smnHourly));
 * ```
 */
export async function scanCsv(
  path: string,
  schema: RecordSchema,
  files: Pick<LocalFiles, "readStart"> = localFiles,
): Promise<pl.LazyDataFrame> {
  const columns = await snapshotColumns(path, schema, files);
  const types = csvSchema(columns, path);
  // Errors would give nulls, and a cache would hold each file's rows until the end.
  const scan = pl.scanCSV(literal(path), { schema: types, ignoreErrors: false, cache: false });
  const others = columns.flatMap(({ name }, i) => {
    const key = Object.keys(types)[i] ?? name;
    return key === name ? [] : [[key, name]];
  });
  return others.length === 0 ? scan : scan.rename(Object.fromEntries(others));
}

/** Scans one below the other. Where only some have `cvegeo` it is null in the others. */
export function stacked(scans: readonly pl.LazyDataFrame[]): pl.LazyDataFrame {
  const isMixed = new Set(scans.map(({ columns }) => columns.length)).size > 1;
  return isMixed ? pl.concat([...scans], { how: "diagonal" }) : pl.concat([...scans]);
}

/** Polars takes a path for a pattern: a folder called "[x]" would hold no file. */
function literal(path: string): string {
  return path.replace(/[[*?]/g, "[$&]");
}
