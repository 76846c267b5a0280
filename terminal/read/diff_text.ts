import { nounOf } from "../../configs/mod.ts";
import type { DiffResult } from "../../pipelines/read/diff_result.ts";
import { columnTable } from "../column_table.ts";
import { type Fact, facts } from "../facts.ts";
import type { Screen } from "../screen.ts";
import type { Style } from "../style.ts";
import { counted, minute, thousands } from "../words.ts";

/** How many towns that are new or gone are named, and how many changes of a measure; `--json` has them all. */
const NAMED = 8;
const LARGEST = 3;

/**
 * What differs between two versions, for people: towns that came and went, each measure's changes, and the towns
 * where a measure changed most.
 *
 * @example
 * ```ts
 * process.stdout.write(diffText(await diff({ settings }), screen));
 * ```
 */
export function diffText(result: DiffResult, screen: Screen): string {
  const { style } = screen;
  const noun = nounOf(result.feed);
  const { town_counts, measures, columns } = result;
  const lines: Fact[] = [
    ...hoursFacts(result, style),
    [
      noun.plural,
      `${thousands(town_counts.in_both)} in both, ${thousands(town_counts.changed)} of them changed`,
    ],
    ...someTowns("new", result.new, result),
    ...someTowns("gone", result.gone, result),
  ];
  const known = new Set(measures.map(({ name }) => name));
  const moved = measures.filter((measure) => measure.changed > 0);
  const changed = moved.filter((measure) => !isTiny(measure));
  const others = [
    ...columns
      .filter(({ name, changed }) => changed > 0 && !known.has(name))
      .map(({ name, changed }) => `${name} of ${counted(changed, noun)}`),
    ...moved
      .filter(isTiny)
      .map(({ name, changed }) => `${name} of ${counted(changed, noun)}, by less than 0.01`),
  ];
  if (others.length > 0) lines.push(["also", others.join(", ")]);
  const only = [...result.only_older, ...result.only_newer];
  if (only.length > 0) lines.push(["columns", `in one version only: ${only.join(", ")}`]);

  const summary = [
    {
      header: "measure",
      values: changed.map(
        ({ name, unit, total }) => `${unit === null ? name : `${name} ${unit}`}${total ? " in total" : ""}`,
      ),
    },
    { header: noun.plural, values: changed.map((measure) => measure.changed) },
    { header: "mean", values: changed.map(({ mean_change }) => mean_change) },
    { header: "lowest", values: changed.map(({ lowest_change }) => lowest_change) },
    { header: "highest", values: changed.map(({ highest_change }) => highest_change) },
    // By the same hours a town has both or counts for nothing.
    ...(result.compared === "same_hours"
      ? []
      : [
          { header: "appeared", values: changed.map(({ appeared }) => appeared) },
          { header: "vanished", values: changed.map(({ vanished }) => vanished) },
        ]),
  ];
  const shape = { rows: changed.length, noun: "measure", ...screen };
  const parts = [
    style.bold(`${result.dataset}: ${result.newer} compared with ${result.older}`),
    facts(lines, screen),
    ...(changed.length === 0 ? [] : [columnTable(summary, shape)]),
    ...changed.map((measure) => largestOf(measure, screen)),
  ];
  return `${parts.join("\n\n")}\n`;
}

function someTowns(label: string, towns: DiffResult["new"], { key, feed }: DiffResult): Fact[] {
  if (towns.length === 0) return [];
  const named = towns.slice(0, NAMED).map((town) => key.map((name) => town[name]).join("-"));
  const more = towns.length > NAMED ? " …" : "";
  return [[label, `${counted(towns.length, nounOf(feed))}: ${named.join(", ")}${more}`]];
}

function largestOf(
  { name, largest }: DiffResult["measures"][number],
  screen: Pick<Screen, "style" | "width">,
): string {
  const some = largest.filter(({ change }) => !roundsToZero(Number(change))).slice(0, LARGEST);
  const shown = Object.keys(some[0] ?? {}).filter((column) => !/^(lat|lon)$/.test(column));
  const columns = shown.map((header) => ({ header, values: some.map((row) => row[header]) }));
  const shape = { rows: LARGEST, noun: "change", ...screen };
  return `${screen.style.dim(`  largest changes of ${name}`)}\n${columnTable(columns, shape)}`;
}

/** Says first what was compared, where it is not plainly two tables. */
function hoursFacts({ compared, same_hours: hours }: DiffResult, { warn }: Style): Fact[] {
  if (hours !== null) {
    const span = `${minute(hours.first)} to ${minute(hours.last)}`;
    return [["hours", `the ${thousands(hours.count)} that both forecasts have, ${span}`]];
  }
  if (compared !== "different_hours") return [];
  const why =
    "different hours: a feed body is gone or they share no hour, so each snapshot's own record is compared, and the time of day is part of every change";
  return [["warning", warn(why)]];
}

/** Whether all of a measure's changes would read 0.00. */
function isTiny({ mean_change, lowest_change, highest_change }: DiffResult["measures"][number]): boolean {
  return [mean_change, lowest_change, highest_change].every(
    (change) => change !== null && roundsToZero(change),
  );
}

function roundsToZero(change: number): boolean {
  return Math.abs(change) < 0.005;
}
