import type { ArchivedBody, ArchiveResult } from "../../pipelines/archive/archive_result.ts";
import { type Fact, facts } from "../facts.ts";
import { feedTitle } from "../feed_title.ts";
import type { Screen } from "../screen.ts";
import { counted, minute, size, span } from "../words.ts";

/** How many runs of the model are told of one by one. */
const LISTED = 12;

/**
 * What was archived, for people: which runs of the model, how large they are, what was left out, and how to ask them.
 *
 * @example
 * ```ts
 * process.stdout.write(archiveText(result, screen));
 * ```
 */
export function archiveText(result: ArchiveResult, { style, width, program }: Screen): string {
  const { archived, archived_before, dry_run, restored, unreadable, seconds } = result;
  const bodies = (count: number) => counted(count, "feed body");
  const did: Fact[] = [
    ["feed", feedTitle(result.feed, style)],
    ...archived.slice(-LISTED).map((each): Fact => ["run", `${minute(each.run)}  ${sizes(each)}`]),
    ...(archived.length > LISTED
      ? [["", `and ${counted(archived.length - LISTED, "earlier run")}`] as Fact]
      : []),
    ...(archived_before > 0 ? [["before", `${bodies(archived_before)} archived already`] as Fact] : []),
    ...(restored > 0 ? [["restored", `${counted(restored, "damaged file")} made again`] as Fact] : []),
    ...(unreadable.length > 0
      ? [["left out", `${bodies(unreadable.length)} that cannot be read: see the warnings`] as Fact]
      : []),
  ];
  const title =
    archived.length === 0
      ? "Found nothing to archive"
      : dry_run
        ? `Would archive ${bodies(archived.length)}`
        : `Archived ${bodies(archived.length)} in ${span(seconds)}`;
  const ask = `${program} query "select run, count(*) as records from forecasts group by run order by run"`;
  const next: Fact[] = dry_run
    ? [["dry run", "nothing was written"]]
    : archived.length > 0
      ? [["next", style.bold(ask)]]
      : [];
  return [
    style.bold(title),
    "",
    facts(did, { style, width }),
    ...(next.length === 0 ? [] : ["", facts(next, { style, width })]),
    "",
  ].join("\n");
}

function sizes({ rows, bytes }: ArchivedBody): string {
  return bytes === null ? counted(rows, "record") : `${counted(rows, "record")}, ${size(bytes)} of Parquet`;
}
