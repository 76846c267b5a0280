import type { ColumnDescription } from "../../frames/mod.ts";

/** A table that SQL may ask. */
export type TableDescription = {
  readonly name: string;
  readonly meaning: string;
  /** How many rows it has; null where there is nothing in it yet. */
  readonly rows: number | null;
  readonly columns: readonly (Omit<ColumnDescription, "type"> & {
    readonly type: ColumnDescription["type"] | "date";
    readonly meaning: string;
  })[];
};

/** The tables that SQL may ask; `--json` prints it as it is. */
export type TablesResult = {
  readonly schema_version: 1;
  readonly command: "tables";
  readonly data_dir: string;
  readonly warnings: readonly string[];
  readonly tables: readonly TableDescription[];
  readonly seconds: number;
};
