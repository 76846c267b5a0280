import type { Settings } from "../../../configs/mod.ts";
import { localStore, type RunEntry, readRuns } from "../../../store/mod.ts";

/** The runs in the history of a data folder, oldest first. */
export async function runsIn(folder: { readonly settings: () => Settings }): Promise<readonly RunEntry[]> {
  return (await readRuns(localStore(folder.settings().logDir))).runs;
}
