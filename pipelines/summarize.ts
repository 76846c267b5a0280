import type pl from "nodejs-polars";
import type { Feed, Settings } from "../configs/mod.ts";
import { didYouMean, Failure } from "../errors/mod.ts";
import { correlations, describeColumns, measuresOf, plainRows, summarizeColumns } from "../frames/mod.ts";
import { type Effects, realEffects } from "../io/effects.ts";
import { chosenVersion, type Versioned } from "./_chosen_version.ts";
import { feedOf } from "./_feed_of.ts";
import { readVersion } from "./_read_version.ts";
import { unitsOf } from "./_units.ts";
import type { SummarizeReport } from "./summarize_report.ts";

export type SummarizeOptions = {
  readonly settings: Pick<Settings, "dataDir">;
  readonly dataset?: Versioned;
  /** The newest, unless given. */
  readonly version?: string | undefined;
  /** One measure instead of all. */
  readonly measure?: string | undefined;
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
 * const { measures } = await summarize({ settings });
 * measures[0]; // { measure: "temp_mean", count: 2463, nulls: 0, mean: 13.8, … }
 * ```
 */
export async function summarize(
  { settings: { dataDir }, dataset = "merged", version: wanted, measure }: SummarizeOptions,
  { files }: Pick<Effects, "files"> = realEffects,
): Promise<SummarizeReport> {
  const started = performance.now();
  const feed = await feedOf(dataDir, files);
  const version = await chosenVersion(dataset, wanted, dataDir, files);
  const table = await readVersion(dataset, version, dataDir, feed, files);
  const all = measuresOf(table, feed);
  if (measure !== undefined && !all.includes(measure)) {
    const message = `There is no measure "${measure}" in "${dataset}".${didYouMean(measure, all)} It has ${all.join(", ")}.`;
    throw new Failure("usage", message);
  }
  const measures = measure === undefined ? all : [measure];
  const units = unitsOf(dataset, feed);
  return {
    schema_version: 1,
    command: "summarize",
    data_dir: dataDir,
    feed: { name: feed.name, title: feed.title, synthetic: feed.synthetic },
    dataset,
    version,
    towns: table.height,
    units: measures.map((name) => units.get(name) ?? null),
    measures: plainRows(await summarizeColumns(table, measures, [])),
    states: plainRows(await summarizeColumns(table, measures, stateColumns(table, feed))),
    correlations: correlations(table, measures),
    seconds: Number(((performance.now() - started) / 1000).toFixed(3)),
  };
}

/** The key of a state, and its name where there is one: the first text that is the same for all of its towns. */
function stateColumns(table: pl.DataFrame, { key: [state], labels }: Pick<Feed, "key" | "labels">): string[] {
  const texts = describeColumns(table).filter(({ name, type }) => type === "string" && labels.includes(name));
  const states = table.select(state).unique().height;
  const name = texts.find(({ name }) => table.select(state, name).unique().height === states)?.name;
  return name === undefined ? [state] : [state, name];
}
