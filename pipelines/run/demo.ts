import { sample } from "../../configs/feeds/sample.ts";
import { CATALOG } from "../../configs/mod.ts";
import { type Effects, realEffects } from "../../io/effects.ts";
import { hourlyIssue, sampleMunicipalities, startSampleServer } from "../../sample/mod.ts";
import {
  assertFeed,
  type DataFolder,
  municipalitiesManifestName,
  municipalitiesName,
} from "../../store/mod.ts";
import { ingest } from "../ingest/ingest.ts";
import { merge } from "../merge/merge.ts";
import type { RunContext } from "./run_context.ts";

const HOUR = 3_600_000;

export type Demo = {
  readonly ingests: readonly Awaited<ReturnType<typeof ingest>>[];
  readonly merge: Awaited<ReturnType<typeof merge>>;
};

/**
 * Shows the whole path without a network: serves the synthetic feed on this machine, ingests two model runs
 * of it over HTTP, that of an hour ago and that of now, and merges them with the synthetic municipality table. The data
 * folder must be the sample's own or empty; what earlier demos left in it stays.
 *
 * @throws {Failure} `config` when the data folder belongs to another feed; else as `ingest` and `merge`
 *
 * @example
 * ```ts
 * const { merge } = await demo({ data, logs, settings: { ...settings, dataDir: "data/demo" } });
 * merge.result.towns; // 2463
 * ```
 */
export async function demo(
  { data, logs, settings, events, stop }: Omit<RunContext, "feedName" | "dryRun" | "runId">,
  effects: Effects = realEffects,
): Promise<Demo> {
  await assertFeed(data, sample);
  await publishMunicipalities(data);

  const now = effects.now();
  const earlier = new Date(now.getTime() - HOUR);
  let issue = hourlyIssue(earlier);
  const server = await startSampleServer({ port: 0, issue: () => issue });
  try {
    const feed = {
      ...sample,
      urls: [new URL(new URL(sample.urls[0]).pathname, server.url).href] as [string],
    };
    const options = { data, logs, settings, feed, events, stop };
    const anHourAgo = { ...effects, now: () => new Date(effects.now().getTime() - HOUR) };
    const first = await ingest(options, anHourAgo);
    issue = hourlyIssue(now);
    const second = await ingest(options, effects);
    return { ingests: [first, second], merge: await merge(options, effects) };
  } finally {
    await server.close();
  }
}

/** Gives the demo's data folder the synthetic municipality table, labelled so, unless it is there. */
async function publishMunicipalities({ objects }: DataFolder): Promise<void> {
  const name = municipalitiesName("20260101");
  const label = { schema_version: 1, dataset: CATALOG.municipalities.folder, synthetic: true };
  const encode = (text: string) => new TextEncoder().encode(text);
  await objects.putNew(municipalitiesManifestName(name), encode(`${JSON.stringify(label, undefined, 2)}\n`));
  await objects.putNew(name, encode(sampleMunicipalities()));
}
