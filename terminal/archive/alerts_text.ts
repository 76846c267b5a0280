import type { AlertsResult } from "../../pipelines/archive/alerts_result.ts";
import { columnTable } from "../column_table.ts";
import { type Fact, facts } from "../facts.ts";
import { feedTitle } from "../feed_title.ts";
import type { Screen } from "../screen.ts";
import { counted, minute, span } from "../words.ts";

/** How many alerts are shown. */
const SHOWN = 60;

/**
 * Alerts for people: what is new, gone or changed, and that it is no official warning.
 *
 * @example
 * ```ts
 * process.stdout.write(alertsText(result, screen));
 * ```
 */
export function alertsText(result: AlertsResult, screen: Screen): string {
  const { alerts, counts, notice, run, previous_run, output, all, seconds } = result;
  const { style } = screen;
  const compared =
    previous_run === null ? "no run before it" : `compared with the run of ${minute(previous_run)}`;
  const did: Fact[] = [
    ["feed", feedTitle(result.feed, style)],
    ["run", `${minute(run)}, ${compared}`],
    [
      "alerts",
      `${counts.new_count} new, ${counts.changed_count} changed, ${counts.gone_count} gone, ${counts.same_count} the same`,
    ],
    ["notice", style.warn(notice)],
    ...(output === null ? [] : [["output", output] as Fact]),
  ];
  const column = (header: string, of: keyof AlertsResult["alerts"][number]) => ({
    header,
    values: alerts.slice(0, SHOWN).map((alert) => alert[of]),
  });
  const table = columnTable(
    [
      column("state", "state"),
      column("day", "day"),
      column("rule", "rule"),
      column("town", "name"),
      column("value", "forecast_value"),
      column("before", "value_before"),
      column("since run", "since"),
    ],
    { rows: SHOWN, noun: "alert", of: alerts.length, all: "`--output alerts.csv` has all", ...screen },
  );
  const title = `${counted(alerts.length, "alert")}${all ? "" : " new, changed or gone"}, in ${span(seconds)}`;
  return [style.bold(title), "", facts(did, screen), "", ...(alerts.length === 0 ? [] : [table, ""])].join(
    "\n",
  );
}
