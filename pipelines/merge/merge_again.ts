import { cvegeoKey, type Feed } from "../../configs/mod.ts";
import { mergePlan } from "../../engines/mod.ts";
import { polarsEngine } from "../../engines/polars/mod.ts";
import { Failure } from "../../errors/mod.ts";
import { CVEGEO, finiteMeans, toCsv, townMeans, withCvegeo } from "../../frames/mod.ts";
import {
  listSnapshots,
  type MergeManifest,
  MUNICIPALITY_FOLDERS,
  type MunicipalityTables,
  namesBelow,
  sha256,
} from "../../store/mod.ts";
import { checkedPartitions } from "../checked_partitions.ts";
import type { Run } from "../run/with_run.ts";
import { joined, unjoined } from "./_joined.ts";

/**
 * The CSVs of the means and of the merged table of a version, made again from the snapshots and the municipality table
 * that the manifest names.
 *
 * @throws {Failure} `no-input` when one of those is no longer there; `contract` when a snapshot was changed
 */
export async function mergeAgain(
  manifest: MergeManifest,
  feed: Feed,
  { data, inventory, startedAt, checkpoint }: Run,
): Promise<{ readonly means: Uint8Array; readonly merged: Uint8Array }> {
  const { snapshots, future } = await listSnapshots(data, inventory, startedAt);
  const known = new Map([...snapshots, ...future].map((snapshot) => [snapshot.version, snapshot]));
  const chosen = manifest.snapshots.map(({ version }) => {
    const snapshot = known.get(version);
    if (snapshot === undefined) throw new Failure("no-input", `The snapshot "${version}" was removed.`);
    return snapshot;
  });
  const partitions = await checkedPartitions(data, chosen, manifest.snapshots);
  const { totals, labels } = await polarsEngine.aggregate(mergePlan(feed), partitions, checkpoint);
  const { means: finite } = finiteMeans(townMeans(totals, labels, feed), feed);
  // Tables of before had no such column.
  const hadCvegeo = manifest.columns.some(({ name }) => name === CVEGEO);
  const means = hadCvegeo ? withCvegeo(finite, cvegeoKey(feed)) : finite;
  const { municipalities, how, csv_formulas } = manifest;
  const { merged } =
    municipalities === null
      ? unjoined(means)
      : joined(means, await tablesOf(municipalities, data), { feed, settings: { how, minJoined: 0 } }, []);
  return { means: toCsv(means, csv_formulas), merged: toCsv(merged, csv_formulas) };
}

/** The municipality tables of these hashes, of whatever date. */
async function tablesOf(
  wanted: NonNullable<MergeManifest["municipalities"]>,
  { objects }: Run["data"],
): Promise<MunicipalityTables> {
  const csvs = new Map<string, Uint8Array>();
  for (const folder of MUNICIPALITY_FOLDERS) {
    for (const name of await namesBelow(objects, folder)) {
      const found = name.toLowerCase().endsWith(".csv") ? await objects.get(name) : undefined;
      if (found !== undefined) csvs.set(sha256(found.bytes), found.bytes);
    }
  }
  const tableOf = ({ path, sha256 }: { readonly path: string; readonly sha256: string }) => {
    const csv = csvs.get(sha256);
    const message = `The municipality table "${path}" is not there as it was.`;
    if (csv === undefined) throw new Failure("no-input", message);
    // Its name is that of its columns, where two tables have the same.
    const name = /([^/\\]*?)(\.csv)?$/i.exec(path)?.[1] ?? "";
    return { name, path, csv, synthetic: wanted.synthetic };
  };
  return { date: "", tables: [tableOf(wanted), ...(wanted.further ?? []).map(tableOf)] };
}
