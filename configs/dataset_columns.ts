import type { Column, Mean } from "../frames/schema.ts";
import type { Feed } from "./feed.ts";
import { cvegeoKey } from "./has_municipalities.ts";
import { CVEGEO_COLUMN, MUNICIPALITY_COLUMNS } from "./municipality_columns.ts";
import { type Noun, nounOf } from "./noun.ts";

/** The datasets that are tables of towns or municipalities. */
export type TableName = "municipalities" | "snapshots" | "forecasts" | "means" | "merged";

/**
 * The columns of a dataset in their order, each with its unit and meaning, as they follow from the feed. A municipality
 * table may have further ones, which a merge carries along.
 *
 * @example
 * ```ts
 * datasetColumns("means", smnHourly).map(({ name }) => name); // ides, idmun, nes, nmun, lat, lon, temp_mean, …
 * ```
 */
export function datasetColumns(
  dataset: TableName,
  feed: Pick<Feed, "columns" | "key" | "labels" | "means" | "time" | "noun">,
): readonly Column[] {
  switch (dataset) {
    case "municipalities":
      return MUNICIPALITY_COLUMNS;
    case "snapshots":
      return [...feed.columns, ...cvegeo(feed)];
    case "forecasts":
      return forecastColumns(feed);
    case "means":
      return [...meansColumns(feed), ...cvegeo(feed)];
    case "merged":
      return [
        ...meansColumns(feed),
        ...MUNICIPALITY_COLUMNS.filter(({ name }) => name !== "Cve_Ent" && name !== "Cve_Mun"),
        ...cvegeo(feed),
      ];
  }
}

function forecastColumns(feed: Pick<Feed, "columns" | "key" | "time">): Column[] {
  const run = {
    name: "run",
    type: "datetime",
    meaning: "Run of the model: the first time that it forecasts",
  };
  const lead = {
    name: "lead_hours",
    type: "integer",
    unit: "h",
    meaning: `Hours from "run" to "${feed.time}"`,
  };
  const body = {
    name: "body",
    type: "string",
    meaning: "Feed body that the row came from: raw/<body>.json.gz, while it is kept",
  };
  return [run, lead, ...cvegeo(feed), ...feed.columns, body] as Column[];
}

/** Always the last column, so that those before it stay where they are. */
function cvegeo(feed: Pick<Feed, "columns" | "key">): readonly Column[] {
  return cvegeoKey(feed) === undefined ? [] : [CVEGEO_COLUMN];
}

function meansColumns(feed: Pick<Feed, "columns" | "key" | "labels" | "means" | "time" | "noun">): Column[] {
  const { columns, key, labels, means, time } = feed;
  const named = [...key, ...labels].map((name) => columns.find((column) => column.name === name));
  const about = columns.find(({ name }) => name === time)?.meaning || time;
  return [
    ...named.filter((column) => column !== undefined),
    ...means.map((mean) => meanColumn(mean, columns, nounOf(feed))),
    { name: "records", type: "integer", meaning: "Records that were averaged, with and without values" },
    { name: `${time}_first`, type: "datetime", meaning: `${about}: the earliest of these records` },
    { name: `${time}_last`, type: "datetime", meaning: `${about}: the latest of these records` },
  ];
}

function meanColumn({ name, of, unit }: Mean, columns: readonly Column[], noun: Noun): Column {
  const parts = of.map((part) => columns.find((column) => column.name === part));
  const bound = (which: "minimum" | "maximum") => {
    const bounds = parts.flatMap((part) => part?.[which] ?? []);
    return bounds.length < of.length
      ? {}
      : { [which]: bounds.reduce((sum, each) => sum + each, 0) / of.length };
  };
  const middle = of.length === 1 ? `"${of[0]}"` : `the mid-points of "${of.join('" and "')}"`;
  return {
    name,
    type: "number",
    unit,
    meaning: `Mean of ${middle} over a ${noun.singular}'s records; empty where none has a value`,
    ...bound("minimum"),
    ...bound("maximum"),
  };
}
