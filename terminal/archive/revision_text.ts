import type { RevisionResult } from "../../pipelines/archive/revision_result.ts";
import { columnTable } from "../column_table.ts";
import { type Fact, facts } from "../facts.ts";
import { feedTitle } from "../feed_title.ts";
import type { Screen } from "../screen.ts";
import { counted, minute, span } from "../words.ts";

/** How many groups are shown. */
const SHOWN = 120;

/**
 * How forecasts changed from run to run, for people, or how right they were where observations were given.
 *
 * @example
 * ```ts
 * process.stdout.write(revisionText(result, screen));
 * ```
 */
export function revisionText(result: RevisionResult, screen: Screen): string {
  const {
    consistency,
    accuracy,
    model_runs: runs,
    measure,
    unit,
    by,
    observations,
    output,
    seconds,
  } = result;
  const { style } = screen;
  const of = unit === null ? measure : `${measure} (${unit})`;
  const heads = { hours: "hours ahead", days: "days ahead", state: "state", town: "town" };
  const isConsistency = consistency !== null;
  const means: Fact = isConsistency
    ? ["means", "changes against the last forecast for the same hour: consistency, not accuracy"]
    : [
        "means",
        `errors against ${counted(observations?.rows ?? 0, "observation")} in ${observations?.path ?? ""}`,
      ];
  const did: Fact[] = [
    ["feed", feedTitle(result.feed, style)],
    ["runs", `${counted(runs.count, "run")} of the model, ${minute(runs.first)} to ${minute(runs.last)}`],
    means,
    ...(observations?.threshold == null
      ? []
      : [["events", `${measure} of ${observations.threshold} or more`] as Fact]),
  ];
  const rows = consistency ?? accuracy ?? [];
  const column = (header: string, values: readonly unknown[]) => ({ header, values });
  const shown = isConsistency
    ? [
        column(
          heads[by],
          consistency.map(({ group }) => group),
        ),
        column(
          "count",
          consistency.map(({ count }) => count),
        ),
        column(
          "mean change",
          consistency.map((row) => row.mean_absolute_change),
        ),
        column(
          "bias",
          consistency.map(({ bias }) => bias),
        ),
        column(
          "spread",
          consistency.map(({ spread }) => spread),
        ),
      ]
    : [
        column(
          heads[by],
          (accuracy ?? []).map(({ group }) => group),
        ),
        column(
          "count",
          (accuracy ?? []).map(({ count }) => count),
        ),
        column(
          "MAE",
          (accuracy ?? []).map(({ mae }) => mae),
        ),
        column(
          "RMSE",
          (accuracy ?? []).map(({ rmse }) => rmse),
        ),
        column(
          "bias",
          (accuracy ?? []).map(({ bias }) => bias),
        ),
        ...(observations?.threshold == null
          ? []
          : [
              column(
                "hits",
                (accuracy ?? []).map(({ hits }) => hits),
              ),
              column(
                "misses",
                (accuracy ?? []).map(({ misses }) => misses),
              ),
              column(
                "false alarms",
                (accuracy ?? []).map((row) => row.false_alarms),
              ),
            ]),
      ];
  const none = isConsistency
    ? "No hour was forecast twice: archive another run of the model."
    : "No forecast is of a town and an hour that was observed.";
  return [
    style.bold(`${isConsistency ? "Consistency" : "Accuracy"} of ${of}, in ${span(seconds)}`),
    "",
    facts(did, screen),
    "",
    rows.length === 0
      ? `  ${none}`
      : columnTable(
          shown.map(({ header, values }) => ({ header, values: values.slice(0, SHOWN) })),
          { rows: SHOWN, noun: "group", of: rows.length, ...screen },
        ),
    ...(output === null ? [] : ["", facts([["output", output]], screen)]),
    "",
  ].join("\n");
}
