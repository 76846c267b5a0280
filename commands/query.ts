import { extname } from "node:path";
import { Failure } from "../errors/mod.ts";
import { type FrameFormat, query } from "../pipelines/read/query.ts";
import { queryText } from "../terminal/query_text.ts";
import { counted, size, span } from "../terminal/words.ts";
import type { Invocation } from "./call/invocation.ts";
import { outputFile } from "./call/output_file.ts";
import { openPlace } from "./call/place.ts";
import { printResult, tellWarnings } from "./call/print_result.ts";

const FORMATS = ["table", "csv", "json", "ndjson", "markdown", "parquet"] as const;
const BY_EXTENSION: Readonly<Record<string, FrameFormat>> = {
  ".csv": "csv",
  ".json": "json",
  ".ndjson": "ndjson",
  ".jsonl": "ndjson",
  ".md": "markdown",
  ".parquet": "parquet",
};

/** `municlima query "select …"`: an answer from the data folder. What was asked for is printed in quiet runs too. */
export async function queryCommand(call: Invocation): Promise<void> {
  const { flags, args } = call;
  const { path, noClobber, out } = outputFile(call);
  const [sql = ""] = args;
  const { data, settings } = await openPlace(call);
  const format = formatOf(flags.format, path, out.json);
  const explain = flags.explain === true;
  if (explain && path !== undefined)
    throw new Failure("usage", "--explain cannot be combined with --output. Leave one out.");
  const { result, frame, encoded } = await query(sql, {
    data,
    settings,
    explain,
    format: format === "table" ? undefined : format,
    output: path,
    noClobber,
    withRows: out.json,
  });

  if (out.json) return printResult(result, () => "", out);
  tellWarnings(result, out);
  if (result.plan !== null) return out.print(`${result.plan.trimEnd()}\n`);
  const rows = `${counted(result.row_count, "row")} in ${span(result.seconds)}`;
  if (result.output !== null) {
    const { path, bytes, overwrote } = result.output;
    const instead = overwrote ? ", in place of the file that was there" : "";
    return out.tell(`Wrote ${path}${instead}: ${size(bytes)}, ${rows}\n`);
  }
  if (encoded === null) out.print(queryText(frame, out.screen));
  else await out.printAll(encoded);
  out.tell(`${rows}\n`);
}

function formatOf(flag: unknown, path: string | undefined, json: boolean): (typeof FORMATS)[number] {
  const known = FORMATS.find((format) => format === flag);
  const words = FORMATS.join(", ");
  if (flag !== undefined && known === undefined) {
    throw new Failure("usage", `--format is "${flag}", not one of ${words}.`);
  }
  if (path === undefined) {
    if (json && known !== undefined)
      throw new Failure("usage", "--json cannot be combined with --format. Leave one out.");
    if (known === "parquet")
      throw new Failure("usage", "Parquet is a binary format. Name a file with --output.");
    return known ?? "table";
  }
  if (known === "table")
    throw new Failure("usage", `--output cannot write a text table. Use one of ${words.slice(7)}.`);
  const byName = BY_EXTENSION[extname(path).toLowerCase()];
  if (known === undefined && byName === undefined) {
    const extensions = Object.keys(BY_EXTENSION).join(", ");
    throw new Failure(
      "usage",
      `--output is "${path}". Use one of the extensions ${extensions}, or use --format.`,
    );
  }
  return known ?? (byName as FrameFormat);
}
