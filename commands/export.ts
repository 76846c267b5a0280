import { extname } from "node:path";
import { Failure } from "../errors/mod.ts";
import { exportTable } from "../pipelines/read/export.ts";
import type { ExportFormat } from "../pipelines/read/export_result.ts";
import { exportText } from "../terminal/read/export_text.ts";
import type { Invocation } from "./call/invocation.ts";
import { outputFile } from "./call/output_file.ts";
import { openPlace } from "./call/place.ts";
import { printResult } from "./call/print_result.ts";
import { textOf } from "./call/text_of.ts";
import { EXPORT_FORMATS, type EXPORTS } from "./choices.ts";

/** `municlima export <dataset> --output <file>`: one version of a dataset for another program. */
export async function exportCommand(call: Invocation): Promise<void> {
  const { flags, args } = call;
  const { path, noClobber, out } = outputFile(call);
  const dataset = args[0] as (typeof EXPORTS)[number];
  if (path === undefined || path === "") {
    throw new Failure("usage", `Missing output. Add --output, as in --output ${dataset}.parquet.`);
  }
  const format = formatOf(flags.format, path);
  const version = textOf(flags.version);
  const { data, settings } = await openPlace(call);
  const result = await exportTable({ data, settings, dataset, format, output: path, noClobber, version });
  printResult(result, () => exportText(result, out.screen), out);
}

function formatOf(flag: unknown, path: string): ExportFormat {
  const named = EXPORT_FORMATS.find((format) => format === flag);
  const byName = EXPORT_FORMATS.find((format) => `.${format}` === extname(path).toLowerCase());
  if (named !== undefined || byName !== undefined) return (named ?? byName) as ExportFormat;
  const words = EXPORT_FORMATS.join(", ");
  throw new Failure(
    "usage",
    `--output is "${path}". Use the extension of a format, or add --format: ${words}.`,
  );
}
