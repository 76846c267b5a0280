import type { SnapshotStatus, StatusReport } from "../pipelines/status.ts";
import { feedTitle } from "./_feed_title.ts";
import { type Fact, facts } from "./facts.ts";
import type { Screen } from "./screen.ts";
import { counted, minute, span } from "./words.ts";

/**
 * The state of a data folder, for people.
 *
 * @example
 * ```ts
 * process.stdout.write(statusText(await status(settings), screen));
 * ```
 */
export function statusText(report: StatusReport, { style, program }: Screen): string {
  const { feed, newest_snapshot, newest_merge, last_run } = report;
  const lines: Fact[] = [["feed", feed === null ? "none yet" : feedTitle(feed, style)]];

  if (newest_snapshot === null) lines.push(["snapshots", `none yet: run ${style.bold(`${program} ingest`)}`]);
  else lines.push(...snapshotFacts(newest_snapshot, report.snapshots, style.warn));

  if (newest_merge === null) lines.push(["merged", "none yet"]);
  else {
    const { version, towns, age_seconds, current_csv } = newest_merge;
    lines.push(["merged", `${version}, ${counted(towns, "town")}, ${span(age_seconds)} ago`]);
    if (current_csv !== "same")
      lines.push(["noticed", style.bad(`current.csv is ${current_csv}: run merge again`)]);
  }
  if (last_run !== null) {
    const { command, started_at, seconds, exit_code, error } = last_run;
    const outcome =
      exit_code === 0 ? style.good("done") : style.bad(`failed with exit code ${exit_code}: ${error}`);
    lines.push(["last run", `${command} at ${minute(started_at)} UTC, ${span(seconds)}, ${outcome}`]);
  }
  return `${style.bold(`Data folder ${report.data_dir}`)}\n${facts(lines, style)}\n`;
}

function snapshotFacts(newest: SnapshotStatus, count: number, warn: (text: string) => string): Fact[] {
  const { version, towns, age_seconds, model_run, feed_unchanged_since } = newest;
  const issued = age_seconds.issued === null ? "at a time not told" : `${span(age_seconds.issued)} ago`;
  return [
    ["snapshots", `${count.toLocaleString("en-US")}, the newest ${version} with ${counted(towns, "town")}`],
    [
      "age",
      `fetched ${span(age_seconds.fetched)} ago, issued ${issued}, run of ${minute(model_run)} on the feed's clock`,
    ],
    ...(feed_unchanged_since === null
      ? []
      : [["noticed", warn(`the feed is the same as at ${minute(feed_unchanged_since)} UTC`)] as Fact]),
  ];
}
