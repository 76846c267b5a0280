import type { Settings } from "../../configs/mod.ts";
import type { StatusResult } from "../../pipelines/maintain/status_result.ts";
import {
  type DataFolder,
  folderOf,
  readInventory,
  readManifest,
  type VersionedDataset,
} from "../../store/mod.ts";
import type { HookInput } from "./hook_input.ts";

/** The events that hooks may wait for, each with the setting that holds its command. */
export const HOOKS = { failure: "onFailure", stale: "onStale", change: "onChange" } as const satisfies Record<
  HookInput["event"],
  keyof Settings
>;

/**
 * What has happened in a run: it failed; or it ended well, and leaves data that is stale or unchanged, or has published
 * other data than there was before. Other data is a table with other bytes: of a run or a merge the merged one, of an
 * ingest the snapshot.
 *
 * @param status of the data folder once the run has ended; null where it cannot be told
 * @throws {Failure} `contract` or `io` when a manifest was changed or cannot be read
 *
 * @example
 * ```ts
 * await eventsOf({ command: "run", run_id, exit_code: 0 }, found, data); // ["change"]
 * ```
 */
export async function eventsOf(
  { command, run_id, exit_code }: Pick<HookInput, "command" | "run_id" | "exit_code">,
  status: StatusResult | null,
  data: DataFolder,
): Promise<readonly HookInput["event"][]> {
  if (exit_code !== 0) return ["failure"];
  const isStale = status !== null && ["stale", "unchanged"].includes(status.condition.is);
  const isNew = await hasPublishedOther(data, command === "ingest" ? "snapshots" : "merged", run_id);
  return [...(isStale ? (["stale"] as const) : []), ...(isNew ? (["change"] as const) : [])];
}

async function hasPublishedOther(
  data: DataFolder,
  dataset: VersionedDataset,
  runId: string,
): Promise<boolean> {
  const inventory = await readInventory(data);
  const folder = folderOf(dataset);
  const [newest, before] = [...(inventory.tables.get(folder)?.keys() ?? [])].reverse();
  if (newest === undefined) return false;
  const published = await readManifest(data, inventory, folder, newest);
  if (published.run_id !== runId) return false;
  if (before === undefined) return true;
  return (await readManifest(data, inventory, folder, before)).sha256 !== published.sha256;
}
