import { readFile } from "node:fs/promises";
import { Failure } from "../../errors/mod.ts";

/**
 * The text of a file that a person wrote, without its byte order mark, or undefined where there is no such
 * file. Throws a `config` failure where it is not UTF-8, `permission` where it may not be read, and `io`
 * where reading breaks.
 */
export async function readSettingsText(path: string): Promise<string | undefined> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "";
    if (["ENOENT", "ENOTDIR"].includes(code)) return undefined;
    if (["EACCES", "EPERM"].includes(code)) {
      throw new Failure("permission", `Cannot read "${path}". Give this user the right to read it.`, {
        cause: error,
      });
    }
    const reason = error instanceof Error ? error.message : String(error);
    throw new Failure("io", `Cannot read "${path}" (${reason}). Check the file.`, { cause: error });
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw new Failure("config", `The file "${path}" is not UTF-8 text. Save it as UTF-8.`, { cause: error });
  }
}
