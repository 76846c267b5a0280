import pl from "nodejs-polars";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { encodeFrame, type FrameFormat } from "../../../frames/mod.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { frameEqual } from "../../helpers/frame_equal.ts";

const FRAME = pl
  .DataFrame([
    pl.Series("ides", [1, 2], pl.Float64),
    pl.Series("nmun", ['Á, "=1+1"', null], pl.Utf8),
    pl.Series("at", [1_764_000_000_000, null], pl.Float64),
  ])
  .withColumns(pl.col("ides").cast(pl.Int64), pl.col("at").cast(pl.Int64).cast(pl.Datetime("ms")));

/** What the pieces are together. */
const whole = (frame: pl.DataFrame, format: FrameFormat) => Buffer.concat([...encodeFrame(frame, format)]);

test("encodeFrame() writes each format so that it reads back", () => {
  const text = (format: FrameFormat) => whole(FRAME, format).toString();
  const rows = [
    { ides: 1, nmun: 'Á, "=1+1"', at: "2025-11-24T16:00:00" },
    { ides: 2, nmun: null, at: null },
  ];
  assert.equal(JSON.parse(text("json")), rows);
  assert.equal(
    text("ndjson")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line)),
    rows,
  );
  assert.is(text("csv"), 'ides,nmun,at\n1,"Á, ""=1+1""",2025-11-24T16:00:00\n2,,\n');
  assert.is(text("markdown").split("\n").length, 5);
  frameEqual(pl.readParquet(whole(FRAME, "parquet")), FRAME);
});

test("encodeFrame() writes a frame without rows: an empty array, no line, a header", () => {
  const none = FRAME.head(0);
  assert.equal(JSON.parse(whole(none, "json").toString()), []);
  assert.is(whole(none, "ndjson").toString(), "");
  assert.is(whole(none, "csv").toString(), "ides,nmun,at\n");
});

test("encodeFrame() writes many rows in pieces, which together are the same as in one", () => {
  const many = pl.DataFrame({ row: Array.from({ length: 20_001 }, (_, row) => row) });
  const rows = many.toRecords() as { row: number }[];
  const lines = (line: (row: number) => string) => rows.map(({ row }) => line(row)).join("");
  for (const [format, text] of [
    ["csv", `row\n${lines((row) => `${row}.0\n`)}`],
    ["ndjson", lines((row) => `{"row":${row}}\n`)],
    ["markdown", `| row |\n| --: |\n${lines((row) => `| ${row} |\n`)}`],
    ["json", `[\n${lines((row) => `${row === 0 ? "" : ",\n"}{"row":${row}}`)}\n]\n`],
  ] as const) {
    const pieces = [...encodeFrame(many, format)].map(String);
    assert.ok(pieces.length > 2, format);
    assert.is(pieces.join(""), text, format);
  }
});

test("encodeFrame() says which format cannot hold a list", async () => {
  const frame = pl.DataFrame([pl.Series("l", [[1], [2]])]);
  await failsWith("usage", /cannot be written as csv: .*Use another format/, () => whole(frame, "csv"));
});

test.run();
