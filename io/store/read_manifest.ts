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
    const manifest: Manifest<Details> | null = JSON.parse(await fs.readFile(path, "utf8"));
    if (manifest?.version !== version) throw new SyntaxError("it describes no such version");
    return manifest;
  } catch (cause) {
    // The message of a syntax error quotes the text, with its line ends.
    const why = (cause as Error).message.replace(/\s+/g, " ");
    throw new Failure(
      "io",
      `Cannot read the manifest "${path}": ${why}. Move that version out of the folder.`,
      {
        cause,
      },
    );
  }
}
