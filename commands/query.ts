import { basename, extname, resolve } from "node:path";
import { Failure } from "../errors/mod.ts";
import { type NamedFolder, type QueryFormat, query } from "../pipelines/read/query.ts";
import { type QuerySource, queryText } from "../pipelines/read/query_text.ts";
import { queryText as headText } from "../terminal/read/query_text.ts";
import { counted, size, span } from "../terminal/words.ts";
import type { Invocation } from "./call/invocation.ts";
import { outputFile } from "./call/output_file.ts";
import { opener, openPlace } from "./call/place.ts";
import { printResult, tellWarnings } from "./call/print_result.ts";
import { stoppable } from "./call/stoppable.ts";
import { textOf } from "./call/text_of.ts";
import { QUERY_FORMATS } from "./choices.ts";

const BINARY = { parquet: "A Parquet file", xlsx: "An Excel file" } as const;
const BY_EXTENSION: Readonly<Record<string, QueryFormat>> = {
  ".csv": "csv",
  ".json": "json",
  ".ndjson": "ndjson",
  ".jsonl": "ndjson",
  ".md": "markdown",
  ".parquet": "parquet",
  ".xlsx": "xlsx",
};
/** So many rows a terminal is given. */
const SHOWN = 40;
/** Names of schemas that DuckDB has for itself. */
const TAKEN = ["main", "temp", "system", "information_schema", "pg_catalog"];

/** `municlima query "select …"`: an answer from the data folder. What was asked for is printed in quiet runs too. */
export async function queryCommand(call: Invocation): Promise<void> {
  const { flags } = call;
  const { path, noClobber, out } = outputFile(call);
  const source = sourceOf(call);
  const format = formatOf(flags.format, path, out.json);
  const explain = flags.explain === true;
  if (explain && path !== undefined)
    throw new Failure("usage", "--explain cannot be combined with --output. Leave one out.");
  const limits = {
    parameters: parametersOf(flags.param),
    timeoutSeconds: flags.timeout as number | undefined,
    memory: textOf(flags.memory),
  };
  // What answers a query is no setting of the folder's.
  const { engine, ...others } = flags;
  const isAthena = engine === "athena";
  assertFlags(call, isAthena, format);
  const { data, settings } = await openFolders({ ...call, flags: others });
  const first = "objects" in data ? data : (data[0] as NamedFolder).data;
  const sql = await queryText(source, first);
  const passing = {
    settings,
    format: format === "table" ? undefined : format,
    print: (bytes: Uint8Array) => out.write(bytes),
    output: path,
    noClobber,
    // A file or a pipe is given all of them.
    shown: out.screen.width === Number.POSITIVE_INFINITY ? Number.POSITIVE_INFINITY : SHOWN,
    withRows: out.json,
  };
  const athena = isAthena ? await athenaOf(call) : undefined;
  const { result, head } = await stoppable((stop) =>
    athena === undefined
      ? query(sql, { ...passing, data, explain, ...limits, stop })
      : athena.query(sql, { ...passing, ...athena.options, timeoutSeconds: limits.timeoutSeconds, stop }),
  );

  if (out.json) return printResult(result, () => "", out);
  tellWarnings(result, out);
  if (result.plan !== null) return out.print(`${result.plan.trimEnd()}\n`);
  const scanned = result.scanned_bytes === null ? "" : `, ${size(result.scanned_bytes)} scanned`;
  const rows = `${counted(result.rows, "row")} in ${span(result.seconds)}${scanned}`;
  if (result.written !== null) {
    const { path, bytes, overwrote } = result.written;
    const instead = overwrote ? ", in place of the file that was there" : "";
    return out.tell(`Wrote ${path}${instead}: ${size(bytes)}, ${rows}\n`);
  }
  if (format === "table") {
    const types = flags.types === true ? result.columns.map(({ type }) => type) : undefined;
    out.print(headText(head, result.rows, out.screen, types));
  }
  out.tell(`${rows}\n`);
}

/** Flags that one of the engines knows alone. */
const OF_ATHENA = ["maxScannedBytes", "database", "workgroup", "results"];
const OF_DUCKDB = ["explain", "memory", "param"];

function assertFlags({ flags }: Invocation, isAthena: boolean, format: string): void {
  const foreign = (isAthena ? OF_DUCKDB : OF_ATHENA).find((name) => flags[name] !== undefined);
  if (foreign !== undefined) {
    const flag = `--${foreign.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    const message = isAthena
      ? `${flag} cannot be combined with --engine athena. Leave one out.`
      : `${flag} is for Athena. Leave it out, or add --engine athena.`;
    throw new Failure("usage", message);
  }
  if (!isAthena) return;
  if (Array.isArray(flags.dataDir) && flags.dataDir.length > 1)
    throw new Failure("usage", "--engine athena takes one --data-dir. Leave the others out.");
  if (format === "parquet")
    throw new Failure(
      "usage",
      "--engine athena writes no Parquet. Use one of csv, json, ndjson, markdown, xlsx.",
    );
  if (flags.results !== undefined && !/^s3:\/\/./.test(String(flags.results)))
    throw new Failure("usage", `--results is "${flags.results}". Use a place such as s3://bucket/folder/.`);
}

/** How Athena is asked; its code is loaded for it alone. */
async function athenaOf({ flags, cwd, environment }: Invocation) {
  const [{ awsJson }, { readSettingsLayers }, { queryAthena }] = await Promise.all([
    import("../io/aws/aws_json.ts"),
    import("../io/settings/read_settings_layers.ts"),
    import("../pipelines/athena/query_athena.ts"),
  ]);
  const { dotenv } = await readSettingsLayers(cwd, environment);
  const options = {
    athena: awsJson("athena", { ...dotenv, ...environment }),
    database: textOf(flags.database) ?? "municlima",
    workgroup: textOf(flags.workgroup),
    results: textOf(flags.results),
    maxScannedBytes: flags.maxScannedBytes as number | undefined,
  };
  return { query: queryAthena, options };
}

function sourceOf({ args: [given], flags }: Invocation): QuerySource {
  const file = textOf(flags.file);
  if (file === undefined && given === undefined) {
    const message = `Missing SQL. Give it as in query "select * from merged", or in a file with --file.`;
    throw new Failure("usage", message);
  }
  if (file !== undefined && given !== undefined)
    throw new Failure("usage", "The SQL is given twice. Leave out --file or the SQL.");
  return file === undefined ? { given: given ?? "" } : { file };
}

/** One data folder; or, of several, each with a name, which `name=path` gives it or else its folder. */
async function openFolders(call: Invocation) {
  const { dataDir } = call.flags;
  const dirs: readonly string[] = Array.isArray(dataDir)
    ? dataDir
    : typeof dataDir === "string"
      ? [dataDir]
      : [];
  if (dirs.length < 2) {
    const [only] = dirs;
    const flags = { ...call.flags, ...(only === undefined ? {} : { dataDir: only }) };
    return await openPlace({ ...call, flags });
  }
  const folders = dirs.map((dir) => {
    const [, name = basename(resolve(dir)), path = dir] = /^([A-Za-z_]\w*)=(.+)$/s.exec(dir) ?? [];
    return { name, path };
  });
  for (const [i, { name, path }] of folders.entries()) {
    const isTaken = TAKEN.includes(name.toLowerCase());
    if (!isTaken && folders.findIndex((other) => other.name.toLowerCase() === name.toLowerCase()) === i)
      continue;
    const message = `The name "${name}" of the data folder "${path}" is taken. Give it another one: --data-dir other=${path}.`;
    throw new Failure("usage", message);
  }
  const dataDirs = { ...call.flags, dataDir: folders[0]?.path };
  const { settings } = await openPlace({ ...call, flags: dataDirs });
  const open = await opener(settings, call);
  const data: readonly NamedFolder[] = await Promise.all(
    folders.map(async ({ name, path }) => ({ name, data: { objects: await open(path) } })),
  );
  return { data, settings };
}

function parametersOf(flags: unknown): Record<string, string> {
  const given: readonly string[] = Array.isArray(flags) ? flags : [];
  const pairs = given.map((text) => {
    const [, name, value] = /^\$?(\w+)=(.*)$/s.exec(text) ?? [];
    if (name !== undefined && value !== undefined) return [name, value] as const;
    throw new Failure("usage", `--param is "${text}". Give a name and a value, as in --param state=Oaxaca.`);
  });
  const twice = pairs.find(([name], i) => pairs.findIndex(([other]) => other === name) !== i);
  if (twice !== undefined) throw new Failure("usage", `--param ${twice[0]} is given twice. Leave one out.`);
  return Object.fromEntries(pairs);
}

function formatOf(flag: unknown, path: string | undefined, json: boolean): (typeof QUERY_FORMATS)[number] {
  const known = QUERY_FORMATS.find((format) => format === flag);
  if (path === undefined) {
    if (json && known !== undefined)
      throw new Failure("usage", "--json cannot be combined with --format. Leave one out.");
    if (known === "parquet" || known === "xlsx")
      throw new Failure(
        "usage",
        `${BINARY[known]} is binary. Name one with --output, as in --output towns.${known}.`,
      );
    return known ?? "table";
  }
  if (known === "table") {
    const words = QUERY_FORMATS.slice(1).join(", ");
    throw new Failure("usage", `--output cannot write a text table. Use one of ${words}.`);
  }
  const byName = BY_EXTENSION[extname(path).toLowerCase()];
  if (known === undefined && byName === undefined) {
    const extensions = Object.keys(BY_EXTENSION).join(", ");
    throw new Failure(
      "usage",
      `--output is "${path}". Use one of the extensions ${extensions}, or use --format.`,
    );
  }
  return known ?? (byName as QueryFormat);
}
