import type { CompactedMonth, CompactResult } from "../pipelines/maintain/compact_result.ts";
import { type Fact, facts } from "./facts.ts";
import { feedTitle } from "./feed_title.ts";
import type { Screen } from "./screen.ts";
import { counted, size, span } from "./words.ts";

/** How many months are told of one by one. */
const LISTED = 12;

/**
 * What a compaction did, for people: which months became Parquet and how much smaller that is, what was left,
 * and what to run next.
 *
 * @param next gives the arguments of a command on the same folder: "merge" gives "merge --data-dir x"
 *
 * @example
 * ```ts
 * process.stdout.write(compactText(result, (verb) => verb, screen));
 * ```
 */
export function compactText(
  result: CompactResult,
  next: (verb: string) => string,
  { style, width, program }: Screen,
): string {
  const { months, dry_run, compacted_before, current_month, removed_csv } = result;
  const snapshots = sum(months, "snapshot_count");
  const did: Fact[] = [
    ["feed", feedTitle(result.feed, style)],
    ...months.slice(-LISTED).map((month): Fact => ["month", `${month.month}  ${sizes(month)}`]),
    ...(months.length > LISTED
      ? [["", `and ${counted(months.length - LISTED, "earlier month")}`] as Fact]
      : []),
    ...(months.length > 1 ? [["together", sizes(total(months))] as Fact] : []),
    ...(compacted_before > 0
      ? [
          [
            "before",
            `${counted(compacted_before, "snapshot")} ${were(compacted_before)} Parquet already`,
          ] as Fact,
        ]
      : []),
    ...(current_month === null
      ? []
      : [
          [
            "left",
            `${counted(current_month.snapshot_count, "snapshot")} of ${current_month.month}, which is not over (--all takes them too)`,
          ] as Fact,
        ]),
    ...removedFact(result),
  ];
  const again: Fact[] = [];
  if (dry_run) again.push(["dry run", "nothing was written"]);
  else if (snapshots > 0 && removed_csv === null)
    again.push(["next", `${style.bold(`${program} ${next("compact")} --remove-csv`)} removes the CSVs`]);
  return [
    style.bold(title(result, snapshots)),
    "",
    facts(did, { style, width }),
    ...(again.length === 0 ? [] : ["", facts(again, { style, width })]),
    "",
  ].join("\n");
}

function title({ dry_run, removed_csv, seconds }: CompactResult, snapshots: number): string {
  if (snapshots > 0 && dry_run) return `Would compact ${counted(snapshots, "snapshot")}`;
  if (snapshots > 0) return `Compacted ${counted(snapshots, "snapshot")} in ${span(seconds)}`;
  if (removed_csv === null || removed_csv.file_count === 0) return "Found nothing to compact";
  return dry_run
    ? `Would remove ${counted(removed_csv.file_count, "CSV")}`
    : `Removed ${counted(removed_csv.file_count, "CSV")} in ${span(seconds)}`;
}

function removedFact({ removed_csv, dry_run }: CompactResult): Fact[] {
  if (removed_csv === null) return [];
  const { file_count, bytes } = removed_csv;
  if (file_count === 0) return [["removed", "no CSV: there was none beside a Parquet file"]];
  if (dry_run) return [["remove", `${counted(file_count, "CSV")} would be removed, ${size(bytes)}`]];
  return [
    [
      "removed",
      `${counted(file_count, "CSV")}, ${size(bytes)}, which the Parquet gives back byte for byte; their manifests stay`,
    ],
  ];
}

function sizes({
  snapshot_count,
  rows,
  csv_bytes,
  parquet_bytes,
}: Omit<CompactedMonth, "month" | "files">): string {
  const what = `${counted(snapshot_count, "snapshot")}, ${counted(rows, "row")}, ${size(csv_bytes)} of CSV`;
  if (parquet_bytes === null) return what;
  return `${what} → ${size(parquet_bytes)} of Parquet (${Math.round((100 * parquet_bytes) / csv_bytes)} %)`;
}

function total(months: readonly CompactedMonth[]): Parameters<typeof sizes>[0] {
  return {
    snapshot_count: sum(months, "snapshot_count"),
    rows: sum(months, "rows"),
    csv_bytes: sum(months, "csv_bytes"),
    parquet_bytes: months.some(({ parquet_bytes }) => parquet_bytes === null)
      ? null
      : months.reduce((bytes, { parquet_bytes }) => bytes + (parquet_bytes ?? 0), 0),
  };
}

function sum(months: readonly CompactedMonth[], of: "snapshot_count" | "rows" | "csv_bytes"): number {
  return months.reduce((all, month) => all + month[of], 0);
}

function were(count: number): string {
  return count === 1 ? "was" : "were";
}
