/** Pure functions from bytes to frames and from frames to frames: no files, no network, no clock. */

export {
  allowed,
  type Contract,
  type FeedRule,
  type FeedTerms,
  isAllOrNothing,
  QUARANTINE,
  ROW_RULES,
  type RowMode,
  type RowRule,
  type RowTerms,
  STRICT,
  tolerated,
} from "./contract.ts";
export { type DescribedFeed, describeFeed, EXAMPLE_URL } from "./describe/describe_feed.ts";
export { type ColumnDescription, describeColumns } from "./describe_columns.ts";
export { checkFrame, type FrameCheck, type OutOfRange } from "./feed/check_frame.ts";
export { type ColumnReader, columnReader } from "./feed/column_reader.ts";
export { feedFault } from "./feed/feed_fault.ts";
export { feedFrame } from "./feed/feed_frame.ts";
export { type FeedViolation, feedViolations } from "./feed/feed_violations.ts";
export { lastRecordPerTown } from "./feed/last_record_per_town.ts";
export { type LastRecordReader, type LastRecords, lastRecordReader } from "./feed/last_record_reader.ts";
export { type QuarantinedRow, type SortedRows, sortOutRows } from "./feed/sort_out_rows.ts";
export { type DecodedText, utf8Text } from "./feed/utf8_text.ts";
export { type AlertMeasure, type AlertRule, alertRules, BUILT_IN_RULES } from "./forecasts/alert_rules.ts";
export { type Alert, type AlertDay, type AlertRun, findAlerts } from "./forecasts/find_alerts.ts";
export { type ForecastRun, forecastTable } from "./forecasts/forecast_table.ts";
export { type ForecastValues, forecastValues } from "./forecasts/forecast_values.ts";
export { readObservations } from "./forecasts/read_observations.ts";
export {
  type Accuracy,
  type Consistency,
  type Observations,
  observationKey,
  type RevisionBy,
  revisionTotals,
} from "./forecasts/revision_totals.ts";
export { encodeFrame, type FrameFormat } from "./formats/encode_frame.ts";
export { fromDanfo } from "./formats/from_danfo.ts";
export { harmlessText } from "./formats/harmless_text.ts";
export { jsonRows } from "./formats/json_rows.ts";
export { type PlainRow, plainRows } from "./formats/plain_rows.ts";
export { readTypedCsv } from "./formats/read_csv.ts";
export { type CsvFormulas, toCsv } from "./formats/to_csv.ts";
export { toDanfo } from "./formats/to_danfo.ts";
export { toGeojson } from "./formats/to_geojson.ts";
export { toMarkdown } from "./formats/to_markdown.ts";
export { type Sheet, toXlsx } from "./formats/to_xlsx.ts";
export { isoTime } from "./iso_time.ts";
export { joinedTables, type NamedTable } from "./municipalities/joined_tables.ts";
export { municipalityFrame } from "./municipalities/municipality_frame.ts";
export { MUNICIPALITY_KEY } from "./municipalities/municipality_key.ts";
export { withCvegeo } from "./municipalities/with_cvegeo.ts";
export { polarsType } from "./polars_type.ts";
export { type Column, type ColumnType, CVEGEO, type FeedSchema, type Mean } from "./schema.ts";
export { townKey } from "./town_key.ts";
export { checkMeans, type MeansCheck } from "./towns/check_means.ts";
export { correlations } from "./towns/correlations.ts";
export { diffTowns, type MeasureDiff, type TownsDiff } from "./towns/diff_towns.ts";
export { figureDifferences } from "./towns/figure_differences.ts";
export { type FiniteMeans, finiteMeans } from "./towns/finite_means.ts";
export { isDirection } from "./towns/is_direction.ts";
export { type Join, type JoinKind, joinMunicipalities } from "./towns/join_municipalities.ts";
export { measuresOf } from "./towns/measures_of.ts";
export { type SummaryEngine, summarizeColumns } from "./towns/summarize_columns.ts";
export { townMeans } from "./towns/town_means.ts";
export { valuesOutOfRange } from "./towns/values_out_of_range.ts";
export { weightedMeans } from "./towns/weighted_means.ts";
