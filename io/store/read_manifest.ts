import { join } from "node:path";
import { Failure } from "../../errors/mod.ts";
import { type FileSystem, realFileSystem } from "./file_system.ts";
import type { Manifest } from "./manifest.ts";
import type { Version } from "./version.ts";

/**
 * Reads the manifest of one published version.
 *
 * @throws {Failure} `io` when it cannot be read or is damaged
 *
 * @example
 * ```ts
 * const { rows } = await readManifest("data", "data_merged", version);
 * ```
 */
export async function readManifest<Details extends object>(
  dataDir: string,
  dataset: string,
  version: Version,
  fs: Pick<FileSystem, "readFile"> = realFileSystem,
): Promise<Manifest<Details>> {
  const path = join(dataDir, dataset, `${version}.manifest.json`);
  try {
    return JSON.parse(await fs.readFile(path, "utf8"));
  } catch (cause) {
    const why = (cause as Error).message;
    throw new Failure(
      "io",
      `Cannot read the manifest "${path}": ${why}. Move that version out of the folder.`,
      {
        cause,
      },
    );
  }
}
