import { CATALOG } from "../../configs/mod.ts";
import { didYouMean, Failure } from "../../errors/mod.ts";
import {
  type DataFolder,
  folderOf,
  type Inventory,
  type Version,
  type VersionedDataset,
  versionsOf,
} from "../../store/mod.ts";

/**
 * The version of a dataset that a user asks for, or the newest one.
 *
 * @param wanted as a user gave it, which may be one of the future; undefined takes the newest, or the one before where
 * `before` is true
 * @throws {Failure} `no-input` when there is no such version
 */
export function chosenVersion(
  { objects }: DataFolder,
  inventory: Inventory,
  dataset: VersionedDataset,
  wanted: string | undefined,
  now: Date,
  before = false,
): Version {
  const { versions, future } = versionsOf(inventory, dataset, now);
  const command = dataset === "snapshots" ? "ingest" : "merge";
  const what = CATALOG[dataset].title.toLowerCase();
  const where = `in "${objects.where(folderOf(dataset))}"`;
  const found = [...versions, ...future].find((version) => version === wanted);
  if (found !== undefined) return found;
  if (versions.length === 0) {
    throw new Failure("no-input", `Found no ${what} ${where}. Run "municlima ${command}" first.`);
  }
  if (wanted === undefined) {
    const version = versions[before ? 1 : 0];
    if (version !== undefined) return version;
    const message = `Found one version of the ${what} ${where}, "${versions[0]}", and none before it. Run "municlima ${command}" again.`;
    throw new Failure("no-input", message);
  }
  const message = `Found no version "${wanted}" of the ${what} ${where}.${didYouMean(wanted, versions)} The newest is "${versions[0]}".`;
  throw new Failure("no-input", message);
}
