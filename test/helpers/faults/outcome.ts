import * as assert from "uvu/assert";
import type { Feed, Settings } from "../../../configs/mod.ts";
import { Failure } from "../../../errors/mod.ts";
import type { Effects } from "../../../io/effects.ts";
import { ingest } from "../../../pipelines/ingest/ingest.ts";
import type { FileSystem } from "../../../store/mod.ts";
import { withDataFolder } from "../folders/data_folder.ts";
import { placeIn } from "../folders/place_in.ts";

/** How an ingest ended: with a published snapshot, whose text this is, or with a failure. */
export type Outcome = { readonly csv: string } | { readonly failure: Failure };

/**
 * Ingests into a data folder of its own. Anything thrown that is no foreseen failure is thrown on; after a
 * failure nothing may be published.
 */
export async function outcomeOf(
  feed: Feed,
  settings: Partial<Settings>,
  effects: Effects,
  from?: (put: (content: Uint8Array) => Promise<string>) => Promise<string>,
  files?: FileSystem,
): Promise<Outcome> {
  let outcome: Outcome | undefined;
  await withDataFolder(async (folder) => {
    const source = await from?.((content) => folder.put("logs/body", content));
    const snapshots = async () =>
      Object.entries(await folder.files()).filter(([name]) => /^data_municipio_x_hora\/.*\.csv$/.test(name));
    try {
      await ingest({ ...placeIn(folder.settings(settings), files), feed, from: source }, effects);
      const [only, ...others] = await snapshots();
      assert.equal(others, []);
      outcome = { csv: only?.[1] ?? "" };
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      assert.match(error.message, /^\S[^\n]*\.$/);
      assert.equal(await snapshots(), []);
      outcome = { failure: error };
    }
  });
  return outcome as Outcome;
}

/** Does some work and gives every rejection that nobody handled and every error that nobody caught meanwhile. */
export async function strays(work: () => Promise<void>): Promise<unknown[]> {
  const found: unknown[] = [];
  const note = (error: unknown) => found.push(error);
  process.on("unhandledRejection", note).on("uncaughtException", note);
  try {
    await work();
    await new Promise((resolve) => setTimeout(resolve, 100));
  } finally {
    process.off("unhandledRejection", note).off("uncaughtException", note);
  }
  return found;
}
