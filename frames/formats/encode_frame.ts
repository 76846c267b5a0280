import { Buffer } from "node:buffer";
import type pl from "nodejs-polars";
import { Failure } from "../../errors/mod.ts";
import { jsonRows } from "./json_rows.ts";
import { type CsvFormulas, toCsv } from "./to_csv.ts";
import { toMarkdown } from "./to_markdown.ts";

/** The forms in which a frame can be written. */
export type FrameFormat = "csv" | "json" | "ndjson" | "markdown" | "parquet";

/**
 * Writes a frame in one of the forms: CSV as every published table is, JSON as an array with a row a line,
 * NDJSON as an object a line, a table in Markdown, or Parquet with zstd.
 *
 * @param formulas what becomes of texts that a spreadsheet would run when it opens the CSV
 * @throws {Failure} `usage` when the form cannot hold a column, as CSV cannot hold a list
 *
 * @example
 * ```ts
 * encodeFrame(merged, "ndjson").toString(); // '{"ides":1,"idmun":1,…}\n…'
 * ```
 */
export function encodeFrame(
  frame: pl.DataFrame,
  format: FrameFormat,
  formulas: CsvFormulas = "keep",
): Buffer {
  try {
    switch (format) {
      case "csv":
        return toCsv(frame, formulas);
      case "parquet":
        return frame.writeParquet({ compression: "zstd" });
      case "markdown":
        return Buffer.from(toMarkdown(frame));
      case "ndjson":
        return Buffer.from(
          jsonRows(frame)
            .map((line) => `${line}\n`)
            .join(""),
        );
      case "json":
        return Buffer.from(`[\n${jsonRows(frame).join(",\n")}\n]\n`);
    }
  } catch (cause) {
    const [why = ""] = (cause as Error).message.split("\n");
    throw new Failure("usage", `The table cannot be written as ${format}: ${why}. Use another format.`, {
      cause,
    });
  }
}
