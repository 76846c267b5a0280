import type { PageReport } from "../pipelines/page_report.ts";
import { feedTitle } from "./_feed_title.ts";
import { type Fact, facts } from "./facts.ts";
import type { Screen } from "./screen.ts";
import { counted, minute, size, span } from "./words.ts";

/** What the page does without, as a person is told. */
const MISSING: Readonly<Record<PageReport["missing"][number], string>> = {
  "no-snapshot": "no snapshot is left: coverage and forecast curves are left out",
  "no-body": "the newest feed's body is not kept: forecast curves and revision are left out",
  "damaged-body":
    'the newest feed\'s body is damaged: forecast curves and revision are left out; "verify" tells more',
  "one-forecast": "only one forecast is kept: there is no revision to show until the next one",
  "no-coordinates": "the towns have no coordinates: the map is left out",
};

/**
 * What a report page was made from and where it is, for people.
 *
 * @example
 * ```ts
 * process.stdout.write(reportText(report, screen));
 * ```
 */
export function reportText(report: PageReport, screen: Screen): string {
  const { style } = screen;
  const lines: Fact[] = [
    ["feed", feedTitle(report.feed, style)],
    ["merged", `version ${report.version}`],
    ...(report.hours > 0 ? [["curves", `${counted(report.hours, "time")} of each town`] as Fact] : []),
    ...(report.compared_with === null
      ? []
      : [["revision", `since the run of ${minute(report.compared_with)}`] as Fact]),
    ...report.missing.map((what): Fact => ["noticed", style.warn(MISSING[what])]),
    ["page", `${style.bold(report.output)}, ${size(report.bytes)}: open it in a browser`],
  ];
  const headline = `Reported ${counted(report.towns, "town")} in ${span(report.seconds)}`;
  return `${style.bold(headline)}\n\n${facts(lines, screen)}\n`;
}
