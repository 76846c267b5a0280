import { join } from "node:path";
import { CATALOG } from "../configs/mod.ts";
import { didYouMean, Failure } from "../errors/mod.ts";
import { type FileSystem, listSnapshots, listVersions, type Version } from "../io/store/mod.ts";

/** The datasets that are published in versions. */
export const VERSIONED = ["merged", "snapshots", "means"] as const;

export type Versioned = (typeof VERSIONED)[number];

/**
 * The version of a dataset that a user asks for, or the newest one.
 *
 * @param wanted as a user gave it; undefined takes the newest, or the one before where `before` is true
 * @throws {Failure} `no-input` when there is no such version
 */
export async function chosenVersion(
  dataset: Versioned,
  wanted: string | undefined,
  dataDir: string,
  files: FileSystem,
  before = false,
): Promise<Version> {
  const versions = await versionsOf(dataset, dataDir, files);
  const { folder, title } = CATALOG[dataset];
  const command = dataset === "snapshots" ? "ingest" : "merge";
  const what = title.toLowerCase();
  const where = `in "${join(dataDir, folder)}"`;
  if (versions.length === 0) {
    throw new Failure("no-input", `Found no ${what} ${where}. Run "municlima ${command}" first.`);
  }
  if (wanted === undefined) {
    const version = versions[before ? 1 : 0];
    if (version !== undefined) return version;
    const message = `Found one version of the ${what} ${where}, "${versions[0]}", and none before it. Run "municlima ${command}" again.`;
    throw new Failure("no-input", message);
  }
  const found = versions.find((version) => version === wanted);
  if (found !== undefined) return found;
  const message = `Found no version "${wanted}" of the ${what} ${where}.${didYouMean(wanted, versions)} The newest is "${versions[0]}".`;
  throw new Failure("no-input", message);
}

async function versionsOf(dataset: Versioned, dataDir: string, files: FileSystem): Promise<Version[]> {
  return dataset === "snapshots"
    ? (await listSnapshots(dataDir, files)).map(({ version }) => version)
    : await listVersions(join(dataDir, CATALOG[dataset].folder), files);
}
