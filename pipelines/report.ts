import { join } from "node:path";
import { CATALOG, type Settings } from "../configs/mod.ts";
import { Failure } from "../errors/mod.ts";
import { bundlePage } from "../io/bundle_page.ts";
import { type Effects, realEffects } from "../io/effects.ts";
import { feedOfDataFolder, listVersions, overwriteFile, readManifest } from "../io/store/mod.ts";
import { reportPage } from "../reports/mod.ts";
import { newestForecasts } from "./_newest_forecasts.ts";
import { pageData } from "./_page_data.ts";
import { publishedTable } from "./_published_table.ts";
import type { MergeDetails } from "./merge_report.ts";
import type { PageReport } from "./page_report.ts";

export type ReportOptions = {
  readonly settings: Pick<Settings, "dataDir">;
  /** Where the page goes instead of `report.html` in the data folder. */
  readonly output?: string | undefined;
  /** The age from which on the page calls its data stale; six times of the feed unless given. */
  readonly staleAfterHours?: number | undefined;
};

/**
 * Writes one self-contained HTML page about the newest merged table, the feed behind it and what changed since
 * the feed before. It publishes no data and needs no network.
 *
 * @throws {Failure} `no-input` when there is no merged table yet, `contract` when it is not as it was published,
 * `cannot-create` or `io` when the page cannot be written; an older page then stays as it was
 *
 * @example
 * ```ts
 * const { output } = await report({ settings });
 * output; // "data/report.html"
 * ```
 */
export async function report(
  { settings: { dataDir }, output = join(dataDir, "report.html"), staleAfterHours }: ReportOptions,
  effects: Pick<Effects, "files"> = realEffects,
): Promise<PageReport> {
  const { files } = effects;
  const started = performance.now();
  const { folder } = CATALOG.merged;
  const feed = await feedOfDataFolder(dataDir, files);
  const [version] = await listVersions(join(dataDir, folder), files);
  if (feed === undefined || version === undefined) {
    const message = `Found no merged table in "${join(dataDir, folder)}". Run "municlima run", or "municlima demo" for made-up data.`;
    throw new Failure("no-input", message);
  }
  const manifest = await readManifest<MergeDetails>(dataDir, folder, version, files);
  const merged = await publishedTable(dataDir, manifest, files);
  const forecasts = await newestForecasts(dataDir, feed, files);
  const data = pageData({ feed, manifest, merged, forecasts, staleAfterHours });
  const page = new TextEncoder().encode(reportPage(data, await bundlePage()));
  await overwriteFile(output, page, files);
  return {
    schema_version: 1,
    command: "report",
    data_dir: dataDir,
    feed: feedLabel(feed),
    version,
    towns: merged.height,
    hours: data.forecast?.times.length ?? 0,
    compared_with: data.revision?.model_run ?? null,
    missing: data.missing,
    output,
    bytes: page.length,
    seconds: Number(((performance.now() - started) / 1000).toFixed(3)),
  };
}
