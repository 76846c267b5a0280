import { link, mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";

/**
 * A copy of a folder whose files are hard links to the originals: made in a moment, and as good as a copy for
 * whoever publishes files whole and never writes into one. What was there before is removed.
 *
 * @example
 * ```ts
 * await linkedCopy("bench/.work/snapshots-8760", "bench/.work/compacting");
 * ```
 */
export async function linkedCopy(from: string, to: string): Promise<void> {
  await rm(to, { recursive: true, force: true });
  await mkdir(to, { recursive: true });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    await (entry.isDirectory() ? linkedCopy(source, target) : link(source, target));
  }
}
