import type pl from "nodejs-polars";
import { type Feed, feedLabel, type Settings } from "../../configs/mod.ts";
import { didYouMean, Failure } from "../../errors/mod.ts";
import {
  correlations,
  describeColumns,
  figureDifferences,
  measuresOf,
  plainRows,
  type SummaryEngine,
  summarizeColumns,
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
  /** What computes the figures; correlations are always Polars'. */
  readonly engine?: SummaryEngine;
};

/**
 * Describes the measures of a dataset in figures, over all towns and over those of each state, and how they go
 * together.
 *
 * @throws {Failure} `no-input` when there is no such version; `usage` when it has no such measure; `contract` or `io`
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
  // A key of one column has no part that several share.
  const groups = feed.key.length < 2 ? [[]] : [[], stateColumns(table, feed)];
  const by = async (engine: SummaryEngine) => {
    const [all = [], states = []] = await Promise.all(
      groups.map(async (group) => plainRows(await summarizeColumns(table, measures, group, engine))),
    );
    return { all, states };
  };
  const { all: figures, states } = await by(engine);
  const polars = engine === "polars" ? undefined : await by("polars");
  const differences =
    polars === undefined
      ? []
      : [...figureDifferences(polars.all, figures), ...figureDifferences(polars.states, states)];
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
    ],
    feed: feedLabel(feed),
    dataset,
    version,
    engine,
    towns: table.height,
    units: measures.map((name) => units.get(name) ?? null),
    beside: polars?.all ?? [],
    differences,
    measures: figures,
    states,
    correlations: correlations(table, measures),
    seconds: secondsSince(started),
  };
}

/** The key of a state, and its name where there is one: the first text that is the same for all of its towns. */
function stateColumns(table: pl.DataFrame, { key: [state], labels }: Pick<Feed, "key" | "labels">): string[] {
  const texts = describeColumns(table).filter(({ name, type }) => type === "string" && labels.includes(name));
  const states = table.select(state).unique().height;
  const name = texts.find(({ name }) => table.select(state, name).unique().height === states)?.name;
  return name === undefined ? [state] : [state, name];
}
