import { join } from "node:path";
import { Failure } from "../errors/mod.ts";
import { type ColumnType, polarsType, typedCsv } from "../frames/mod.ts";
import pl from "../frames/polars.ts";
import { listVersions, readManifest, realFileSystem } from "../io/store/mod.ts";

/** The newest version of a published table, each column with the type that its manifest tells. */
export async function newestTable(dataDir: string, dataset: string): Promise<pl.DataFrame> {
  const folder = join(dataDir, dataset);
  const [version] = await listVersions(folder);
  if (version === undefined)
    throw new Failure("no-input", `Found no table in "${folder}". Run "merge" first.`);
  const path = join(folder, `${version}.csv`);
  const manifest = await readManifest(dataDir, dataset, version);
  const columns = manifest.columns.map(({ name, type }) => ({
    name,
    type: type === "boolean" ? pl.Bool : polarsType(type as ColumnType),
  }));
  return typedCsv(await realFileSystem.readFile(path), columns);
}
