import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { scanCsv } from "../../../engines/polars/_scan_csv.ts";
import { toCsv } from "../../../frames/mod.ts";
import pl from "../../../frames/polars.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { TINY } from "../../helpers/feeds/tiny_feed.ts";
import { withTemporaryFolder } from "../../helpers/folders/temporary_folder.ts";
import { frameEqual } from "../../helpers/frame_equal.ts";

const HEADER = "ides,idmun,nmun,hloc,temp";
const ROW = "20,54,Zahuatlán,2023-08-24T12:00:00,8.87";

type Row = { ides: number; idmun: number; nmun: string | null; hloc: Date; temp: number | null };

/** The rows as a frame of the tiny feed. */
function frameOf(rows: readonly Row[]): pl.DataFrame {
  const values = <Name extends keyof Row>(name: Name) => rows.map((row) => row[name]);
  const times = values("hloc").map((time) => time.toISOString().slice(0, 19));
  return pl
    .DataFrame([
      pl.Series("ides", values("ides"), pl.Float64).cast(pl.Int64),
      pl.Series("idmun", values("idmun"), pl.Float64).cast(pl.Int64),
      pl.Series("nmun", values("nmun"), pl.Utf8),
      pl.Series("hloc", times, pl.Utf8),
      pl.Series("temp", values("temp"), pl.Float64),
    ])
    .withColumn(pl.col("hloc").str.strptime(pl.Datetime("ms"), "%Y-%m-%dT%H:%M:%S").alias("hloc"));
}

/** What is scanned from a file of this content, in a temporary folder. */
async function scanned(content: string | Uint8Array, name = "1.csv"): Promise<pl.DataFrame> {
  let frame = pl.DataFrame();
  await withTemporaryFolder(async (folder) => {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
    frame = await (await scanCsv(path, TINY)).collect();
  });
  return frame;
}

const hard = [
  ",",
  '"',
  '""',
  "\n",
  "\r\n",
  "\r",
  "\t",
  " ",
  "",
  "\0",
  "\u2028",
  "null",
  "NaN",
  "ñ",
  "😀",
  "a",
  HEADER,
];
const names = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.array(fc.constantFrom(...hard), { maxLength: 6 }).map((pieces) => pieces.join("")),
);
const rows = fc.array(
  fc.record({
    ides: fc.integer(),
    idmun: fc.maxSafeInteger(),
    nmun: fc.option(names),
    hloc: fc
      .integer({ min: Date.parse("1900-01-01") / 1000, max: Date.parse("2200-01-01") / 1000 })
      .map((seconds) => new Date(seconds * 1000)),
    temp: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })),
  }),
  { minLength: 1, maxLength: 20 },
);

test("scanCsv() gives back what toCsv() wrote, whatever a name holds", async () => {
  await fc.assert(
    fc.asyncProperty(rows, async (rows) => {
      const frame = frameOf(rows);
      frameEqual(await scanned(toCsv(frame)), frame);
    }),
  );
});

test("scanCsv() gives back line ends in quoted names where a file is read in pieces", async () => {
  // Long enough that Polars splits it between threads; each name holds what looks like a row of its own.
  const frame = frameOf(
    Array.from({ length: 20_000 }, (_, i) => ({
      ides: i % 32,
      idmun: i,
      nmun: `a\n${i},2,"b"\n\n1,2,c,2023-08-24T12:00:00,3\n`,
      hloc: new Date(Date.UTC(2023, 7, 24, i % 24)),
      temp: i % 3 === 0 ? null : i / 7,
    })),
  );
  const read = await scanned(toCsv(frame));
  assert.is(read.height, frame.height);
  for (const { name } of TINY.columns) {
    assert.equal(read.getColumn(name).toArray(), frame.getColumn(name).toArray(), name);
  }
});

test("scanCsv() gives each column its type in the schema, in a snapshot without rows too", async () => {
  for (const text of [`${HEADER}\n${ROW}\n`, `${HEADER}\n`, HEADER]) {
    const frame = await scanned(text);
    assert.equal(frame.columns, ["ides", "idmun", "nmun", "hloc", "temp"]);
    const types = ["Int64", "Int64", "String", "Datetime(us,)", "Float64"];
    assert.equal(
      frame.dtypes.map(String),
      types.map((type) => `DataType(${type})`),
    );
  }
});

test("scanCsv() does not take a type from the values", async () => {
  const frame = await scanned(`${HEADER}\n1,2,3,2023-08-24T12:00:00,4\n1,3,0.5,2023-08-24T12:00:00,5\n`);
  assert.equal(frame.getColumn("nmun").toArray(), ["3", "0.5"]);
  assert.equal(frame.getColumn("temp").toArray(), [4, 5]);
});

test("scanCsv() keeps nothing, which is null, apart from an empty text, and neither is zero", async () => {
  const frame = await scanned(`${HEADER}\n1,1,,2023-08-24T12:00:00,\n1,2,"",2023-08-24T12:00:00,0\n`);
  assert.equal(frame.getColumn("nmun").toArray(), [null, ""]);
  assert.equal(frame.getColumn("temp").toArray(), [null, 0]);
});

test("scanCsv() reads a time as it is written, in no zone", async () => {
  const zone = process.env.TZ;
  process.env.TZ = "America/Mexico_City";
  const frame = await scanned(`${HEADER}\n${ROW}\n`);
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
  assert.equal(frame.getColumn("hloc").toArray(), [new Date("2023-08-24T12:00:00Z")]);
});

test("scanCsv() reads lines that end as on Windows", async () => {
  const frame = await scanned(`${HEADER}\r\n${ROW}\r\n`);
  assert.equal(frame.row(0).slice(0, 3), [20, 54, "Zahuatlán"]);
  assert.equal(frame.getColumn("temp").toArray(), [8.87]);
});

test("scanCsv() takes a path for what it says, not for a pattern", async () => {
  for (const folder of [
    "[x]",
    "a[!b]c",
    "]x[",
    "a*b",
    "**",
    "what?",
    "{a,b}",
    "~",
    "a=1",
    "a%20b",
    "a b",
    "é",
  ]) {
    const frame = await scanned(`${HEADER}\n${ROW}\n`, join(folder, "1.csv"));
    assert.is(frame.height, 1, folder);
  }
});

test("scanCsv() reads the file it is given, not others that a pattern would find", async () => {
  await withTemporaryFolder(async (folder) => {
    await writeFile(join(folder, "a*.csv"), `${HEADER}\n1,1,given,2023-08-24T12:00:00,\n`);
    await writeFile(join(folder, "ab.csv"), `${HEADER}\n1,1,other,2023-08-24T12:00:00,\n`);
    const frame = await (await scanCsv(join(folder, "a*.csv"), TINY)).collect();
    assert.equal(frame.getColumn("nmun").toArray(), ["given"]);
  });
});

test("scanCsv() refuses a header that is not the schema's, and shows it", async () => {
  const headers = [
    "",
    "ides,idmun,nmun,hloc",
    `${HEADER},more`,
    "idmun,ides,nmun,hloc,temp",
    "ides,idmun,nmun,hloc,TEMP",
    "ides;idmun;nmun;hloc;temp",
    `"ides",idmun,nmun,hloc,temp`,
    ` ${HEADER}`,
    `\ufeff${HEADER}`,
    ROW,
  ];
  for (const header of headers) {
    const failure = await failsWith("contract", /1\.csv" is not that of the feed "tiny": ".*"\. Move/, () =>
      scanned(`${header}\n${ROW}\n`),
    );
    assert.ok(failure.message.endsWith(`: "${header}". Move the file away.`), failure.message);
  }
});

test("scanCsv() shows no more of a header than fits a message", async () => {
  const long = "x".repeat(10_000);
  const { message } = await failsWith("contract", /: "x{200}"\. Move the file away\.$/, () => scanned(long));
  assert.ok(message.length < 500);
});

test("scanCsv() says which file it cannot read", async () => {
  await withTemporaryFolder(async (folder) => {
    const missing = /^Cannot read ".+\/none\.csv": ENOENT: .+\. Check that it exists and is readable\.$/;
    await failsWith("io", missing, () => scanCsv(join(folder, "none.csv"), TINY));
    await failsWith("io", /^Cannot read ".+": EISDIR: /, () => scanCsv(folder, TINY));
  });
});

test("scanCsv() makes no null of a value of another type, and drops none", async () => {
  for (const row of [
    "20,54,a,2023-08-24T12:00:00,warm",
    "20.5,54,a,2023-08-24T12:00:00,8",
    "x,54,a,2023-08-24T12:00:00,8",
    "20,54,a,20230824T12,8",
    "20,54,a,2023-08-24T25:00:00,8",
    `${ROW},9`,
  ]) {
    const error = await scanned(`${HEADER}\n${ROW}\n${row}\n`).catch((error: unknown) => error);
    assert.instance(error, Error, row);
  }
});

test.run();
