import { CVEGEO } from "../../frames/schema.ts";
import { sqlList, sqlName, sqlText } from "./_literals.ts";
import { sqlNames } from "./sql_names.ts";
import type { SqlColumn, SqlFiles, SqlTable } from "./sql_table.ts";

/** What DuckDB calls the types of the catalog. */
const TYPES: Readonly<Record<SqlColumn["type"], string>> = {
  integer: "BIGINT",
  number: "DOUBLE",
  string: "VARCHAR",
  datetime: "TIMESTAMP",
  boolean: "BOOLEAN",
};

/**
 * Every option of the reader that bears on what is read: what it is not told it guesses from the first rows. An empty
 * cell is null and a quoted one an empty text, as in every published CSV.
 */
const CSV_OPTIONS = [
  "auto_detect = false",
  "header = true",
  "skip = 0",
  "delim = ','",
  "quote = '\"'",
  "escape = '\"'",
  "comment = ''",
  "nullstr = ''",
  "allow_quoted_nulls = false",
  "all_varchar = false",
  "dateformat = '%Y-%m-%d'",
  "timestampformat = '%Y-%m-%dT%H:%M:%S'",
  "decimal_separator = '.'",
  "thousands = ''",
  "encoding = 'utf-8'",
  "compression = 'none'",
  "strict_mode = true",
  "null_padding = false",
  "ignore_errors = false",
  "union_by_name = false",
  "hive_partitioning = false",
  "filename = true",
].join(", ");

/** `<version>.csv` is how a path ends. */
const VERSION_OF_FILE = "filename[-19:-5]";

/**
 * The text of the view that a table's files are.
 *
 * @example
 * ```ts
 * await connection.run(viewSql({ name: "merged", hasVersion: false, rows: files }, files));
 * ```
 */
export function viewSql(
  { schema, name, hasVersion, made }: Omit<SqlTable, "rows">,
  files: readonly SqlFiles[],
): string {
  const parts = files.map((each) =>
    each.format === "csv" ? csvSql(each, hasVersion) : parquetSql(each, hasVersion),
  );
  const view = schema === undefined ? sqlName(name) : `${sqlName(schema)}.${sqlName(name)}`;
  // Tables of other times may have other columns.
  const rows = parts.join(" union all by name ");
  return `create view ${view} as ${made === undefined ? rows : made(`(${rows})`)}`;
}

/** The text of a table that is filled with a frame. */
export function tableSql({ schema, name }: Omit<SqlTable, "rows">, columns: readonly SqlColumn[]): string {
  const table = schema === undefined ? sqlName(name) : `${sqlName(schema)}.${sqlName(name)}`;
  const names = sqlNames(columns.map((column) => column.name));
  const list = columns.map(({ type }, i) => `${sqlName(names[i] ?? "")} ${TYPES[type]}`);
  return `create table ${table} (${list.join(", ")})`;
}

/** The reader is given names of our own: it takes "Value" and "VALUE" for one. */
function csvSql({ paths, columns, cvegeo }: SqlFiles, hasVersion: boolean): string {
  const types = columns.map(({ type }, i) => `'c${i}': ${sqlText(TYPES[type])}`);
  const named = namesOf(columns, hasVersion).map((name, i) => `c${i} as ${sqlName(name)}`);
  const made = cvegeo?.map((key) => `c${columns.findIndex(({ name }) => name === key)}`);
  const selected = [...(hasVersion ? [`${VERSION_OF_FILE} as version`] : []), ...named, ...cvegeoSql(made)];
  const list = sqlList(paths.map((path) => sqlText(literalPath(path))));
  return `select ${selected.join(", ")} from read_csv(${list}, columns = {${types.join(", ")}}, ${CSV_OPTIONS})`;
}

function parquetSql(
  { paths, columns, cvegeo, versions, constants = {} }: SqlFiles,
  hasVersion: boolean,
): string {
  const names = namesOf(columns, hasVersion);
  const cast = columns.map(
    ({ name, type }, i) => `${sqlName(name)}::${TYPES[type]} as ${sqlName(names[i] ?? "")}`,
  );
  const further = Object.entries(constants).map(([name, value]) => `${value} as ${sqlName(name)}`);
  const selected = [
    ...(hasVersion ? ["version::VARCHAR as version"] : []),
    ...cast,
    ...cvegeoSql(cvegeo?.map(sqlName)),
    ...further,
  ];
  const list = sqlList(paths.map((path) => sqlText(literalPath(path))));
  const some = versions === undefined ? "" : ` where version in (${versions.map(sqlText).join(", ")})`;
  const options =
    "hive_partitioning = false, union_by_name = false, filename = false, binary_as_string = false";
  return `select ${selected.join(", ")} from read_parquet(${list}, ${options})${some}`;
}

/** The column of that name out of the keys, as two digits and three; keys without room in these have none. */
function cvegeoSql(keys: readonly string[] | undefined): string[] {
  const [state, municipality] = keys ?? [];
  if (state === undefined || municipality === undefined) return [];
  const fits = `${state} between 0 and 99 and ${municipality} between 0 and 999`;
  return [`case when ${fits} then printf('%05d', ${state} * 1000 + ${municipality}) end as ${CVEGEO}`];
}

function namesOf(columns: readonly SqlColumn[], hasVersion: boolean): string[] {
  const names = columns.map(({ name }) => name);
  return hasVersion ? sqlNames(["version", ...names]).slice(1) : sqlNames(names);
}

/** DuckDB takes a path for a pattern: a folder called "[x]" would hold no file. */
export function literalPath(path: string): string {
  return path.replace(/[[*?]/g, "[$&]");
}
