import { Buffer } from "node:buffer";
import type pl from "nodejs-polars";
import { Failure } from "../../errors/mod.ts";
import { rowSlices } from "./_row_slices.ts";
import { escapeFormulas } from "./escape_formulas.ts";
import { jsonRows } from "./json_rows.ts";
import { type CsvFormulas, toCsv } from "./to_csv.ts";
import { toMarkdown } from "./to_markdown.ts";

/** The forms in which a frame can be written. */
export type FrameFormat = "csv" | "json" | "ndjson" | "markdown" | "parquet";

/**
 * Writes a frame in one of the forms: CSV as every published table is, JSON as an array with a row a line,
 * NDJSON as an object a line, a table in Markdown, or Parquet with zstd. All but Parquet come in pieces, since
 * JavaScript has no text of more than half a gigabyte.
 *
 * @param formulas what becomes of texts that a spreadsheet would run when it opens the CSV
 * @throws {Failure} `usage`, with the first piece, when the form cannot hold a column, as CSV cannot hold a list
 *
 * @example
 * ```ts
 * Buffer.concat([...encodeFrame(merged, "ndjson")]).toString(); // '{"ides":1,"idmun":1,…}\n…'
 * ```
 */
export function* encodeFrame(
  frame: pl.DataFrame,
  format: FrameFormat,
  formulas: CsvFormulas = "keep",
): Generator<Buffer> {
  try {
    yield* pieces(frame, format, formulas);
  } catch (cause) {
    const [why = ""] = (cause as Error).message.split("\n");
    throw new Failure("usage", `The table cannot be written as ${format}: ${why}. Use another format.`, {
      cause,
    });
  }
}

function* pieces(frame: pl.DataFrame, format: FrameFormat, formulas: CsvFormulas): Generator<Buffer> {
  if (format === "parquet") return yield frame.writeParquet({ compression: "zstd" });
  const table = format === "csv" && formulas === "escape" ? escapeFormulas(frame) : frame;
  let isFirst = true;
  for (const rows of rowSlices(table)) {
    yield encoded(rows, format, isFirst);
    isFirst = false;
  }
  if (format === "json") yield Buffer.from("\n]\n");
}

/** Some rows of the table; the first ones come with what stands before all rows. */
function encoded(rows: pl.DataFrame, format: Exclude<FrameFormat, "parquet">, isFirst: boolean): Buffer {
  switch (format) {
    case "csv":
      return toCsv(rows, "keep", isFirst);
    case "markdown":
      return Buffer.from(toMarkdown(rows, isFirst));
    case "ndjson":
      return Buffer.from(
        jsonRows(rows)
          .map((line) => `${line}\n`)
          .join(""),
      );
    case "json":
      return Buffer.from(`${isFirst ? "[\n" : ",\n"}${jsonRows(rows).join(",\n")}`);
  }
}
