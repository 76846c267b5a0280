import { namesIn } from "./_names_in.ts";
import { type FileSystem, realFileSystem } from "./file_system.ts";
import { parseVersion, type Version } from "./version.ts";

/**
 * The versions published in a dataset's folder, newest first. A table counts once its manifest is there,
 * which is written last: one without it was cut off in the making. `current.csv` is no version.
 *
 * @example
 * ```ts
 * await listVersions("data/data_municipio_x_hora"); // ["20261124_140000", "20261124_130000"]
 * ```
 */
export async function listVersions(
  folder: string,
  fs: Pick<FileSystem, "readdir"> = realFileSystem,
): Promise<Version[]> {
  const names = new Set(await namesIn(folder, fs));
  return [...names]
    .filter((name) => name.endsWith(".csv"))
    .map((name) => parseVersion(name.slice(0, -".csv".length)))
    .filter((version) => version !== undefined && names.has(`${version}.manifest.json`))
    .sort()
    .reverse() as Version[];
}
