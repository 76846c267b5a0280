import type pl from "nodejs-polars";
import { type Feed, feedLabel, nounOf, type Settings } from "../../configs/mod.ts";
import { didYouMean, Failure } from "../../errors/mod.ts";
import {
  correlations,
  describeColumns,
  figureDifferences,
  measuresOf,
  plainRows,
  type SummaryEngine,
  summarizeColumns,
  weightedMeans,
} from "../../frames/mod.ts";
import { type Effects, realEffects, secondsSince } from "../../io/effects.ts";
import { type DataFolder, readInventory, type VersionedDataset } from "../../store/mod.ts";
import { futureWarnings, knownFeedOf } from "../folder_warnings.ts";
import { unitsOf } from "../table_details.ts";
import { chosenVersion } from "./_chosen_version.ts";
import { readVersion } from "./read_version.ts";
import type { SummarizeResult } from "./summarize_result.ts";

export type SummarizeOptions = {
  readonly data: DataFolder;
  readonly settings: Pick<Settings, "dataDir">;
  readonly dataset?: VersionedDataset;
  /** The newest, unless given. */
  readonly version?: string | undefined;
  /** Only this measure. */
  readonly measure?: string | undefined;
  /** A column of numbers: means are also taken with each town as often as it says. */
  readonly weight?: string | undefined;
  /** What computes the figures; correlations are always Polars'. */
  readonly engine?: SummaryEngine;
};

/**
 * Describes the measures of a dataset in figures, over all towns and over those of each state, and how they go
 * together.
 *
 * @throws {Failure} `no-input` when there is no such version; `usage` when it has no such measure, or the weight is no column of numbers; `contract` or `io`
 * when it was changed or cannot be read
 *
 * @example
 * ```ts
 * const { measures } = await summarize({ data, settings });
 * measures[0]; // { measure: "temp_mean", count: 2463, nulls: 0, mean: 13.8, … }
 * ```
 */
export async function summarize(
  {
    data,
    settings: { dataDir },
    dataset = "merged",
    version: wanted,
    measure,
    weight,
    engine = "polars",
  }: SummarizeOptions,
  { now }: Pick<Effects, "now"> = realEffects,
): Promise<SummarizeResult> {
  const started = performance.now();
  const at = now();
  const feed = await knownFeedOf(data);
  const inventory = await readInventory(data);
  const version = chosenVersion(data, inventory, dataset, wanted, at);
  const table = await readVersion(data, inventory, dataset, version, feed);
  const all = measuresOf(table, feed);
  if (measure !== undefined && !all.includes(measure)) {
    const message = `There is no measure "${measure}" in "${dataset}".${didYouMean(measure, all)} It has ${all.join(", ")}.`;
    throw new Failure("usage", message);
  }
  const measures = measure === undefined ? all : [measure];
  const units = unitsOf(dataset, feed);
  if (weight !== undefined) assertWeight(weight, table, dataset);
  /** The figures of each group, with the weighted means where there is a weight. */
  const figuresOf = async (by: readonly string[], engine: SummaryEngine) => {
    const rows = plainRows(await summarizeColumns(table, measures, by, engine));
    if (weight === undefined) return rows;
    const { means } = weightedMeans(table, measures, weight, by);
    const known = new Map(means.map(({ by, measure, mean }) => [JSON.stringify([...by, measure]), mean]));
    return rows.map((row) => {
      const weighted = known.get(JSON.stringify([...by.map((name) => row[name]), row.measure])) ?? null;
      return Object.fromEntries(
        Object.entries(row).flatMap(([name, value]) =>
          name === "mean"
            ? [[name, value] as const, ["weighted_mean", weighted] as const]
            : [[name, value] as const],
        ),
      );
    });
  };
  // A key of one column has no part that several share.
  const statesBy = async (engine: SummaryEngine) =>
    feed.key.length < 2 ? [] : await figuresOf(stateColumns(table, feed), engine);
  const [figures, states] = [await figuresOf([], engine), await statesBy(engine)];
  const beside = engine === "polars" ? [] : await figuresOf([], "polars");
  const differences =
    engine === "polars"
      ? []
      : [...figureDifferences(beside, figures), ...figureDifferences(await statesBy("polars"), states)];
  const weightless = weight === undefined ? null : weightedMeans(table, [], weight, []).weightless;
  const beyond = figures.filter(({ count, mean }) => Number(count) > 0 && mean === null);
  return {
    schema_version: 1,
    command: "summarize",
    data_dir: dataDir,
    warnings: [
      ...futureWarnings(inventory, at),
      ...(differences.length === 0
        ? []
        : [`danfo and Polars differ in ${differences.length} figures. Please report it, with --json.`]),
      ...beyond.map(
        ({ measure }) =>
          `"${measure}" has no mean: the sum of its values is beyond what a number can hold. Look at its "max".`,
      ),
      ...(weightless === null || weightless === 0
        ? []
        : [
            `${weightless.toLocaleString("en-US")} of ${table.height.toLocaleString("en-US")} ${nounOf(feed).plural} have no "${weight}", or one below zero, and do not count in the weighted means.`,
          ]),
    ],
    feed: feedLabel(feed),
    dataset,
    version,
    engine,
    towns: table.height,
    weight: weight ?? null,
    towns_without_weight: weightless,
    units: measures.map((name) => units.get(name) ?? null),
    beside,
    differences,
    measures: figures,
    states,
    correlations: correlations(table, measures),
    seconds: secondsSince(started),
  };
}

/** Makes sure that a column can be a weight. */
function assertWeight(weight: string, table: pl.DataFrame, dataset: VersionedDataset): void {
  const numbers = describeColumns(table)
    .filter(({ type }) => type === "integer" || type === "number")
    .map(({ name }) => name);
  if (numbers.includes(weight)) return;
  const why = table.columns.includes(weight)
    ? `"${weight}" of "${dataset}" has no numbers.`
    : `There is no column "${weight}" in "${dataset}".${didYouMean(weight, numbers)}`;
  throw new Failure("usage", `${why} Its columns of numbers are ${numbers.join(", ")}.`);
}

/** The key of a state, and its name where there is one: the first text that is the same for all of its towns. */
function stateColumns(table: pl.DataFrame, { key: [state], labels }: Pick<Feed, "key" | "labels">): string[] {
  const texts = describeColumns(table).filter(({ name, type }) => type === "string" && labels.includes(name));
  const states = table.select(state).unique().height;
  const name = texts.find(({ name }) => table.select(state, name).unique().height === states)?.name;
  return name === undefined ? [state] : [state, name];
}
