import { join } from "node:path";
import { CATALOG } from "../../configs/mod.ts";
import { Failure } from "../../errors/mod.ts";
import { namesIn } from "./_names_in.ts";
import { type FileSystem, realFileSystem } from "./file_system.ts";
import { parseVersion } from "./version.ts";

/** The municipality table that counts. */
export type MunicipalityTable = {
  /** The date of its folder, `YYYYMMDD`. */
  readonly date: string;
  readonly path: string;
  readonly csv: Uint8Array;
  /** True where the table's own manifest says that its values are made up. */
  readonly synthetic: boolean;
};

/**
 * Reads the newest municipality table of a data folder: that of the latest dated folder, in `data_municipio`
 * or in `data_municipios`, the former where both have the date.
 *
 * @throws {Failure} `no-input` when there is none, or none in the latest folder; `io` when it or its manifest
 * cannot be read
 *
 * @example
 * ```ts
 * const { path, csv } = await newestMunicipalities("data"); // "data/data_municipio/20260101/data.csv"
 * ```
 */
export async function newestMunicipalities(
  dataDir: string,
  fs: Pick<FileSystem, "readdir" | "readFile"> = realFileSystem,
): Promise<MunicipalityTable> {
  const { folder, alsoRead } = CATALOG.municipalities;
  const dated: { date: string; path: string }[] = [];
  for (const name of [folder, ...alsoRead]) {
    for (const date of await namesIn(join(dataDir, name), fs)) {
      if (isDate(date)) dated.push({ date, path: join(dataDir, name, date, "data.csv") });
    }
  }
  // The sort is stable: of one date, the first folder's table stays first.
  const newest = dated.sort((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0))[0];
  const wanted = `Put one at "${join(dataDir, folder, "YYYYMMDD", "data.csv")}" with the columns Cve_Ent,Cve_Mun`;
  if (newest === undefined)
    throw new Failure("no-input", `Found no municipality table in "${dataDir}". ${wanted}.`);

  const csv = await fs.readFile(newest.path).catch((cause) => {
    const what = `Cannot read the municipality table "${newest.path}": ${cause.message}`;
    if (isMissing(cause)) throw new Failure("no-input", `${what}. ${wanted}.`, { cause });
    throw new Failure("io", `${what}. Check its permissions.`, { cause });
  });
  const synthetic = await isSynthetic(newest.path.replace(/\.csv$/, ".manifest.json"), fs);
  return { ...newest, csv, synthetic };
}

/** A table need not have a manifest; one that cannot be read may be a label that nobody would see. */
async function isSynthetic(manifest: string, fs: Pick<FileSystem, "readFile">): Promise<boolean> {
  try {
    return JSON.parse(await fs.readFile(manifest, "utf8"))?.synthetic === true;
  } catch (cause) {
    if (isMissing(cause)) return false;
    const message = `Cannot read "${manifest}", which says whether the table's values are made up. Correct it, or remove it.`;
    throw new Failure("io", message, { cause });
  }
}

function isMissing(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === "ENOENT" || code === "ENOTDIR";
}

function isDate(name: string): boolean {
  return parseVersion(`${name}_000000`) !== undefined;
}
