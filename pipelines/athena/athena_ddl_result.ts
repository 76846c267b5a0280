/** A column as Athena knows it. */
export type AthenaColumn = {
  readonly name: string;
  readonly type: "bigint" | "int" | "double" | "string" | "timestamp";
  readonly comment: string;
};

/** An external table over the Parquet files of a data folder's archive. */
export type AthenaTable = {
  readonly name: string;
  /** The folder in the bucket, with a slash at its end. */
  readonly location: string;
  readonly comment: string;
  /** The column that its folders are named by. */
  readonly partition: string;
  /** The months that it may have, `YYYY-MM`. */
  readonly months: readonly string[];
  readonly columns: readonly AthenaColumn[];
};

/** The statements that make Athena know the archive; `--json` prints it as it is. */
export type AthenaDdlResult = {
  readonly schema_version: 1;
  readonly command: "athena ddl";
  readonly data_dir: string;
  readonly database: string;
  readonly warnings: readonly string[];
  readonly tables: readonly AthenaTable[];
  /** One each: the database, then its tables. */
  readonly statements: readonly string[];
};
