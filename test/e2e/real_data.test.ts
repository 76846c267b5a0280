import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { parseFeed } from "../../configs/description/parse_feed.ts";
import { smnDaily } from "../../configs/feeds/smn_daily.ts";
import { smnHourly } from "../../configs/feeds/smn_hourly.ts";
import { feedFrame, isoTime } from "../../frames/mod.ts";
import { ingest } from "../../pipelines/ingest/ingest.ts";
import { merge } from "../../pipelines/merge/merge.ts";
import { csvEqual } from "../helpers/csv_equal.ts";
import { csvRows } from "../helpers/feeds/csv_rows.ts";
import { DAILY, HOURLY, oracleJoin, oracleLast, oracleMeans } from "../helpers/feeds/oracle.ts";
import { oracleRows, type Row } from "../helpers/feeds/oracle_rows.ts";
import { MUNICIPALITIES, withDataFolder } from "../helpers/folders/data_folder.ts";
import { placeIn } from "../helpers/folders/place_in.ts";
import { cli } from "../helpers/processes/cli.ts";
import { worldAt } from "../helpers/world.ts";

/** The folder of real samples, which may not be published with the project. */
const SAMPLES = process.env.MUNICLIMA_REAL_DATA;
const whenThere = SAMPLES === undefined ? test.skip : test;
const sample = (path: string) => join(SAMPLES ?? "", path);

const DAILY_BODY = "method1_daily/DailyForecast_MX_run20230824T12.json.gz";
/** The municipalities that have a row in the public tables and none in the feed. */
const WITHOUT_FORECAST = ["2-6", "2-7", "4-12", "4-13", "7-125", "17-34", "17-35", "17-36"];

/** A sample table as records of text, by its header. */
async function records(path: string): Promise<Record<string, string>[]> {
  const [header = [], ...rows] = csvRows((await readFile(sample(path), "utf8")).replace(/^\ufeff/, ""));
  return rows.map((row) => Object.fromEntries(header.map((name, i) => [name, row[i] ?? ""])));
}

const only = (columns: readonly string[], record: Record<string, string>) =>
  Object.fromEntries(columns.map((column) => [column, record[column]]));

whenThere("municlima ingest and merge publish the last day of each town of a real daily feed", async () => {
  await withDataFolder(async (folder) => {
    const args = [
      "ingest",
      "--feed",
      "smn-daily",
      "--from",
      sample(DAILY_BODY),
      "--data-dir",
      folder.path,
      "--json",
    ];
    const { code, stdout, stderr } = await cli(args);
    assert.is(code, 0, stderr);
    const result = JSON.parse(stdout);
    assert.equal([result.check.rows, result.check.towns, result.towns], [9852, 2463, 2463]);
    assert.equal(
      [result.source.model_run, result.source.issued_at],
      ["2023-08-24T12:00:00", "2023-08-25T00:39:32.000Z"],
    );

    const rows = oracleRows(gunzipSync(await readFile(sample(DAILY_BODY))).toString(), DAILY.columns) ?? [];
    const expected = oracleLast(rows, DAILY);
    assert.equal([...new Set(expected.map(({ dloc }) => dloc))], ["2023-08-27T12:00:00"]);
    csvEqual(await readFile(result.files.snapshot, "utf8"), [...DAILY.columns, "cvegeo"], expected);

    for (const date of ["20220501", "20220503"]) {
      const path = `data_municipios/${date}/data.csv`;
      await folder.put(MUNICIPALITIES.replace(/\d{8}/, date), await readFile(sample(path)));
    }
    await rm(join(folder.path, "data_municipio/20260101"), { recursive: true });
    const merged = await merge(
      { ...placeIn(folder.settings()), feed: smnDaily },
      // The snapshot was made by this machine's clock.
      worldAt(new Date(Date.now() + 3_600_000).toISOString()),
    );
    const table = (await records("data_municipios/20220503/data.csv")).map(
      (row): Row => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, Number(value)])),
    );
    assert.is(table.length, 2471);
    const joined = oracleJoin(oracleMeans([expected], DAILY), table, "inner");
    const { unmatched_towns, unmatched_municipalities } = merged.result;
    assert.equal([unmatched_towns, unmatched_municipalities], [[], WITHOUT_FORECAST]);
    assert.is(merged.merged.height, 2463);
    csvEqual(await folder.read("data_merged/current.csv"), merged.merged.columns, joined.merged);
  });
});

whenThere("feedFrame() reads another real daily feed, its values written as numbers or as text", async () => {
  const rows = (await records("method1_daily/daily_run20220528T00.csv")).map((row) =>
    only(DAILY.columns, row),
  );
  const text = JSON.stringify(rows);
  const expected = oracleRows(text, DAILY.columns);
  assert.is(expected?.length, 9852);
  const frame = feedFrame(new TextEncoder().encode(text), smnDaily, "daily.json");
  assert.equal(plain(frame.toRecords()), expected);

  await withDataFolder(async (folder) => {
    const from = await folder.put("feed.json", text);
    const world = worldAt("2022-05-28T17:00:00Z");
    const { result } = await ingest({ ...placeIn(folder.settings()), feed: smnDaily, from }, world);
    const last = oracleLast(expected ?? [], DAILY);
    assert.equal([last.length, last[0]?.dloc], [2463, "2022-05-31T00:00:00"]);
    csvEqual(
      await folder.read(`data_municipio_x_hora/${result.version}.csv`),
      [...DAILY.columns, "cvegeo"],
      last,
    );
  });
});

whenThere("feedFrame() reads real hourly rows of 2023, padded as the provider padded them", async () => {
  for (const [path, count] of [
    ["method3_hourly/last_hour_by_name_20230907.csv", 2323],
    ["method3_hourly/rows_printed_in_notebook_2023.csv", 44],
  ] as const) {
    const hour = (text: string) => text.replace(/^(\d{4})-(\d\d)-(\d\d) (\d\d):00:00$/, "$1$2$3T$4");
    const rows = (await records(path)).map((row) => ({
      ...only(HOURLY.columns, row),
      hloc: hour(row.hloc ?? ""),
    }));
    const text = JSON.stringify(rows);
    const expected = oracleRows(text, HOURLY.columns);
    assert.is(expected?.length, count, path);
    assert.equal(plain(feedFrame(new TextEncoder().encode(text), smnHourly, path).toRecords()), expected);
  }
});

whenThere(
  "ingest() follows ten downloads of a real town, and tells since when the feed has been the same",
  async () => {
    const columns = "ides idmun hloc temp hr velvien desciel probprec raf dirvieng".split(" ");
    const types: Record<string, string> = {
      ides: "integer",
      idmun: "integer",
      hloc: "datetime",
      desciel: "string",
    };
    const feed = parseFeed(
      {
        name: "huauchinango",
        urls: ["http://127.0.0.1:9/"],
        clock: "America/Mexico_City",
        columns: columns.map((name) => ({ name, type: types[name] ?? "number" })),
        key: ["ides", "idmun"],
        time: "hloc",
      },
      "huauchinango.json",
    );
    const downloads = "method3_hourly/huauchinango_consecutive";
    const runs: unknown[] = [];
    await withDataFolder(async (folder) => {
      for (const name of (await readdir(sample(downloads))).sort()) {
        const { datos } = JSON.parse(await readFile(sample(join(downloads, name)), "utf8"));
        const text = JSON.stringify(datos.map((row: object) => ({ ides: "21", idmun: "71", ...row })));
        const now = name.replace(/^(....)(..)(..T..)(..)(..Z)\.json$/, "$1-$2-$3:$4:$5");
        // The clock of central Mexico, six hours behind UTC all the year since 2022.
        const local = new Date(Date.parse(now) - 6 * 3_600_000).toISOString().slice(0, 19);
        const expected = oracleLast(oracleRows(text, columns) ?? [], { time: "hloc" }, local);
        assert.equal([expected.length, expected[0]?.hloc], [1, `${local.slice(0, 13)}:00:00`]);

        const from = await folder.put("feed.json", text);
        const settings = folder.settings({ record: "now" });
        const { result } = await ingest({ ...placeIn(settings), feed, from }, worldAt(now));
        csvEqual(
          await folder.read(`data_municipio_x_hora/${result.version}.csv`),
          [...columns, "cvegeo"],
          expected,
        );
        runs.push([result.source.model_run.slice(0, 13), result.feed_unchanged_since?.slice(0, 19)]);
      }
    });
    assert.equal(runs, [
      ["2026-08-19T18", undefined],
      ["2026-08-19T18", "2026-08-21T10:43:47"],
      ["2026-08-20T18", undefined],
      ...Array(4).fill(["2026-08-20T18", "2026-08-21T13:07:18"]),
      ["2026-08-21T18", undefined],
      ...Array(2).fill(["2026-08-21T18", "2026-08-22T12:57:39"]),
    ]);
  },
);

function plain(rows: Record<string, unknown>[]): Record<string, unknown>[] {
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name, value instanceof Date ? isoTime(value) : value]),
    ),
  );
}

test.run();
