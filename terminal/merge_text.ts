import type pl from "nodejs-polars";
import { cvegeoKey, type Feed, hasMunicipalities, type Noun, nounOf } from "../configs/mod.ts";
import { CVEGEO } from "../frames/mod.ts";
import type { MergeResult } from "../pipelines/merge/merge_result.ts";
import type { SnapshotInput } from "../store/mod.ts";
import { repeatedFact } from "./archive/repeated_fact.ts";
import { type Fact, facts } from "./facts.ts";
import { feedTitle } from "./feed_title.ts";
import type { Screen } from "./screen.ts";
import type { Style } from "./style.ts";
import { table } from "./table.ts";
import { counted, minute, span, thousands } from "./words.ts";

/** How many keys without a partner are named, and how many snapshots; the manifest has them all. */
const NAMED = 8;
const LISTED = 3;

/**
 * What a merge did, for people: which snapshots and which municipality table it took, what found no partner,
 * the first towns of the merged table, where the files are, and what to run next.
 *
 * @param next the command to run next, such as "status", if one should be told
 *
 * @example
 * ```ts
 * process.stdout.write(mergeText(result, merged, smnHourly, "status", screen));
 * ```
 */
export function mergeText(
  result: MergeResult,
  merged: pl.DataFrame,
  feed: Feed,
  next: string | undefined,
  screen: Screen,
): string {
  const { style } = screen;
  const noun = nounOf(result.feed);
  const { snapshots, window, municipalities, files, towns } = result;
  const did: Fact[] = [
    ["feed", feedTitle(result.feed, style)],
    ...snapshotFacts(snapshots),
    ...repeatedFact({ snapshot_count: snapshots.length, repeated: result.repeated }),
    ...(snapshots.length < window
      ? [["warning", style.warn(onlyFew(snapshots.length, window, result.window_by))] as Fact]
      : []),
    // What has another key than municipalities is never joined.
    ...(municipalities !== null || hasMunicipalities(feed)
      ? [["joined", joinedWith(municipalities, style)] as Fact]
      : []),
    ...unmatchedFact(noun, "municipality", result.unmatched_towns),
    ...unmatchedFact("municipality", "forecast", result.unmatched_municipalities),
  ];
  // The keys are shown, which the last column has in one.
  const extra = merged.columns
    .slice(merged.columns.indexOf(`${feed.time}_last`) + 1)
    .filter((name) => name !== CVEGEO || cvegeoKey(feed) === undefined);
  const shown = [
    ...feed.key,
    ...feed.labels.slice(0, 2),
    ...feed.means.map(({ name }) => name),
    "records",
    ...extra,
  ];
  const where: Fact[] =
    files === null
      ? [["dry run", `nothing was written; the tables would be version ${result.version}`]]
      : [
          ["means", files.means],
          ["merged", files.merged],
          ["current", style.bold(files.current)],
          ...(next === undefined ? [] : [["next", style.bold(`${screen.program} ${next}`)] as Fact]),
        ];
  return [
    style.bold(`${files === null ? "Checked" : "Merged"} ${counted(towns, noun)} in ${span(result.seconds)}`),
    "",
    facts(did, screen),
    "",
    table(merged, shown, { rows: 5, noun, ...screen, all: "the file has all" }),
    "",
    facts(where, screen),
    "",
  ].join("\n");
}

function joinedWith(municipalities: MergeResult["municipalities"], { warn }: Style): string {
  if (municipalities === null)
    return warn("nothing: there is no municipality table, so these are the means alone");
  const { rows, path, synthetic, further = [] } = municipalities;
  const more = further.length === 0 ? "" : ` and ${counted(further.length, "table")} beside it`;
  return `${counted(rows, "municipality")} of ${path}${more}${synthetic ? warn(" (made-up values)") : ""}`;
}

function snapshotFacts(snapshots: readonly SnapshotInput[]): Fact[] {
  const [first, last] = [snapshots.at(0), snapshots.at(-1)];
  if (first === undefined || last === undefined || snapshots.length <= LISTED) {
    return snapshots.map(({ version, model_run }) => ["snapshot", `${version}, run of ${minute(model_run)}`]);
  }
  return [
    ["snapshots", `${thousands(snapshots.length)}, from ${first.version} to ${last.version}`],
    ["runs", `${minute(first.model_run)} to ${minute(last.model_run)}`],
  ];
}

function onlyFew(count: number, window: number, by: MergeResult["window_by"]): string {
  const what = by === "hour" ? "hour" : "run";
  return `only ${count} of ${counted(window, what)} ${count === 1 ? "has" : "have"} a snapshot`;
}

function unmatchedFact(what: string | Noun, missing: string, keys: readonly string[]): Fact[] {
  if (keys.length === 0) return [];
  const more = keys.length > NAMED ? ` and ${keys.length - NAMED} more` : "";
  return [
    [
      "unmatched",
      `${counted(keys.length, what)} without a ${missing}: ${keys.slice(0, NAMED).join(", ")}${more}`,
    ],
  ];
}
