import { join } from "node:path";
import pl from "nodejs-polars";
import { Failure } from "../errors/mod.ts";
import { type ColumnType, polarsType } from "../frames/mod.ts";
import { listVersions, readManifest } from "../io/store/mod.ts";

/** The newest version of a published table, each column with the type that its manifest tells. */
export async function newestTable(dataDir: string, dataset: string): Promise<pl.DataFrame> {
  const folder = join(dataDir, dataset);
  const [version] = await listVersions(folder);
  if (version === undefined)
    throw new Failure("no-input", `Found no table in "${folder}". Run "merge" first.`);
  const path = join(folder, `${version}.csv`);
  const manifest = await readManifest(dataDir, dataset, version);
  const schema = Object.fromEntries(
    manifest.columns.map(({ name, type }) => [
      name,
      type === "boolean" ? pl.Bool : polarsType(type as ColumnType),
    ]),
  );
  // Polars takes a path for a pattern, and errors for nulls, unless it is told.
  return await pl.scanCSV(path.replace(/[[*?]/g, "[$&]"), { schema, ignoreErrors: false }).collect();
}
