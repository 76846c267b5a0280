/** Pure functions from bytes to frames and from frames to frames: no files, no network, no clock. */
export { checkFrame, type FrameCheck, type OutOfRange } from "./check_frame.ts";
export { checkMeans, type MeansCheck } from "./check_means.ts";
export { collectSql } from "./collect_sql.ts";
export { type ColumnReader, columnReader } from "./column_reader.ts";
export {
  allowed,
  type Contract,
  type FeedRule,
  type FeedTerms,
  isAllOrNothing,
  ROW_RULES,
  type RowMode,
  type RowRule,
  type RowTerms,
  SETTING_ASIDE,
  STRICT,
  tolerated,
} from "./contract.ts";
export { correlations } from "./correlations.ts";
export { type ColumnDescription, describeColumns } from "./describe_columns.ts";
export { diffTowns, type MeasureDiff, type TownsDiff } from "./diff_towns.ts";
export { encodeFrame, type FrameFormat } from "./encode_frame.ts";
export { type FeedBreach, feedBreaches } from "./feed_breaches.ts";
export { feedFrame } from "./feed_frame.ts";
export { fromDanfo } from "./from_danfo.ts";
export { isoTime } from "./iso_time.ts";
export { type Join, type JoinKind, joinMunicipalities } from "./join_municipalities.ts";
export { jsonRows } from "./json_rows.ts";
export { lastRecordPerTown } from "./last_record_per_town.ts";
export { type LastRecordReader, type LastRecords, lastRecordReader } from "./last_record_reader.ts";
export { measuresOf } from "./measures_of.ts";
export { MUNICIPALITY_KEY, municipalityFrame } from "./municipality_frame.ts";
export { type PlainRow, plainRows } from "./plain_rows.ts";
export { planSql } from "./plan_sql.ts";
export { polarsType } from "./polars_type.ts";
export type { Column, ColumnType, FeedSchema, Mean } from "./schema.ts";
export { type SetAside, type SortedRows, sortOutRows } from "./sort_out_rows.ts";
export { sqlFailure, type ViewColumns } from "./sql_failure.ts";
export { sqlWords } from "./sql_words.ts";
export { summarizeColumns } from "./summarize_columns.ts";
export { type CsvFormulas, toCsv } from "./to_csv.ts";
export { toDanfo } from "./to_danfo.ts";
export { toGeojson } from "./to_geojson.ts";
export { toMarkdown } from "./to_markdown.ts";
export { type Sheet, toXlsx } from "./to_xlsx.ts";
export { townKey } from "./town_key.ts";
export { townLabels } from "./town_labels.ts";
export { townMeans } from "./town_means.ts";
export { townTotals } from "./town_totals.ts";
export { typedCsv } from "./typed_csv.ts";
