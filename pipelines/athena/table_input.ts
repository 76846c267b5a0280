import { properties } from "./_properties.ts";
import type { AthenaTable } from "./athena_ddl_result.ts";

/** https://docs.aws.amazon.com/glue/latest/webapi/API_TableInput.html, as far as it is used. */
export type TableInput = {
  readonly Name: string;
  readonly Description: string;
  readonly TableType: "EXTERNAL_TABLE";
  readonly PartitionKeys: readonly { readonly Name: string; readonly Type: string }[];
  readonly Parameters: Readonly<Record<string, string>>;
  readonly StorageDescriptor: {
    readonly Columns: readonly { readonly Name: string; readonly Type: string; readonly Comment: string }[];
    readonly Location: string;
    readonly InputFormat: string;
    readonly OutputFormat: string;
    readonly SerdeInfo: {
      readonly SerializationLibrary: string;
      readonly Parameters: Readonly<Record<string, string>>;
    };
  };
};

const PARQUET = {
  InputFormat: "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
  OutputFormat: "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat",
  SerdeInfo: {
    SerializationLibrary: "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe",
    Parameters: { "serialization.format": "1" },
  },
} as const;

/**
 * A table as Glue is told of it: the same that its statement makes.
 *
 * @example
 * ```ts
 * await glue("CreateTable", { DatabaseName: "municlima", TableInput: tableInput(table) });
 * ```
 */
export function tableInput(table: AthenaTable): TableInput {
  return {
    Name: table.name,
    Description: table.comment,
    TableType: "EXTERNAL_TABLE",
    PartitionKeys: [{ Name: table.partition, Type: "string" }],
    Parameters: { EXTERNAL: "TRUE", ...properties(table) },
    StorageDescriptor: {
      Columns: table.columns.map(({ name, type, comment }) => ({ Name: name, Type: type, Comment: comment })),
      Location: table.location,
      ...PARQUET,
    },
  };
}
