import { join } from "node:path";
import { discard, syncFolder, writeTemporary } from "./_durable.ts";
import { manifestText } from "./_manifest_text.ts";
import { taken } from "./_publish_new.ts";
import { draftOf } from "./_unfinished_names.ts";
import { writing } from "./_writing.ts";
import type { FileSystem } from "./file_system.ts";
import type { Manifest } from "./manifest.ts";

/**
 * Publishes a file together with its manifest, which makes it count. The manifest is on the disk before the
 * file has its name, as a draft named after the version: by that draft a later run knows that a file which
 * stands there without a manifest is what a run left that was cut off, and not a user's own. Where something
 * fails the file is taken back.
 *
 * @param publish gives the file its name
 */
export async function publishCommitted(
  folder: string,
  manifest: Manifest,
  publish: () => Promise<void>,
  fs: FileSystem,
): Promise<void> {
  const path = join(folder, `${manifest.version}.manifest.json`);
  await writing(path, async () => {
    await fs.mkdir(folder, { recursive: true });
    const draft = await writeTemporary(folder, manifestText(manifest), fs, draftOf(manifest.version));
    // As long as the file may stand there without its manifest, the draft must stay.
    let isSettled = true;
    try {
      await publish();
      await commit(draft, path, fs).catch(async (error: unknown) => {
        isSettled = await discard(join(folder, manifest.file), fs);
        throw error;
      });
    } finally {
      if (isSettled) await discard(draft, fs);
    }
  });
}

async function commit(draft: string, path: string, fs: FileSystem): Promise<void> {
  await fs.link(draft, path).catch((error: NodeJS.ErrnoException) => {
    throw error.code === "EEXIST" ? taken(path) : error;
  });
  try {
    await syncFolder(join(path, ".."), fs);
  } catch (error) {
    await discard(path, fs);
    throw error;
  }
}
