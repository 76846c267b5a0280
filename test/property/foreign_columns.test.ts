import { join } from "node:path";
import { gzipSync } from "node:zlib";
import pl from "nodejs-polars";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { sqlNames } from "../../engines/duckdb/sql_names.ts";
import { openData, show } from "../../notebooks/mod.ts";
import { ingest } from "../../pipelines/ingest/ingest.ts";
import { verify } from "../../pipelines/maintain/verify.ts";
import { merge } from "../../pipelines/merge/merge.ts";
import { diff } from "../../pipelines/read/diff.ts";
import { exportTable } from "../../pipelines/read/export.ts";
import type { ExportFormat } from "../../pipelines/read/export_result.ts";
import { type QueryFormat, query } from "../../pipelines/read/query.ts";
import { summarize } from "../../pipelines/read/summarize.ts";
import { report } from "../../pipelines/report/report.ts";
import { validate } from "../../pipelines/validate/validate.ts";
import { mergeText } from "../../terminal/merge_text.ts";
import { diffText } from "../../terminal/read/diff_text.ts";
import { queryText } from "../../terminal/read/query_text.ts";
import { summarizeText } from "../../terminal/read/summarize_text.ts";
import { failsWith } from "../helpers/fails_with.ts";
import { csvRows } from "../helpers/feeds/csv_rows.ts";
import { json, TINY_FEED, tinyRow } from "../helpers/feeds/tiny_feed.ts";
import { type DataFolder, MUNICIPALITIES, withDataFolder } from "../helpers/folders/data_folder.ts";
import { placeIn } from "../helpers/folders/place_in.ts";
import { cli } from "../helpers/processes/cli.ts";
import { plainScreen } from "../helpers/processes/plain_screen.ts";
import { worldAt } from "../helpers/world.ts";

/** Whatever a frame answers to: the members that Polars gives it, and those of every object. */
function members(): string[] {
  const frame = pl.DataFrame({ a: [1] });
  // A proxy hides them; a setter is called on what is behind it.
  const seen: string[] = [];
  const mark = Symbol("mark");
  Object.defineProperty(frame, mark, {
    configurable: true,
    set() {
      seen.push(...Object.getOwnPropertyNames(this), ...Object.getOwnPropertyNames(pl.Series([1])));
    },
  });
  Reflect.set(frame, mark, true);
  return [...new Set([...seen, ...Object.getOwnPropertyNames(Object.prototype), "then", "toJSON"])];
}

const MEMBERS = members();
const LIKE_INTEGERS = [
  "2021",
  "2020",
  "0",
  "-1",
  "1e3",
  "007",
  " 12",
  "4294967295",
  "1.5",
  "NaN",
  "Infinity",
];
/** Names that some program reads as something else: a pattern, a list, markup, a figure of a report. */
const ODD = [
  ..."a,b Población_2020 雨 \u{1f327} <b> %7B {} [0] \\ | ` ' ; -- = ä ä".split(" "),
  ...[
    'say "so"',
    '""',
    "two\nlines",
    "tab\there",
    "two words",
    "prototype",
    "measure",
    "mean",
    "count",
    "nulls",
    "town",
    "towns",
    "rows",
  ],
  ...["change", "older", "newer", "columns_1", "version", "index", "temp", "x", "y", "value", "VALUE"],
];
/** Names that are patterns to Polars. */
const PATTERNS = ["*", "^.*$", "^a|b$"];
/** One of each kind, for what costs a process of its own. */
const FEW = ["2021", "2020", "height", "columns", "select", "toRecords", "__proto__", "a,b", "measure"];
const MEANS = ["ides", "idmun", "nmun", "temp_mean", "records", "hloc_first", "hloc_last"];
const TOWNS = [
  ["20", "54"],
  ["9", "1"],
  ["20", "1"],
] as const;

type Table = { readonly names: readonly string[]; readonly rows: readonly (readonly string[])[] };

/** Of eight columns one is a measure: measures are correlated each with each. */
const isText = (column: number) => column % 8 !== 0;

/** A municipality table with these further columns, most of them texts; no value is there twice. */
function tableWith(names: readonly string[], plus = 0): Table {
  const value = (row: number, column: number) =>
    isText(column) ? `text ${row} of ${column}` : String(1000 * (row + 1) + column + plus);
  const rows = TOWNS.map((key, row) => [...key, ...names.map((_, column) => value(row, column))]);
  return { names, rows };
}

function csvOf({ names, rows }: Table): string {
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  return [["Cve_Ent", "Cve_Mun", ...names].map(quoted).join(), ...rows.map((row) => row.join())].join("\n");
}

/** What a merge must give of a table, sorted by key: the header, and the further columns of each town. */
function expected({ names, rows }: Table): { header: string[]; values: string[][] } {
  const sorted = [...rows].sort((a, b) => Number(a[0]) - Number(b[0]) || Number(a[1]) - Number(b[1]));
  const cvegeo = ([state = "", municipality = ""]: readonly string[]) =>
    state.padStart(2, "0") + municipality.padStart(3, "0");
  return {
    header: [...MEANS, ...names, "cvegeo"],
    values: sorted.map((row) => [...row.slice(2), cvegeo(row)]),
  };
}

const further = (rows: readonly (readonly string[])[]) => rows.map((row) => row.slice(MEANS.length));

/** Publishes a merge of a feed with each table in turn. */
async function publish(folder: DataFolder, tables: readonly Table[]): Promise<string[]> {
  const rows = TOWNS.map(([ides, idmun], i) => tinyRow({ ides, idmun, temp: String(10 + i) }));
  const from = await folder.put("feed.json.gz", gzipSync(json(rows)));
  const options = { ...placeIn(folder.settings()), feed: TINY_FEED };
  await ingest({ ...options, from }, worldAt("2026-11-24T10:00:00Z"));
  const texts: string[] = [];
  for (const [i, table] of tables.entries()) {
    await folder.put(MUNICIPALITIES, csvOf(table));
    const made = await merge(options, worldAt(`2026-11-24T1${i + 1}:00:00Z`));
    texts.push(mergeText(made.result, made.merged, TINY_FEED, undefined, plainScreen(100_000)));
    assert.is(made.result.municipalities?.rows, TOWNS.length);
  }
  return texts;
}

/** The texts of a JSON object's names in their order, which an object made of them would not keep. */
function namesIn(line: string): string[] {
  return [...line.matchAll(/("(?:[^"\\]|\\.)*"):/g)].map(([, name = ""]) => JSON.parse(name));
}

/** By own properties alone: "__proto__" and "constructor" are names like any other. */
function ownValue(row: unknown, name: string): string {
  assert.ok(Object.hasOwn(row as object, name), `the row has "${name}"`);
  return String(Object.getOwnPropertyDescriptor(row, name)?.value);
}

async function exported(folder: DataFolder, format: ExportFormat): Promise<Buffer> {
  const output = join(folder.path, `out.${format}`);
  const made = await exportTable({ ...placeIn(folder.settings()), dataset: "merged", format, output });
  assert.is(made.rows, TOWNS.length);
  return Buffer.from(await folder.bytes(`out.${format}`));
}

/** Takes a table through every way out, and compares what comes out with the table itself. */
async function checkEveryWay(names: readonly string[]): Promise<void> {
  const [older, newer] = [tableWith(names), tableWith(names, 500)];
  const { header, values } = expected(newer);
  const numbers = names.filter((_, column) => !isText(column));
  await withDataFolder(async (folder) => {
    const settings = folder.settings();
    const place = placeIn(settings);
    const [, text = ""] = await publish(folder, [older, newer]);
    const [first = ""] = text.split("\n").filter((line) => line.includes("temp_mean"));
    for (const name of names) {
      if (/^[\w ]+$/.test(name)) assert.ok(first.includes(name), `the terminal shows "${name}"`);
    }

    const [top = [], ...rows] = csvRows(await folder.read("data_merged/current.csv"));
    assert.equal(top, header);
    assert.equal(further(rows), values);
    const manifest = JSON.parse(await folder.read("data_merged/20261124_120000.manifest.json"));
    assert.is(manifest.rows, TOWNS.length);
    const columns: { name: string; type: string; unit?: string }[] = manifest.columns;
    assert.equal(
      columns.map(({ name }) => name),
      header,
    );
    for (const [column, { type, unit }] of columns.slice(MEANS.length).entries()) {
      const isWhole = column < names.length && !isText(column);
      assert.equal([type, unit], [isWhole ? "integer" : "string", undefined]);
    }

    // SQL takes upper and lower case for the same.
    const known = sqlNames(header);
    const printed = async (sql: string, format: QueryFormat) => {
      const pieces: Uint8Array[] = [];
      const print = async (bytes: Uint8Array) => void pieces.push(bytes);
      const { result, head } = await query(sql, { ...place, format, print, shown: 40, withRows: true });
      return { result, head, text: Buffer.concat(pieces).toString() };
    };
    const everything = await printed("select * from merged order by ides, idmun", "csv");
    const [asked = [], ...found] = csvRows(everything.text);
    assert.equal([asked, further(found)], [known, values]);
    assert.is(everything.result.rows, TOWNS.length);
    assert.is(everything.result.warnings.length, names.includes("VALUE") && names.includes("value") ? 1 : 0);
    for (const [row, object] of (everything.result.answer ?? []).entries()) {
      for (const [column, name] of known.slice(MEANS.length).entries())
        assert.is(ownValue(object, name), values[row]?.[column], name);
    }
    assert.match(queryText(everything.head, TOWNS.length, plainScreen(100_000)), /Zahuatlán/);
    const list = known.map((name) => `"${name.replaceAll('"', '""')}"`).join(", ");
    const some = await printed(`select ${list} from merged order by ides, idmun`, "csv");
    const [named = [], ...picked] = csvRows(some.text);
    assert.equal([named, further(picked)], [known, values]);
    for (const format of ["json", "ndjson"] as const) {
      const { text } = await printed("select * from merged", format);
      assert.equal(namesIn(text.split("\n")[format === "json" ? 1 : 0] ?? ""), known);
    }

    assert.is((await report(place)).towns, TOWNS.length);
    const summary = await summarize(place);
    assert.equal(
      summary.measures.map(({ measure }) => measure),
      ["temp_mean", ...numbers],
    );
    assert.equal(
      summary.measures.slice(1).map(({ max }) => String(max)),
      numbers.map((name) => String(Math.max(...values.map((row) => Number(row[names.indexOf(name)]))))),
    );
    const told = summarizeText(summary, plainScreen(100_000));
    for (const name of numbers) if (/^[\w ]+$/.test(name)) assert.ok(told.includes(name), name);

    const changed = await diff(place);
    assert.equal(
      changed.measures.map(({ name, mean_change }) => [name, mean_change]),
      [["temp_mean", 0], ["records", 0], ...numbers.map((name) => [name, 500])],
    );
    assert.match(diffText(changed, plainScreen(100_000)), /largest changes/);

    const csv = csvRows((await exported(folder, "csv")).toString());
    assert.equal([csv[0], further(csv.slice(1))], [header, values]);
    const lines = (await exported(folder, "json")).toString().split("\n").slice(1, -2);
    for (const [row, line] of lines.entries()) {
      assert.equal(namesIn(line), header);
      const object = JSON.parse(line.replace(/,$/, ""));
      for (const [column, name] of names.entries()) assert.is(ownValue(object, name), values[row]?.[column]);
    }
    const { features } = JSON.parse((await exported(folder, "geojson")).toString());
    for (const [row, { properties }] of features.entries()) {
      for (const [column, name] of names.entries())
        assert.is(ownValue(properties, name), values[row]?.[column]);
    }
    const parquet = pl.readParquet(await exported(folder, "parquet"));
    assert.equal(parquet.columns, header);
    assert.equal(further(parquet.rows().map((row) => row.map(String))), values);
    const { read, utils } = await import("xlsx");
    const { Sheets } = read(await exported(folder, "xlsx"));
    const cells: unknown[][] = utils.sheet_to_json(Sheets.merged ?? {}, { header: 1 });
    assert.equal(cells[0], header);
    assert.equal(
      cells.slice(1).map((row) => row.slice(MEANS.length).map(String)),
      values,
    );

    const valid = await validate(join(folder.path, "data_merged/current.csv"), {
      settings,
      feed: TINY_FEED,
    });
    assert.equal([valid.kind, valid.rows, valid.towns, valid.valid], ["means", 3, 3, true]);
    assert.equal((await verify(place)).problems, []);

    const data = await openData({ folder: folder.path });
    const [merged, table] = [await data.merged(), await data.municipalities()];
    assert.equal([merged.height, table.height], [TOWNS.length, TOWNS.length]);
    assert.equal([merged.columns, table.columns], [header, ["Cve_Ent", "Cve_Mun", ...names]]);
    for (const [column, name] of names.entries()) {
      const given = merged.getColumn(name).toArray().map(String);
      assert.equal(
        given,
        values.map((row) => row[column]),
        name,
      );
    }
    const shown = show(merged);
    for (const value of values[0] ?? []) assert.match(shown.forms["text/html"] ?? "", `>${value}<`);
  });
}

test("no column is taken for a member of a frame, nor put elsewhere for its name, on any way out", async () => {
  assert.ok(MEMBERS.length > 120, "the members were found");
  await checkEveryWay([...new Set([...LIKE_INTEGERS, ...MEMBERS, ...ODD])]);
});

test("no column is taken for a pattern", async () => {
  await checkEveryWay([...PATTERNS, "a", "b", "2020"]);
});

for (const name of [
  "2020",
  "0",
  "height",
  "columns",
  "then",
  "_df",
  "inner",
  "lazy",
  "__proto__",
  "constructor",
  "*",
]) {
  test(`a single column "${name}" comes out on every way as it came in`, async () => {
    await checkEveryWay([name]);
  });
}

test("a name that a merge has for two columns is refused, and named", async () => {
  await withDataFolder(async (folder) => {
    await failsWith("contract", /"records_municipality"/, () =>
      publish(folder, [tableWith(["records", "records_municipality"])]),
    );
  });
});

test("every command ends with 0 whatever the columns are called", async () => {
  await withDataFolder(async (folder) => {
    await publish(folder, [tableWith(FEW), tableWith(FEW, 500)]);
    for (const args of [
      ...[["report"], ["summarize"], ["summarize", "--json"], ["diff"], ["diff", "--json"], ["status"]],
      ...[
        ["query", "select * from merged"],
        ["query", "select * from municipalities", "--json"],
      ],
      ["validate", join(folder.path, "data_merged/current.csv"), "--feed", "smn-hourly"],
      ["export", "municipalities", "--output", join(folder.path, "out.parquet")],
    ]) {
      const { code, stderr } = await cli([...args, "--data-dir", folder.path]);
      assert.ok(
        code === 0 || (args[0] === "validate" && code === 65),
        `${args.join(" ")}: ${code} ${stderr}`,
      );
    }
  });
});

test.run();
