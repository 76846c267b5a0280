import type pl from "nodejs-polars";
import type { Feed } from "../configs/mod.ts";
import type { MergeReport } from "../pipelines/merge_report.ts";
import { feedTitle } from "./_feed_title.ts";
import { type Fact, facts } from "./facts.ts";
import type { Screen } from "./screen.ts";
import { table } from "./table.ts";
import { counted, minute, span } from "./words.ts";

/** How many keys without a partner are named; the manifest has them all. */
const NAMED = 8;

/**
 * What a merge did, for people: which snapshots and which municipality table it took, what found no partner,
 * the first towns of the merged table, where the files are, and what to run next.
 *
 * @param next the command to run next, such as "status", if one should be told
 *
 * @example
 * ```ts
 * process.stdout.write(mergeText(report, merged, smnHourly, "status", screen));
 * ```
 */
export function mergeText(
  report: MergeReport,
  merged: pl.DataFrame,
  feed: Feed,
  next: string | undefined,
  screen: Screen,
): string {
  const { style } = screen;
  const { snapshots, window, municipalities, unmatched, files, towns } = report;
  const short = snapshots.length < window;
  const did: Fact[] = [
    ["feed", feedTitle(report.feed, style)],
    ...snapshots.map(
      ({ version, model_run }): Fact => ["snapshot", `${version}, run of ${minute(model_run)}`],
    ),
    ...(short
      ? [
          [
            "noticed",
            style.warn(`only ${counted(snapshots.length, "hour")} of ${window} has a snapshot`),
          ] as Fact,
        ]
      : []),
    [
      "joined",
      `${counted(municipalities.rows, "municipality")} of ${municipalities.path}` +
        (municipalities.synthetic ? style.warn(" (made-up values)") : ""),
    ],
    ...unmatchedFact("without a municipality", unmatched.towns),
    ...unmatchedFact("without a forecast", unmatched.municipalities),
  ];
  const extra = merged.columns.slice(merged.columns.indexOf(`${feed.time}_last`) + 1, 99);
  const shown = [
    ...feed.key,
    ...feed.labels.slice(0, 2),
    ...feed.means.map(({ name }) => name),
    "records",
    ...extra,
  ];
  const where: Fact[] =
    files === null
      ? [["dry run", `nothing was written; the tables would be version ${report.version}`]]
      : [
          ["means", files.means],
          ["merged", files.merged],
          ["current", style.bold(files.current)],
          ...(next === undefined ? [] : [["next", style.bold(`${screen.program} ${next}`)] as Fact]),
        ];
  return [
    style.bold(
      `${files === null ? "Checked" : "Merged"} ${counted(towns.merged, "town")} in ${span(report.seconds)}`,
    ),
    "",
    facts(did, style),
    "",
    table(merged, shown, { rows: 5, noun: "town", width: screen.width }),
    "",
    facts(where, style),
    "",
  ].join("\n");
}

function unmatchedFact(label: string, keys: readonly string[]): Fact[] {
  if (keys.length === 0) return [];
  const more = keys.length > NAMED ? ` and ${keys.length - NAMED} more` : "";
  return [
    [
      "unmatched",
      `${keys.length.toLocaleString("en-US")} ${label}: ${keys.slice(0, NAMED).join(", ")}${more}`,
    ],
  ];
}
