import { nounOf } from "../../configs/mod.ts";
import type { PageResult } from "../../pipelines/report/page_result.ts";
import { type Fact, facts } from "../facts.ts";
import { feedTitle } from "../feed_title.ts";
import type { Screen } from "../screen.ts";
import { counted, minute, size, span } from "../words.ts";

/** What the page does without, as a person is told. */
const MISSING: Readonly<Record<PageResult["missing_parts"][number], string>> = {
  "no-snapshot": "no snapshot is left: coverage and forecast curves are left out",
  "no-body": "the newest feed's body is not kept: forecast curves and revision are left out",
  "damaged-body":
    'the newest feed\'s body is damaged: forecast curves and revision are left out; "verify" tells more',
  "one-forecast": "only one forecast is kept: there is no revision to show until the next one",
  "no-coordinates": "there are no coordinates: the map is left out",
};

/**
 * What a result page was made from and where it is, for people.
 *
 * @example
 * ```ts
 * process.stdout.write(reportText(result, screen));
 * ```
 */
export function reportText(result: PageResult, screen: Screen): string {
  const { style } = screen;
  const noun = nounOf(result.feed);
  const instead = result.overwrote ? ", in place of the file that was there" : "";
  const lines: Fact[] = [
    ["feed", feedTitle(result.feed, style)],
    ["merged", `version ${result.version}`],
    ...(result.time_count > 0
      ? [["curves", `${counted(result.time_count, "time")} of each ${noun.singular}`] as Fact]
      : []),
    ...(result.compared_with === null
      ? []
      : [["revision", `since the run of ${minute(result.compared_with)}`] as Fact]),
    ...result.missing_parts.map((what): Fact => ["warning", style.warn(MISSING[what])]),
    ...(result.pages > 1 ? [["pages", `${counted(result.pages, "page")}, one for each state`] as Fact] : []),
    ["page", `${style.bold(result.output)}, ${size(result.bytes)}${instead}: open it in a browser`],
  ];
  const headline = `Reported ${counted(result.towns, noun)} in ${span(result.seconds)}`;
  return `${style.bold(headline)}\n\n${facts(lines, screen)}\n`;
}
