import { namesIn } from "./_names_in.ts";
import { draftedVersion, nextCurrentVersion } from "./_unfinished_names.ts";
import { type FileSystem, realFileSystem } from "./file_system.ts";
import type { Version } from "./version.ts";

/** What runs that are under way, or were cut off, have begun in a dataset's folder. */
export type Unfinished = {
  /** Versions whose manifest was about to be published: their files may stand there already. */
  readonly drafted: ReadonlySet<Version>;
  /** Versions that were about to become `current.csv`. */
  readonly nextCurrent: ReadonlySet<Version>;
};

/**
 * What is unfinished in a dataset's folder. The next run takes drafted versions back and finishes `current.csv`,
 * so that neither is a breach.
 *
 * @throws {Failure} `io` when the folder cannot be listed
 *
 * @example
 * ```ts
 * const { drafted } = await listUnfinished("data/data_merged");
 * drafted.size; // 0
 * ```
 */
export async function listUnfinished(
  folder: string,
  fs: Pick<FileSystem, "readdir"> = realFileSystem,
): Promise<Unfinished> {
  const names = await namesIn(folder, fs);
  const some = (versionIn: (name: string) => Version | undefined) =>
    new Set(names.map(versionIn).filter((version) => version !== undefined));
  return { drafted: some(draftedVersion), nextCurrent: some(nextCurrentVersion) };
}
