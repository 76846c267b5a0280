import { join } from "node:path";
import { writing } from "./_writing.ts";
import { type FileSystem, realFileSystem } from "./file_system.ts";
import { LEDGER, type LedgerEntry } from "./ledger.ts";

const NEWLINE = 0x0a;

/**
 * Adds a run to the ledger: one line, in one write, so that lines of several processes never mix. After a line
 * that a crash cut short it begins a new one.
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
    const file = await fs.open(path, "a+");
    try {
      const { size } = await file.stat();
      const last = new Uint8Array(1);
      if (size > 0) await file.read(last, 0, 1, size - 1);
      const start = size === 0 || last[0] === NEWLINE ? "" : "\n";
      await file.writeFile(`${start}${JSON.stringify(entry)}\n`);
    } finally {
      await file.close();
    }
  });
}
