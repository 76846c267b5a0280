import { snapshotFolder } from "../inputs/snapshot_folder.ts";
import type { Bench } from "./workload.ts";

/** The data folder of a year of hourly snapshots; two days of them to try the bench. */
export async function year(
  bench: Bench,
): Promise<{ readonly dataDir: string; readonly hours: number; readonly input: string }> {
  const hours = bench.quick ? 48 : 8760;
  const dataDir = await snapshotFolder(bench, hours);
  const input = bench.quick
    ? "48 snapshots of a few towns"
    : "8,760 snapshots × 2,463 towns, 21.6 million rows";
  return { dataDir, hours, input };
}
