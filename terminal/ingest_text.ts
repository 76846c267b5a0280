import type pl from "nodejs-polars";
import { type Feed, type Noun, nounOf } from "../configs/mod.ts";
import type { IngestResult } from "../pipelines/ingest/ingest_result.ts";
import type { FeedOrigin } from "../store/mod.ts";
import { noticed } from "./_noticed.ts";
import { type Fact, facts } from "./facts.ts";
import { feedTitle } from "./feed_title.ts";
import type { Screen } from "./screen.ts";
import { table } from "./table.ts";
import { counted, minute, size, span } from "./words.ts";

/**
 * What an ingest did, for people: where the feed came from, what was in it and what was odd, the first towns
 * of the snapshot, where the files are, and what to run next.
 *
 * @param next the command to run next, such as "merge --data-dir x", if one should be told
 *
 * @example
 * ```ts
 * process.stdout.write(ingestText(result, snapshot, smnHourly, "merge", screen));
 * ```
 */
export function ingestText(
  result: IngestResult,
  snapshot: pl.DataFrame,
  feed: Feed,
  next: string | undefined,
  screen: Screen,
): string {
  const { style, program } = screen;
  const { check, source, files, towns } = result;
  const noun = nounOf(result.feed);
  const { fewest, most } = check.town_records;
  const each = fewest === most ? `× ${counted(fewest, "record")}` : `with ${fewest} to ${most} records`;
  const did: Fact[] = [
    ["feed", feedTitle(result.feed, style)],
    ["fetched", fetched(source)],
    ["holds", `${counted(check.towns, noun)} ${each}, ${minute(check.first)} to ${minute(check.last)}`],
    [
      "kept",
      `the ${result.record === "last" ? "last record" : "record for this hour"} of ${every(towns, noun)}`,
    ],
    ...noticed(result, style),
  ];
  const shown = [...feed.key, ...feed.labels.slice(0, 2), feed.time, ...feed.means.flatMap(({ of }) => of)];
  const where: Fact[] =
    files === null
      ? [["dry run", `nothing was written; the snapshot would be version ${result.version}`]]
      : [
          ["snapshot", files.snapshot],
          ["manifest", files.manifest],
          ["body", files.raw],
          ...(next === undefined ? [] : [["next", style.bold(`${program} ${next}`)] as Fact]),
        ];
  return [
    style.bold(
      `${files === null ? "Checked" : "Ingested"} ${counted(towns, noun)} in ${span(result.seconds)}`,
    ),
    "",
    facts(did, screen),
    "",
    table(snapshot, shown, { rows: 5, noun, ...screen, all: "the file has all" }),
    "",
    facts(where, screen),
    "",
  ].join("\n");
}

/** HTTP status 304 means that the body did not travel again. */
function fetched({ status, bytes, from, requests }: FeedOrigin): string {
  const what = status === 304 ? `no newer feed than the ${size(bytes)} kept here,` : size(bytes);
  return `${what} from ${from}${requests > 1 ? ` in ${requests} requests` : ""}`;
}

function every(towns: number, noun: Noun): string {
  return `${towns === 1 ? "" : "each of "}${counted(towns, noun)}`;
}
