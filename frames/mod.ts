/** Pure functions from bytes to frames and from frames to frames: no files, no network, no clock. */
export { checkFrame, type FrameCheck, type OutOfRange } from "./check_frame.ts";
export { checkMeans, type MeansCheck } from "./check_means.ts";
export { type ColumnReader, columnReader } from "./column_reader.ts";
export {
  allowed,
  type Contract,
  isAllOrNothing,
  ROW_RULES,
  type RowMode,
  type RowRule,
  type RowTerms,
  SETTING_ASIDE,
  STRICT,
} from "./contract.ts";
export { type ColumnDescription, describeColumns } from "./describe_columns.ts";
export { feedFrame } from "./feed_frame.ts";
export { isoTime } from "./iso_time.ts";
export { type Join, type JoinKind, joinMunicipalities } from "./join_municipalities.ts";
export { lastRecordPerTown } from "./last_record_per_town.ts";
export { type LastRecordReader, type LastRecords, lastRecordReader } from "./last_record_reader.ts";
export { municipalityFrame } from "./municipality_frame.ts";
export { polarsType } from "./polars_type.ts";
export type { Column, ColumnType, FeedSchema, Mean } from "./schema.ts";
export { type SetAside, type SortedRows, sortOutRows } from "./sort_out_rows.ts";
export { toCsv } from "./to_csv.ts";
export { townKey } from "./town_key.ts";
export { townLabels } from "./town_labels.ts";
export { townMeans } from "./town_means.ts";
export { townTotals } from "./town_totals.ts";
