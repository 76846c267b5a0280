import { Failure } from "../../errors/mod.ts";
import {
  MUNICIPALITIES_FILE,
  MUNICIPALITY_FOLDERS,
  municipalitiesFolder,
  municipalitiesManifestName,
  municipalitiesName,
} from "../layout.ts";
import type { DataFolder } from "./data_folder.ts";
import { namesBelow } from "./names_below.ts";

/** A municipality table that counts. */
export type MunicipalityTable = {
  /** The file's name without its ending: "data". */
  readonly name: string;
  /** How messages name it: its path, or its URL. */
  readonly path: string;
  readonly csv: Uint8Array;
  /** True where the table's own manifest says that its values are made up. */
  readonly synthetic: boolean;
};

/** The municipality tables that count. */
export type MunicipalityTables = {
  /** The date of their folder, `YYYYMMDD`. */
  readonly date: string;
  /** `data.csv` first, the others by their names. */
  readonly tables: readonly [MunicipalityTable, ...MunicipalityTable[]];
};

/**
 * Reads the newest municipality tables of a data folder, as {@linkcode findMunicipalities} does, which must be there.
 *
 * @throws {Failure} `no-input` when there is none; `io` when one or its manifest cannot be read
 *
 * @example
 * ```ts
 * const { tables } = await newestMunicipalities(data);
 * tables[0].path; // "data/data_municipio/20260101/data.csv"
 * ```
 */
export async function newestMunicipalities(data: DataFolder): Promise<MunicipalityTables> {
  const found = await findMunicipalities(data);
  if (found === undefined) throw new Failure("no-input", noTable(data));
  return found;
}

/** That there is no municipality table, and where one is to be put. */
export function noTable({ objects }: DataFolder, name = municipalitiesName("YYYYMMDD")): string {
  return `Found no municipality table in "${objects.place}". Put one at "${objects.where(name)}" with the columns Cve_Ent,Cve_Mun.`;
}

/**
 * Reads the newest municipality tables of a data folder: every CSV of the latest dated folder, in `data_municipio` or in
 * `data_municipios`, the former where both have the date; undefined where there is no dated folder. A date is `20260101`
 * or `2026-01-01`.
 *
 * @param ignored is told of each CSV that lies in no dated folder, and so counts for nothing
 * @throws {Failure} `no-input` when the latest folder has no table; `io` when one or its manifest cannot be read
 *
 * @example
 * ```ts
 * (await findMunicipalities(data))?.date; // "20260101"
 * ```
 */
export async function findMunicipalities(
  data: DataFolder,
  ignored: (path: string) => void = () => undefined,
): Promise<MunicipalityTables | undefined> {
  const { objects } = data;
  const newest = await newestFolder(data, ignored);
  if (newest === undefined) return undefined;
  const { date, folder, names } = newest;
  const first = `${folder}${MUNICIPALITIES_FILE}`;
  const csvs = names.filter((name) => /^[^/]+\.csv$/i.test(name.slice(folder.length)));
  csvs.sort((a, b) => Number(b === first) - Number(a === first) || (a < b ? -1 : 1));
  const tables: MunicipalityTable[] = [];
  for (const name of csvs) {
    const found = await objects.get(name);
    // It was removed meanwhile.
    if (found === undefined) continue;
    const label = municipalitiesManifestName(name);
    tables.push({
      name: name.slice(folder.length).replace(/\.csv$/i, ""),
      path: objects.where(name),
      csv: found.bytes,
      synthetic: isSynthetic(await objects.get(label), objects.where(label)),
    });
  }
  const [one, ...others] = tables;
  if (one === undefined) throw new Failure("no-input", noTable(data, first));
  return { date, tables: [one, ...others] };
}

/** The folder of the latest date, and all names below it. */
async function newestFolder({ objects }: DataFolder, ignored: (path: string) => void) {
  const dated = new Map<
    string,
    { readonly date: string; readonly folder: string; readonly names: string[] }
  >();
  for (const base of MUNICIPALITY_FOLDERS) {
    for (const name of await namesBelow(objects, base)) {
      const found = municipalitiesFolder(name);
      if (found !== undefined) {
        const known = dated.get(found.folder) ?? { ...found, names: [] };
        known.names.push(name);
        dated.set(found.folder, known);
      } else if (/\.csv$/i.test(name)) ignored(objects.where(name));
    }
  }
  // The sort is stable: of one date, the first folder stays first.
  return [...dated.values()].sort((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0))[0];
}

/** A table need not have a manifest; one that cannot be read may be a label that nobody would see. */
function isSynthetic(manifest: { readonly bytes: Uint8Array } | undefined, where: string): boolean {
  if (manifest === undefined) return false;
  try {
    return JSON.parse(new TextDecoder().decode(manifest.bytes))?.synthetic === true;
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    const message = `Cannot read "${where}", which says whether the table's values are made up. Correct it, or remove it.`;
    throw new Failure("io", message, { cause });
  }
}
