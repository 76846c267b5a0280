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
  const { data, settings } = await openFolders(call);
  const first = "objects" in data ? data : (data[0] as NamedFolder).data;
  const sql = await queryText(source, first);
  const { result, head } = await stoppable((stop) =>
    query(sql, {
      data,
      settings,
      explain,
      ...limits,
      format: format === "table" ? undefined : format,
      print: (bytes) => out.write(bytes),
      output: path,
      noClobber,
      // A file or a pipe is given all of them.
      shown: out.screen.width === Number.POSITIVE_INFINITY ? Number.POSITIVE_INFINITY : SHOWN,
      withRows: out.json,
      stop,
    }),
  );

  if (out.json) return printResult(result, () => "", out);
  tellWarnings(result, out);
  if (result.plan !== null) return out.print(`${result.plan.trimEnd()}\n`);
  const rows = `${counted(result.rows, "row")} in ${span(result.seconds)}`;
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
