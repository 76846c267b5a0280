import pl from "nodejs-polars";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { feedFrame } from "../../../frames/feed/feed_frame.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { json, TINY, tinyRow } from "../../helpers/feeds/tiny_feed.ts";
import { frameEqual } from "../../helpers/frame_equal.ts";

const read = (body: Uint8Array) => feedFrame(body, TINY, "feed.json");
const bytes = (text: string) => new TextEncoder().encode(text);
const ROWS = [tinyRow(), tinyRow({ hloc: "20230824T13", temp: "-0.50" })];
const EXPECTED = pl
  .DataFrame({
    ides: [20, 20],
    idmun: [54, 54],
    nmun: ["Zahuatlán", "Zahuatlán"],
    hloc: ["2023-08-24 12:00", "2023-08-24 13:00"],
    temp: [8.87, -0.5],
  })
  .withColumns(
    pl.col("ides").cast(pl.Int64),
    pl.col("idmun").cast(pl.Int64),
    pl.col("hloc").str.strptime(pl.Datetime("ms"), "%Y-%m-%d %H:%M"),
  );

test("feedFrame() reads rows on one line", () => {
  frameEqual(read(json(ROWS)), EXPECTED);
});

test("feedFrame() reads rows spaced as the provider spaced them in 2023", () => {
  const text = `[ ${ROWS.map((row) => JSON.stringify(row).replaceAll(":", ": ").replaceAll(",", ", ")).join(", ")}]`;
  frameEqual(read(bytes(text)), EXPECTED);
});

test("feedFrame() reads indented and escaped rows", () => {
  const text = JSON.stringify(ROWS, undefined, 4).replaceAll("á", "\\u00e1");
  frameEqual(read(bytes(`\r\n\t${text}\r\n`)), EXPECTED);
});

test("feedFrame() reads Latin-1, and drops a byte order mark", () => {
  frameEqual(read(Uint8Array.from(JSON.stringify(ROWS), (char) => char.charCodeAt(0))), EXPECTED);
  frameEqual(read(bytes(`\ufeff${JSON.stringify(ROWS)}`)), EXPECTED);
});

test("feedFrame() gives the schema's column order, whatever the feed's, row by row", () => {
  const turned = ROWS.map((row) => Object.fromEntries(Object.entries(row).reverse()));
  frameEqual(read(json(turned)), EXPECTED);
  frameEqual(read(json([ROWS[0], turned[1]])), EXPECTED);
});

test("feedFrame() reads numbers that are not text", () => {
  frameEqual(read(json(ROWS.map((row) => ({ ...row, ides: 20, temp: Number(row.temp) })))), EXPECTED);
});

test("feedFrame() keeps brackets, commas and quotes that stand in a name", () => {
  for (const name of ['a"}, {"b', "}],[{", "\\", "a\nb", ',"temp":"1"', "a\u2028b", "😀"]) {
    assert.equal(
      read(json([tinyRow({ nmun: name }), tinyRow()]))
        .getColumn("nmun")
        .toArray(),
      [name, "Zahuatlán"],
    );
  }
});

test("feedFrame() takes the last value of a doubled key", () => {
  const doubled = JSON.stringify([tinyRow()]).replace('"temp"', '"temp":"1","temp"');
  assert.equal(read(bytes(doubled)).getColumn("temp").toArray(), [8.87]);
});

test("feedFrame() reads an empty measure or name as null, never as zero", () => {
  for (const empty of ["", "  "]) {
    const row = read(json([tinyRow({ temp: empty, nmun: empty }), tinyRow()])).toRecords()[0];
    assert.is(row?.temp, null);
    assert.is(row?.nmun, null);
  }
  assert.is(read(json([{ ...tinyRow(), temp: null }])).toRecords()[0]?.temp, null);
});

test("feedFrame() refuses what is not a JSON array of rows", async () => {
  const cases: [string, RegExp][] = [
    ["[]", /^"feed\.json" contains no rows\. Fetch it again later\.$/],
    ["{}", /^"feed\.json" contains an object, not an array of rows\. Check that it is the right feed\.$/],
    ['"x"', /contains the string "x", not an array of rows/],
    ["", /^"feed\.json" is not JSON: .+ Fetch it again\.$/],
    ["<html></html>", /is not JSON/],
    [`${JSON.stringify(ROWS)} x`, /is not JSON/],
    [`${JSON.stringify(ROWS)}${JSON.stringify(ROWS)}`, /is not JSON/],
    [JSON.stringify(ROWS).slice(0, -1), /is not JSON/],
    [JSON.stringify(ROWS).slice(0, -20), /is not JSON/],
    [JSON.stringify(ROWS).replace("},{", "}{"), /is not JSON/],
    [JSON.stringify(ROWS).replace("},{", "},,{"), /is not JSON/],
    [JSON.stringify(ROWS).replace("Zahu", "Za\nhu"), /is not JSON/],
    [JSON.stringify([ROWS[0], 7]), /^Row 2 of "feed\.json" is the number 7, not an object\./],
    [JSON.stringify([ROWS[0], [1]]), /^Row 2 of "feed\.json" is an array, not an object\./],
    [JSON.stringify([null]), /^Row 1 of "feed\.json" is null, not an object\./],
    [
      JSON.stringify([ROWS[0], { ...tinyRow(), temp: { c: 1 } }]),
      /^Row 2 of "feed\.json" has an object in "temp", not/,
    ],
    [JSON.stringify([{ ...tinyRow(), temp: true }]), /has the boolean true in "temp", not a single value/],
  ];
  for (const [text, message] of cases) await failsWith("contract", message, () => read(bytes(text)));
});

test("feedFrame() refuses nesting of any depth", async () => {
  const deep = JSON.stringify([tinyRow()]).replace('" 8.87"', "[".repeat(50_000) + "]".repeat(50_000));
  await failsWith("contract", /^Row 1 of "feed\.json" has an array in "temp"/, () => read(bytes(deep)));
});

test("feedFrame() refuses a missing or an extra column in any row", async () => {
  const { temp, ...without } = tinyRow();
  await failsWith("contract", /^Row 2 of "feed\.json" has no "temp"\./, () =>
    read(json([tinyRow(), without])),
  );
  await failsWith("contract", /^Row 1 of "feed\.json" has no "temp"\./, () => read(json([without])));
  await failsWith("contract", /^Row 1 of .+ has "tmp", which the feed does not define\./, () =>
    read(json([{ ...tinyRow(), tmp: "1" }])),
  );
  await failsWith("contract", /^Row 60 of .+ has "tmp", which the feed does not define\./, () =>
    read(json([...Array(59).fill(tinyRow()), { ...tinyRow(), tmp: "1" }])),
  );
  await failsWith("contract", /has no "temp" and has "tmp"/, () => read(json([{ ...without, tmp: temp }])));
});

test("feedFrame() refuses a value that is not of its column's type, and names row, column and value", async () => {
  const cases: [Partial<ReturnType<typeof tinyRow>>, RegExp][] = [
    [
      { ides: "x" },
      /^Row 3 of "feed\.json": "ides" is "x", not a whole number\. Check that it is the right feed\.$/,
    ],
    [{ ides: "20.5" }, /"ides" is "20\.5", not a whole number/],
    [{ idmun: "" }, /"idmun" is empty, not a whole number/],
    [{ hloc: "" }, /"hloc" is empty, not a time YYYYMMDDThh/],
    [{ hloc: "20230824T1" }, /"hloc" is "20230824T1", not a time YYYYMMDDThh/],
    [{ hloc: "20230824T24" }, /"hloc" is "20230824T24"/],
    [{ hloc: "20230230T10" }, /"hloc" is "20230230T10"/],
    [{ hloc: "2023-08-24T12" }, /"hloc" is "2023-08-24T12"/],
    [{ temp: "N/D" }, /"temp" is "N\/D", not a number/],
    [{ temp: "NaN" }, /"temp" is "NaN", not a number/],
    [{ temp: "inf" }, /"temp" is "inf", not a number/],
    [{ temp: "1,5" }, /"temp" is "1,5", not a number/],
  ];
  for (const [bad, message] of cases) {
    await failsWith("contract", message, () => read(json([tinyRow(), tinyRow({ temp: "" }), tinyRow(bad)])));
  }
  // Where no value is empty, nothing but the sum tells of these.
  for (const temp of ["NaN", "inf", "-inf"]) {
    await failsWith("contract", /"temp" is "(NaN|-?inf)", not a number/, () =>
      read(json([tinyRow({ temp: "1" }), tinyRow({ temp })])),
    );
  }
});

test("feedFrame() finds rows and values at their paths, in a body that is an object", async () => {
  const schema = {
    ...TINY,
    rows: "data.items",
    columns: TINY.columns.map((column) =>
      column.name === "temp" ? { ...column, path: "at.values.temp" } : column,
    ),
  };
  const rows = ["1", "2"].map((idmun) => {
    const { temp, ...row } = tinyRow({ idmun, temp: "1.5" });
    return { ...row, at: { values: { temp: Number(temp) } } };
  });
  const expected = feedFrame(
    json([tinyRow({ idmun: "1", temp: "1.5" }), tinyRow({ idmun: "2", temp: "1.5" })]),
    TINY,
    "a",
  );
  const envelope = {
    meta: { items: [1], "a]": "}" },
    count: 2,
    data: { more: null, items: rows, end: true },
  };
  for (const indent of [0, 2]) {
    const body = json(envelope, indent);
    frameEqual(feedFrame(body, schema, "a"), expected);
    // One row that only JSON.parse can read, so that all go that way.
    const odd = new TextEncoder().encode(
      new TextDecoder().decode(body).replace("Zahuatl\u00e1n", "\\u0001Zahuatl\u00e1n"),
    );
    assert.equal(feedFrame(odd, schema, "a").getColumn("temp").toArray(), [1.5, 1.5]);
  }
  for (const text of ['{"data": []}', '{"error": 1}', '{"data": {"items": {}}}', "[]"])
    await failsWith("contract", /"a" contains no array of rows at "data\.items"/, () =>
      feedFrame(new TextEncoder().encode(text), schema, "a"),
    );
  const cut = new TextDecoder().decode(json(envelope)).slice(0, -1);
  await failsWith("contract", /"a" is not JSON/, () => feedFrame(new TextEncoder().encode(cut), schema, "a"));
});

test("feedFrame() refuses a row that is thousands of objects deep, and ends with no stack", async () => {
  const deep = `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`;
  const plain = JSON.stringify(tinyRow());
  const rows = [
    `[${plain.replace('"Zahuatlán"', deep)}]`,
    `[${plain},${plain.replace('"Zahuatlán"', deep)}]`,
  ];
  const path = { ...TINY, columns: TINY.columns.map((c) => (c.name === "temp" ? { ...c, path: "a.a" } : c)) };
  for (const schema of [TINY, path, { ...TINY, caps: { rows: 10, nesting: 20 } }]) {
    for (const text of rows)
      await failsWith("contract", /^.{1,900}$/, () => feedFrame(new TextEncoder().encode(text), schema, "a"));
  }
});

test.run();
