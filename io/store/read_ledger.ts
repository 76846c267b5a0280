import { join } from "node:path";
import { Failure } from "../../errors/mod.ts";
import { type FileSystem, realFileSystem } from "./file_system.ts";
import { LEDGER, type LedgerEntry } from "./ledger.ts";

/**
 * The runs in the ledger, oldest first. A line that a crash cut short is left out.
 *
 * @throws {Failure} `io` when it cannot be read
 *
 * @example
 * ```ts
 * const last = (await readLedger("logs")).at(-1);
 * ```
 */
export async function readLedger(
  logDir: string,
  fs: Pick<FileSystem, "readFile"> = realFileSystem,
): Promise<LedgerEntry[]> {
  const path = join(logDir, LEDGER);
  let text: string;
  try {
    text = await fs.readFile(path, "utf8");
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return [];
    throw new Failure("io", `Cannot read the ledger "${path}": ${message}. Check its permissions.`, {
      cause,
    });
  }
  return text.split("\n").flatMap((line) => {
    try {
      const entry: LedgerEntry | null = JSON.parse(line);
      return typeof entry?.run_id === "string" ? [entry] : [];
    } catch {
      return [];
    }
  });
}
