import type { ColumnType } from "../../frames/schema.ts";
import type { LocalFiles } from "../../io/files.ts";
import type { Partition } from "../partition.ts";
import type { RecordSchema } from "../plan.ts";
import { snapshotColumns } from "../snapshot_columns.ts";
import type { SparkFiles } from "./spark_session.ts";
import { sparkName, sparkSchema } from "./spark_sql.ts";
import { visiblePath } from "./visible_path.ts";

/** Records that are to be added up: a view of files, how it names the columns, and which of its snapshots count. */
export type RecordView = {
  readonly files: SparkFiles;
  /** A column of the schema as SQL writes it here. */
  readonly column: (name: string) => string;
  /** Those that count, where the files hold others as well. */
  readonly versions?: readonly string[];
};

/** Every option that bears on what is read; an empty cell is null and a quoted one an empty text, as in every published CSV. */
const CSV_OPTIONS = {
  header: "true",
  // Headers are compared here, upper and lower case too: Spark is to skip them and go by position.
  enforceSchema: "true",
  mode: "FAILFAST",
  sep: ",",
  quote: '"',
  // Spark's own is a backslash.
  escape: '"',
  lineSep: "\n",
  multiLine: "true",
  encoding: "UTF-8",
  timestampNTZFormat: "yyyy-MM-dd'T'HH:mm:ss",
};

/**
 * The views in which Spark finds the records of partitions. CSVs are given names of our own, by position: Spark takes
 * "Value" and "VALUE" for one in a header.
 *
 * @param needed the columns that are asked for; a Parquet file is read for these alone
 * @throws {Failure} `contract` when the header of a CSV is not the schema's, `io` when it cannot be read, `config` for a path
 * that Spark would take for a pattern
 */
export async function recordViews(
  partitions: readonly Partition[],
  schema: RecordSchema,
  needed: readonly string[],
  files: Pick<LocalFiles, "readStart">,
): Promise<RecordView[]> {
  const csvs = new Map<number, string[]>();
  const months = new Map<string, { readonly versions: string[]; whole: boolean }>();
  for (const { path, format, versions, whole } of partitions) {
    if (format === "csv") {
      const { length } = await snapshotColumns(path, schema, files);
      csvs.set(length, [...(csvs.get(length) ?? []), visiblePath(path)]);
    } else {
      const month = months.get(path);
      months.set(path, { versions: [...(month?.versions ?? []), ...versions], whole });
    }
  }
  const asked = schema.columns.filter(({ name }) => needed.includes(name));
  const parquet = (paths: readonly string[]): Omit<RecordView, "versions"> => ({
    files: {
      format: "parquet",
      paths: paths.map(visiblePath),
      schema: sparkSchema([...asked, { name: "version", type: "string" }]),
      options: {},
    },
    column: sparkName,
  });
  const whole = [...months].filter(([, month]) => month.whole).map(([path]) => path);
  return [
    ...[...csvs].map(([columns, paths]) => csvView(paths, schema, columns)),
    ...(whole.length === 0 ? [] : [parquet(whole)]),
    ...[...months]
      .filter(([, month]) => !month.whole)
      .map(([path, { versions }]) => ({ ...parquet([path]), versions })),
  ];
}

/** A file has the columns of the schema and, maybe, one more text. */
function csvView(paths: readonly string[], { columns }: RecordSchema, length: number): RecordView {
  const types = Array.from({ length }, (_, i): ColumnType => columns[i]?.type ?? "string");
  return {
    files: {
      format: "csv",
      paths,
      schema: sparkSchema(types.map((type, i) => ({ name: `c${i}`, type }))),
      options: CSV_OPTIONS,
    },
    column: (name) => `c${columns.findIndex((column) => column.name === name)}`,
  };
}
