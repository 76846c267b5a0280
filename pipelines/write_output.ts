import { basename, dirname, join, relative, resolve } from "node:path";
import type { Settings } from "../configs/mod.ts";
import { Failure } from "../errors/mod.ts";
import {
  type Content,
  FEED_RECORD,
  type FileSystem,
  HISTORY,
  isReserved,
  isS3,
  overwriteFile,
  parseOldHistoryName,
  type Written,
} from "../store/mod.ts";

/** Where an output goes, and the folders that it must not touch. */
export type OutputPlace = Pick<Settings, "dataDir" | "logDir"> & {
  /** Keeps a file that is there. */
  readonly noClobber?: boolean | undefined;
  /** What names the path, for messages; "--output" unless given. */
  readonly flag?: string;
};

/**
 * Writes a file that was asked for, whole or not at all, over the one of that name; what is no file, such as a pipe, is
 * written to. Nothing of this program's own is ever written over: no file of this or any other data folder, which is
 * known by the record of its feed, and no history of runs.
 *
 * @param content all of it, or its pieces one after the other, as what is larger than a text of JavaScript can be
 * @throws {Failure} `usage` for a path that is the program's own, `cannot-create` or `io` when it cannot be written
 *
 * @example
 * ```ts
 * await writeOutput("towns.csv", encodeFrame(frame, "csv"), settings, files); // { bytes: 183204, overwrote: true }
 * ```
 */
export async function writeOutput(
  path: string,
  content: Content,
  { dataDir, logDir, noClobber = false, flag = "--output" }: OutputPlace,
  files: FileSystem,
): Promise<Written> {
  if (isS3(path)) {
    const message = `--output is "${path}". Write a file of this machine, and copy it into the bucket.`;
    throw new Failure("usage", message);
  }
  const target = await real(path, files);
  // In a bucket no file of this machine can be.
  const data = isS3(dataDir) ? undefined : await real(dataDir, files);
  for (let folder = dirname(target); ; folder = dirname(folder)) {
    if (folder === data || (await isThere(join(folder, FEED_RECORD), files))) {
      const name = relative(folder, target);
      if (isReserved(name)) throw reserved(`${flag} is "${path}"`, name, folder === data ? dataDir : folder);
    }
    if (folder === dirname(folder)) break;
  }
  const isHistory = basename(target) === HISTORY && (await isThere(target, files));
  const inLogs = isS3(logDir) ? "" : relative(await real(logDir, files), target).replaceAll("\\", "/");
  if (isHistory || inLogs === HISTORY || parseOldHistoryName(inLogs) !== undefined) {
    throw new Failure("usage", `${flag} is "${path}", a history of runs. Choose another path.`);
  }
  return await overwriteFile(path, content, { keep: noClobber }, files);
}

function reserved(what: string, name: string, folder: string): Failure {
  const [first = "", ...more] = name.split("/");
  const said =
    more.length > 0
      ? `in a folder of published data. Choose a path outside of "${join(folder, first)}".`
      : `a file of the data folder's own. Choose another name.`;
  return new Failure("usage", `${what}, ${said}`);
}

/** Where a path leads; what of it is not there yet leads nowhere else. */
async function real(path: string, files: Pick<FileSystem, "realpath">): Promise<string> {
  const whole = resolve(path);
  return await files.realpath(whole).catch(async () => {
    return whole === dirname(whole) ? whole : join(await real(dirname(whole), files), basename(whole));
  });
}

async function isThere(path: string, files: Pick<FileSystem, "stat">): Promise<boolean> {
  return await files.stat(path).then(
    () => true,
    () => false,
  );
}
