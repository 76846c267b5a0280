import type { FeedLabel } from "../../configs/mod.ts";
/** The forms in which a dataset leaves. */
export type ExportFormat = "parquet" | "xlsx" | "geojson" | "json" | "csv";

/** What was exported; `--json` prints it as it is. */
export type ExportResult = {
  readonly schema_version: 1;
  readonly command: "export";
  readonly data_dir: string;
  readonly warnings: readonly string[];
  readonly feed: FeedLabel;
  readonly dataset: "merged" | "snapshots" | "means" | "municipalities" | "forecast" | "forecasts" | "days";
  /**
   * Of the municipality data, the date of its folder; of the forecast, that of the snapshot made of the same body; of forecasts and days the run and the
   * body, `YYYYMMDDTHHMM-<hash>`.
   */
  readonly version: string;
  readonly format: ExportFormat;
  readonly output: string;
  /** Whether a file that was there had to go for it. */
  readonly overwrote: boolean;
  readonly bytes: number;
  readonly rows: number;
  readonly columns: readonly { readonly name: string; readonly type: string; readonly unit?: string }[];
  /** Rows that no point could be made of; null but for GeoJSON. */
  readonly without_coordinates: number | null;
  readonly seconds: number;
};
