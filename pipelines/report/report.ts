import { join } from "node:path";
import { feedLabel, type Settings } from "../../configs/mod.ts";
import { Failure } from "../../errors/mod.ts";
import pl from "../../frames/polars.ts";
import { bundlePage } from "../../io/bundle_page.ts";
import { type Effects, realEffects, secondsSince } from "../../io/effects.ts";
import { reportPage } from "../../reports/mod.ts";
import {
  type DataFolder,
  feedOfFolder,
  folderOf,
  MERGE_MANIFEST,
  REPORT_PAGE,
  readInventory,
  readManifest,
  versionsOf,
} from "../../store/mod.ts";
import { futureWarnings } from "../folder_warnings.ts";
import { readVersion } from "../read/read_version.ts";
import { writeOutput } from "../write_output.ts";
import { newestForecasts } from "./_newest_forecasts.ts";
import { pageData } from "./_page_data.ts";
import { pageCurves } from "./_page_series.ts";
import { writeSite } from "./_write_site.ts";
import type { PageResult } from "./page_result.ts";

export type ReportOptions = {
  readonly data: DataFolder;
  readonly settings: Pick<Settings, "dataDir" | "logDir">;
  /** Where the page goes instead of `report.html` in the data folder. */
  readonly output?: string | undefined;
  /** Keeps a file that is there. */
  readonly noClobber?: boolean;
  /** The age from which on the page calls its data stale; six times of the feed unless given. */
  readonly staleAfterHours?: number | undefined;
  /** Columns of the feed that the page should show besides the means', such as "raf". */
  readonly measures?: readonly string[];
  /** A folder that gets pages of the whole and of each state, instead of the one page. */
  readonly site?: string | undefined;
};

/**
 * Writes one self-contained HTML page about the newest merged table, the feed behind it and what changed since
 * the feed before. It publishes no data and needs no network.
 *
 * @throws {Failure} `no-input` when there is no merged table yet, `usage` when the feed has no such measure, `contract`
 * when the table is not as it was published, `cannot-create` or `io` when the page cannot be written; an older page then stays as it was
 *
 * @example
 * ```ts
 * const { output } = await report({ data, settings });
 * output; // "data/report.html"
 * ```
 */
export async function report(
  { data, settings, output, noClobber, staleAfterHours, measures = [], site }: ReportOptions,
  { files, now }: Pick<Effects, "files" | "now"> = realEffects,
): Promise<PageResult> {
  const started = performance.now();
  const at = now();
  const feed = await feedOfFolder(data);
  const inventory = await readInventory(data);
  const folder = folderOf("merged");
  const [version] = versionsOf(inventory, "merged", at).versions;
  if (feed === undefined || version === undefined) {
    const message = `Found no merged table in "${data.objects.where(folder)}". Run "municlima run", or "municlima demo" for made-up data.`;
    throw new Failure("no-input", message);
  }
  const manifest = await readManifest(data, inventory, folder, version, MERGE_MANIFEST);
  const merged = await readVersion(data, inventory, "merged", version, feed, pl.Utf8);
  const curves = pageCurves(feed, measures);
  const forecasts = await newestForecasts(data, inventory, feed, curves.curves, at);
  const content = pageData({ feed, manifest, merged, forecasts, staleAfterHours, pageCurves: curves });
  const assets = await bundlePage();
  const page = new TextEncoder().encode(reportPage(content, assets));
  const pages = site === undefined ? 1 : await writeSite(site, content, assets, settings, files);
  const overwrote =
    output !== undefined && (await writeOutput(output, page, { ...settings, noClobber }, files)).overwrote;
  if (output === undefined && site === undefined) await data.objects.replace(REPORT_PAGE, page);
  return {
    schema_version: 1,
    command: "report",
    data_dir: settings.dataDir,
    warnings: futureWarnings(inventory, at),
    feed: feedLabel(feed),
    version,
    towns: merged.height,
    time_count: content.forecast?.times.length ?? 0,
    compared_with: content.revision?.model_run ?? null,
    missing_parts: content.missing,
    output: output ?? (site === undefined ? data.objects.where(REPORT_PAGE) : join(site, "index.html")),
    pages,
    overwrote,
    bytes: page.length,
    seconds: secondsSince(started),
  };
}
