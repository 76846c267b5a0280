import { type Noun, nounOf } from "../configs/mod.ts";
import type { MergeStatus, SnapshotStatus, StatusResult } from "../pipelines/maintain/status_result.ts";
import { repeatedFact } from "./archive/repeated_fact.ts";
import { conditionText } from "./condition_text.ts";
import { type Fact, facts } from "./facts.ts";
import { feedTitle } from "./feed_title.ts";
import { missedFacts } from "./missed_facts.ts";
import type { Screen } from "./screen.ts";
import type { Style } from "./style.ts";
import { ago, counted, minute, size, span, thousands } from "./words.ts";

/**
 * The state of a data folder, for people, and what to run where something is missing.
 *
 * @param command gives the arguments of a command on the same folder: "merge" gives "merge --data-dir x"
 *
 * @example
 * ```ts
 * process.stdout.write(statusText(await status(settings), (verb) => verb, screen));
 * ```
 */
export function statusText(result: StatusResult, command: (verb: string) => string, screen: Screen): string {
  const { style, program } = screen;
  const { feed, snapshot_count, newest_snapshot, newest_merge, last_run } = result;
  const noun = nounOf(feed ?? {});
  const none = (verb: string) => `none yet: run ${style.bold(`${program} ${command(verb)}`)}`;
  const lines: Fact[] = [["feed", feed === null ? "none yet" : feedTitle(feed, style)]];

  if (newest_snapshot !== null) lines.push(...snapshotFacts(newest_snapshot, snapshot_count, noun, style));
  else lines.push(["snapshots", none("ingest")]);

  if (newest_merge !== null)
    lines.push(...mergeFacts(newest_merge, noun, `${program} ${command("merge")}`, style));
  else lines.push(["merged", newest_snapshot === null ? "none yet" : none("merge")]);

  lines.push(...missedFacts(result.missed, style));
  if (last_run !== null) lines.push(["last run", lastRun(last_run, style)]);
  if (result.disk.length > 0) lines.push(["disk", disk(result.disk)]);
  const { file_count, bytes } = result.history;
  if (file_count > 0) lines.push(["history", `${size(bytes)} in ${counted(file_count, "file")}`]);
  for (const limit of result.limits) lines.push(["note", limit]);
  return `${condition(result, style)}\n\n${style.bold(`Data folder ${result.data_dir}`)}\n\n${facts(lines, screen)}\n`;
}

/** One word in its colour, and why. */
function condition(result: StatusResult, { good, warn, bad }: Style): string {
  const { is } = result.condition;
  const paint = { fresh: good, empty: warn, stale: warn, unchanged: warn, missing: bad, failing: bad }[is];
  return `${paint(is)}: ${conditionText(result)}`;
}

/** The largest first. */
function disk(use: StatusResult["disk"]): string {
  const total = use.reduce((sum, { bytes }) => sum + bytes, 0);
  const parts = [...use]
    .sort((a, b) => b.bytes - a.bytes)
    .map(({ folder, file_count, bytes }) => `${folder} ${size(bytes)} in ${counted(file_count, "file")}`);
  return `${size(total)}: ${parts.join(", ")}`;
}

function snapshotFacts(newest: SnapshotStatus, count: number, noun: Noun, { warn }: Style): Fact[] {
  const { version, towns, age_seconds, model_run, feed_unchanged_since } = newest;
  const { fetched, issued } = age_seconds;
  return [
    ["snapshots", `${thousands(count)}, the newest ${version} with ${counted(towns, noun)}`],
    [
      "age",
      `fetched ${ago(fetched)}, issued ${issued === null ? "at an unknown time" : ago(issued)}, ` +
        `run of ${minute(model_run)} on the feed's clock`,
    ],
    ...(feed_unchanged_since === null
      ? []
      : [["warning", warn(`the feed is the same as at ${minute(feed_unchanged_since)} UTC`)] as Fact]),
  ];
}

function mergeFacts(newest: MergeStatus, noun: Noun, again: string, { bad, bold }: Style): Fact[] {
  const { version, towns, age_seconds, averaged, current_csv } = newest;
  const merged: Fact = ["merged", `${version} with ${counted(towns, noun)}, ${ago(age_seconds.published)}`];
  const facts = [merged, ...repeatedFact(averaged)];
  if (current_csv === "same") return facts;
  const wrong = current_csv === "missing" ? "is missing" : "is not this table";
  return [...facts, ["warning", `${bad(`current.csv ${wrong}`)}: run ${bold(again)}`]];
}

function lastRun(run: NonNullable<StatusResult["last_run"]>, { good, bad }: Style): string {
  const { command, started_at, seconds, exit_code, error } = run;
  const outcome = exit_code === 0 ? good("done") : `${bad(`failed with exit code ${exit_code}`)}: ${error}`;
  return `${command} at ${minute(started_at)} UTC, ${span(seconds)}, ${outcome}`;
}
