import type { ColumnDescription, FrameFormat, PlainRow } from "../../frames/mod.ts";
import type { Written } from "../../store/mod.ts";

/** What a query gave; `--json` prints it as it is. */
export type QueryResult = {
  readonly schema_version: 1;
  readonly command: "query";
  readonly data_dir: string;
  readonly warnings: readonly string[];
  readonly sql: string;
  /** The views that the query names. */
  readonly views: readonly string[];
  /** How Polars would carry the query out, where that was asked for instead of its result. */
  readonly plan: string | null;
  readonly columns: readonly ColumnDescription[];
  readonly row_count: number;
  /** The result, times as ISO 8601; null where it went into a file or was not asked for. */
  readonly rows: readonly PlainRow[] | null;
  readonly output: ({ readonly path: string; readonly format: FrameFormat } & Written) | null;
  readonly seconds: number;
};
