import { extname } from "node:path";
import { Failure } from "../errors/mod.ts";
import { exportTable } from "../pipelines/read/export.ts";
import type { ExportFormat } from "../pipelines/read/export_result.ts";
import { exportText } from "../terminal/read/export_text.ts";
import type { Invocation } from "./call/invocation.ts";
import { outputFile } from "./call/output_file.ts";
import { openPlace } from "./call/place.ts";
import { printResult } from "./call/print_result.ts";

const DATASETS = ["merged", "snapshots", "means", "municipalities"] as const;
const FORMATS = ["parquet", "xlsx", "geojson", "json", "csv"] as const;

/** `municlima export <dataset> --output <file>`: one version of a dataset for another program. */
export async function exportCommand(call: Invocation): Promise<void> {
  const { flags, args } = call;
  const { path, noClobber, out } = outputFile(call);
  const dataset = DATASETS.find((name) => name === args[0]);
  if (dataset === undefined) {
    throw new Failure(
      "usage",
      `There is no dataset "${args[0]}" to export. Choose one of ${DATASETS.join(", ")}.`,
    );
  }
  if (path === undefined || path === "") {
    throw new Failure("usage", `Missing output. Add --output, as in --output ${dataset}.parquet.`);
  }
  const format = formatOf(flags.format, path);
  const version = typeof flags.version === "string" ? flags.version : undefined;
  const { data, settings } = await openPlace(call);
  const result = await exportTable({ data, settings, dataset, format, output: path, noClobber, version });
  printResult(result, () => exportText(result, out.screen), out);
}

function formatOf(flag: unknown, path: string): ExportFormat {
  const words = FORMATS.join(", ");
  const named = FORMATS.find((format) => format === flag);
  if (named !== undefined) return named;
  if (flag !== undefined) throw new Failure("usage", `--format is "${flag}", not one of ${words}.`);
  const byName = FORMATS.find((format) => `.${format}` === extname(path).toLowerCase());
  if (byName !== undefined) return byName;
  throw new Failure(
    "usage",
    `--output is "${path}". Use the extension of a format, or add --format: ${words}.`,
  );
}
