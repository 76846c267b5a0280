import type pl from "nodejs-polars";
import { type Feed, nounOf, type Settings } from "../../configs/mod.ts";
import { Failure } from "../../errors/mod.ts";
import { joinedTables, joinMunicipalities, townKey } from "../../frames/mod.ts";
import { type MergeDetails, type MunicipalityTables, sha256 } from "../../store/mod.ts";

/** The merged table, what it was joined with, and the keys that had no partner. */
export type Joined = Pick<MergeDetails, "municipalities" | "unmatched_towns" | "unmatched_municipalities"> & {
  readonly merged: pl.DataFrame;
};

/** The means as they are, where there is no table to join. */
export function unjoined(means: pl.DataFrame): Joined {
  return { merged: means, municipalities: null, unmatched_towns: [], unmatched_municipalities: [] };
}

/**
 * Joins the means with the municipality tables.
 *
 * @param warnings is given what was decided about the tables
 * @throws {Failure} `contract` when the table cannot be used, or too few towns have a municipality in it: a table of
 * one row would otherwise make a merged table of one town
 */
export function joined(
  means: pl.DataFrame,
  { tables }: MunicipalityTables,
  {
    feed,
    settings: { how, minJoined },
  }: {
    readonly feed: Feed;
    readonly settings: Pick<Settings, "how" | "minJoined">;
  },
  warnings: string[],
): Joined {
  const [{ path }, ...further] = tables;
  const municipalities = joinedTables(tables, (note) => warnings.push(note));
  const found = joinMunicipalities(means, municipalities, feed, how);
  const [towns, lost] = [means.height, found.unmatchedTowns.height];
  const share = (100 * (towns - lost)) / towns;
  if (how === "inner" && share < minJoined) {
    throw new Failure(
      "contract",
      `Only ${towns - lost} of ${towns} ${nounOf(feed).plural} (${Math.floor(share)} %) have a municipality in "${path}", fewer than the ${minJoined} % required. Add what is missing, keep all ${nounOf(feed).plural} with "--how left", or lower "--min-joined".`,
    );
  }
  return {
    merged: found.merged,
    municipalities: {
      path,
      sha256: sha256(tables[0].csv),
      rows: municipalities.height,
      synthetic: tables.some(({ synthetic }) => synthetic),
      ...(further.length > 0 && {
        further: further.map(({ path, csv }) => ({ path, sha256: sha256(csv) })),
      }),
    },
    unmatched_towns: found.unmatchedTowns.toRecords().map((row) => townKey(row, feed)),
    unmatched_municipalities: found.unmatchedMunicipalities
      .toRecords()
      .map((row) => `${row.Cve_Ent}-${row.Cve_Mun}`),
  };
}
