import { basename, dirname, relative, resolve } from "node:path";
import { CATALOG } from "../configs/mod.ts";
import { Failure } from "../errors/mod.ts";
import { DICTIONARY, FEED_RECORD, type FileSystem, overwriteFile } from "../store/mod.ts";

/**
 * Writes a file that was asked for, whole or not at all, over the one of that name; but never into a folder of
 * published data, where it could take the place of a table that a manifest vouches for.
 *
 * @throws {Failure} `usage` for a path in such a folder, `cannot-create` or `io` when it cannot be written
 */
export async function writeOutput(
  path: string,
  bytes: Uint8Array,
  dataDir: string,
  files: FileSystem,
): Promise<void> {
  const [data, folder] = await Promise.all(
    [dataDir, dirname(resolve(path))].map((each) => real(each, files)),
  );
  const [first = ""] = relative(data as string, folder as string).split(/[/\\]/);
  const taken = Object.values(CATALOG).flatMap(({ folder, alsoRead }) => [folder, ...alsoRead] as string[]);
  if (taken.includes(first)) {
    const message = `--output is "${path}", in a folder of published data. Choose a path outside of "${dataDir}/${first}".`;
    throw new Failure("usage", message);
  }
  if (first === "" && OWN.includes(basename(path))) {
    throw new Failure(
      "usage",
      `--output is "${path}", a file of the data folder's own. Choose another name.`,
    );
  }
  await overwriteFile(path, bytes, files);
}

/** Files that tell of the whole data folder. */
const OWN = [FEED_RECORD, DICTIONARY];

/** A folder that is not there yet leads nowhere else. */
async function real(path: string, files: Pick<FileSystem, "realpath">): Promise<string> {
  return await files.realpath(path).catch(() => resolve(path));
}
