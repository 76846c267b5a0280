import type { Row } from "./oracle_rows.ts";

/** What the oracle must know of a feed, written down apart from the project's own description of it. */
export type OracleFeed = {
  readonly columns: readonly string[];
  readonly time: string;
  /** The columns whose mid-point each mean is of. */
  readonly means: Readonly<Record<string, readonly string[]>>;
};

export const HOURLY: OracleFeed = {
  columns:
    "desciel dh dirvienc dirvieng dpt dsem hloc hr ides idmun lat lon nes nhor nmun prec probprec raf temp velvien".split(
      " ",
    ),
  time: "hloc",
  means: { temp_mean: ["temp"], prec_mean: ["prec"] },
};

export const DAILY: OracleFeed = {
  columns:
    "cc desciel dh dirvienc dirvieng dloc ides idmun lat lon ndia nes nmun prec probprec raf tmax tmin velvien".split(
      " ",
    ),
  time: "dloc",
  means: { temp_mean: ["tmax", "tmin"], prec_mean: ["prec"] },
};

/** What a table of means has of a town: that of its last record. */
const TOWN = ["ides", "idmun", "nes", "nmun", "lat", "lon"];

type Grouping = (row: Row) => string;
const BY_TOWN: Grouping = ({ ides, idmun }) => `${ides}-${idmun}`;

/** One record of each town, sorted by key: that of the latest time, of several the last one in the feed's order. */
export function oracleLast(rows: readonly Row[], feed: Pick<OracleFeed, "time">, atOrBefore?: string): Row[] {
  const last = new Map<string, Row>();
  for (const row of rows) {
    const time = String(row[feed.time]);
    if (atOrBefore !== undefined && time > atOrBefore) continue;
    const kept = last.get(BY_TOWN(row));
    if (kept === undefined || time >= String(kept[feed.time])) last.set(BY_TOWN(row), row);
  }
  return sorted([...last.values()].map((row) => ({ ...row, cvegeo: cvegeo(row) })));
}

/** INEGI's key of a municipality: two digits of the state, three of the municipality. */
function cvegeo({ ides, idmun }: Row): string | null {
  const fits = /^\d{1,2}$/.test(String(ides)) && /^\d{1,3}$/.test(String(idmun));
  return fits ? `0${ides}`.slice(-2) + `00${idmun}`.slice(-3) : null;
}

/** Each town's means over snapshots, older first: nulls do not count, and without a value the mean is null. */
export function oracleMeans(snapshots: readonly Row[][], feed: OracleFeed, group = BY_TOWN): Row[] {
  const groups = new Map<string, Row[]>();
  for (const row of snapshots.flat()) groups.set(group(row), [...(groups.get(group(row)) ?? []), row]);
  const means: Row[] = [];
  for (const records of groups.values()) {
    const last = records.at(-1) as Row;
    const row: Record<string, string | number | null> = {};
    for (const column of TOWN) row[column] = last[column] ?? null;
    for (const [name, of] of Object.entries(feed.means)) row[name] = meanOf(records, of);
    row.records = records.length;
    const times = records.map((record) => String(record[feed.time])).sort();
    row[`${feed.time}_first`] = times[0] ?? null;
    row[`${feed.time}_last`] = times.at(-1) ?? null;
    row.cvegeo = cvegeo(last);
    means.push(row);
  }
  return sorted(means);
}

/**
 * What must never be published: means over all towns that share `idmun`, whatever their state. Municipality
 * keys are those of one state (INEGI), so that this mixes towns that have nothing to do with each other.
 */
export function groupByIdmunAlone(snapshots: readonly Row[][], feed: OracleFeed): Row[] {
  return oracleMeans(snapshots, feed, ({ idmun }) => String(idmun));
}

/** Means with their municipality's row. Sorted by key, and so are the keys on both sides that have no partner. */
export function oracleJoin(
  means: readonly Row[],
  municipalities: readonly Row[],
  how: "inner" | "left",
): { merged: Row[]; unmatchedTowns: string[]; unmatchedMunicipalities: string[] } {
  const byKey = new Map(municipalities.map((row) => [`${row.Cve_Ent}-${row.Cve_Mun}`, row]));
  const further = Object.keys(municipalities[0] ?? {}).filter((name) => !/^Cve_(Ent|Mun)$/.test(name));
  const merged: Row[] = [];
  const unmatchedTowns: string[] = [];
  for (const row of sorted([...means])) {
    const municipality = byKey.get(BY_TOWN(row));
    byKey.delete(BY_TOWN(row));
    if (municipality === undefined) unmatchedTowns.push(BY_TOWN(row));
    if (municipality === undefined && how === "inner") continue;
    merged.push({
      ...row,
      ...Object.fromEntries(further.map((name) => [name, municipality?.[name] ?? null])),
    });
  }
  const left = sorted(
    [...byKey.values()].map((row) => ({ ...row, ides: row.Cve_Ent ?? null, idmun: row.Cve_Mun ?? null })),
  );
  return { merged, unmatchedTowns, unmatchedMunicipalities: left.map(BY_TOWN) };
}

function meanOf(records: readonly Row[], columns: readonly string[]): number | null {
  let [sum, count] = [0, 0];
  for (const record of records) {
    const values = columns.map((column) => record[column]);
    if (values.includes(null)) continue;
    let total = 0;
    for (const value of values) total += Number(value);
    sum += total / values.length;
    count++;
  }
  return count === 0 ? null : sum / count;
}

function sorted(rows: Row[]): Row[] {
  return rows.sort((a, b) => Number(a.ides) - Number(b.ides) || Number(a.idmun) - Number(b.idmun));
}
