import { nounOf } from "../configs/mod.ts";
import type { IngestResult } from "../pipelines/ingest/ingest_result.ts";
import type { Fact } from "./facts.ts";
import type { Style } from "./style.ts";
import { counted, minute, thousands } from "./words.ts";

/** What in an ingest is not as one would expect, a fact each; none when all is well. */
export function noticed(result: IngestResult, style: Style): Fact[] {
  const { source, check, expected, left_out, feed_unchanged_since, violations, quarantine, contract } =
    result;
  const { fewer_towns, fewer_records, missing_values } = result;
  const { towns, town_records, duplicates, empty, out_of_range } = check;
  const noun = nounOf(result.feed);
  const missing = expected.towns - towns;
  const short = expected.records_per_town - town_records.fewest;
  const words = [
    source.tls_verified === false && "TLS certificates were not checked: the feed may be anyone's",
    feed_unchanged_since !== null && `the feed is the same as at ${minute(feed_unchanged_since)} UTC`,
    missing > 0 && `${counted(missing, noun)} of ${thousands(expected.towns)} ${are(missing)} missing`,
    fewer_towns !== null && `${counted(fewer_towns, noun)} fewer than at the last ingest`,
    // Without towns their records are gone, too.
    fewer_records !== null &&
      fewer_towns === null &&
      `${counted(fewer_records, "record")} fewer than at the last ingest`,
    // What a feed has beyond its description is told of when it first has it.
    ...Object.entries(violations ?? {})
      .filter(([rule]) => rule !== "extra_column" || contract[rule]?.mode !== "evolve")
      .map(
        ([rule, rows]) =>
          rows > 0 && `${counted(rows, "row")} ${rows === 1 ? "violates" : "violate"} the rule ${rule}`,
      ),
    quarantine !== null && `${counted(quarantine.rows, "row")} quarantined in ${quarantine.file}`,
    short > 0 && `a ${noun.singular} has only ${town_records.fewest} of ${expected.records_per_town} records`,
    left_out > 0 && `${counted(left_out, noun)} ${are(left_out)} left out: no record at or before this hour`,
    duplicates > 0 && `${counted(duplicates, "record")} ${are(duplicates)} repeated: the last one counts`,
    ...empty.map(({ column, rows }) => {
      const marked = missing_values.find((found) => found.column === column)?.rows ?? 0;
      const some = marked === rows ? "all" : thousands(marked);
      const why = marked === 0 ? "" : `, ${some} of them by a value that stands for none`;
      return `${column} is empty in ${counted(rows, "record")}${why}`;
    }),
    ...out_of_range.map(
      ({ column, rows, lowest, highest }) =>
        `${column} is out of range in ${counted(rows, "record")} (${lowest} to ${highest})`,
    ),
  ];
  return words.filter((text) => text !== false).map((text) => ["warning", style.warn(text)]);
}

function are(count: number): string {
  return count === 1 ? "is" : "are";
}
