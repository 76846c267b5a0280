import { Failure } from "../../errors/mod.ts";
import {
  MUNICIPALITY_FOLDERS,
  municipalitiesDate,
  municipalitiesManifestName,
  municipalitiesName,
} from "../layout.ts";
import type { DataFolder } from "./data_folder.ts";
import { namesBelow } from "./names_below.ts";

/** The municipality table that counts. */
export type MunicipalityTable = {
  /** The date of its folder, `YYYYMMDD`. */
  readonly date: string;
  /** How messages name it: its path, or its URL. */
  readonly path: string;
  readonly csv: Uint8Array;
  /** True where the table's own manifest says that its values are made up. */
  readonly synthetic: boolean;
};

/**
 * Reads the newest municipality table of a data folder, as {@linkcode findMunicipalities} does, which must be there.
 *
 * @throws {Failure} `no-input` when there is none; `io` when it or its manifest cannot be read
 *
 * @example
 * ```ts
 * const { path, csv } = await newestMunicipalities(data); // "data/data_municipio/20260101/data.csv"
 * ```
 */
export async function newestMunicipalities(data: DataFolder): Promise<MunicipalityTable> {
  const table = await findMunicipalities(data);
  if (table === undefined) throw new Failure("no-input", noTable(data));
  return table;
}

/** That there is no municipality table, and where one is to be put. */
export function noTable({ objects }: DataFolder, name = municipalitiesName("YYYYMMDD")): string {
  return `Found no municipality table in "${objects.place}". Put one at "${objects.where(name)}" with the columns Cve_Ent,Cve_Mun.`;
}

/**
 * Reads the newest municipality table of a data folder: that of the latest dated folder, in `data_municipio` or in
 * `data_municipios`, the former where both have the date; undefined where there is no dated folder.
 *
 * @throws {Failure} `no-input` when the latest folder has no table; `io` when it or its manifest cannot be read
 *
 * @example
 * ```ts
 * (await findMunicipalities(data))?.date; // "20260101"
 * ```
 */
export async function findMunicipalities(data: DataFolder): Promise<MunicipalityTable | undefined> {
  const { objects } = data;
  const dated: { readonly date: string; readonly name: string }[] = [];
  for (const folder of MUNICIPALITY_FOLDERS) {
    const dates = (await namesBelow(objects, folder)).map(municipalitiesDate);
    for (const date of new Set(dates.filter((date) => date !== undefined))) {
      dated.push({ date, name: municipalitiesName(date, folder) });
    }
  }
  // The sort is stable: of one date, the first folder's table stays first.
  const [newest] = dated.sort((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0));
  if (newest === undefined) return undefined;
  const found = await objects.get(newest.name);
  if (found === undefined) throw new Failure("no-input", noTable(data, newest.name));
  const { date, name } = newest;
  const label = municipalitiesManifestName(name);
  const synthetic = isSynthetic(await objects.get(label), objects.where(label));
  return { date, path: objects.where(name), csv: found.bytes, synthetic };
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
