import type pl from "nodejs-polars";
import type { ColumnType } from "../../frames/schema.ts";

/** A column of a table that SQL may ask. */
export type SqlColumn = { readonly name: string; readonly type: ColumnType | "boolean" };

/** Files of one format and with the same columns. */
export type SqlFiles = {
  readonly format: "csv" | "parquet";
  readonly paths: readonly string[];
  /** In the files' order, which is what counts in a CSV; a Parquet file is asked by their names. */
  readonly columns: readonly SqlColumn[];
  /** Of which two columns `cvegeo` is made, where the files need not have it. */
  readonly cvegeo?: readonly [state: string, municipality: string] | undefined;
  /** The versions that count, where the files hold others as well. */
  readonly versions?: readonly string[];
  /** What every row of these files has besides: numbers by the names of their columns. */
  readonly constants?: Readonly<Record<string, number>>;
};

/** A table that SQL may ask, by its name. */
export type SqlTable = {
  readonly name: string;
  /** The schema that it is in, where there are several data folders. */
  readonly schema?: string | undefined;
  /**
   * Whether `version` is its first column: of a CSV it is the name of the file, of a Parquet file a column of its own.
   */
  readonly hasVersion: boolean;
  /** Files that together are the table, or a small frame that is the whole of it. */
  readonly rows: readonly SqlFiles[] | pl.DataFrame;
  /** Where the table is not these rows but what is made of them: the text of a query on what it is given. */
  readonly made?: ((from: string) => string) | undefined;
};
