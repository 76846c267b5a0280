import { join } from "node:path";
import { writing } from "./_writing.ts";
import { type FileSystem, realFileSystem } from "./file_system.ts";
import { LEDGER, type LedgerEntry } from "./ledger.ts";

/**
 * Adds a run to the ledger: one line, in one write, so that lines of several processes never mix.
 *
 * @throws {Failure} `cannot-create` or `io` when it cannot be written
 *
 * @example
 * ```ts
 * await appendLedger("logs", entry);
 * ```
 */
export async function appendLedger(
  logDir: string,
  entry: LedgerEntry,
  fs: Pick<FileSystem, "mkdir" | "open"> = realFileSystem,
): Promise<void> {
  const path = join(logDir, LEDGER);
  await writing(path, async () => {
    await fs.mkdir(logDir, { recursive: true });
    const file = await fs.open(path, "a");
    try {
      await file.write(`${JSON.stringify(entry)}\n`);
    } finally {
      await file.close();
    }
  });
}
