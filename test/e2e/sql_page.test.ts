import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { SQL_TABLES } from "../../pipelines/read/_sql_tables.ts";
import { query } from "../../pipelines/read/query.ts";
import { demo } from "../../pipelines/run/demo.ts";
import { sampleMunicipalities } from "../../sample/mod.ts";
import { type DataFolder, MUNICIPALITIES, withDataFolder } from "../helpers/folders/data_folder.ts";
import { placeIn } from "../helpers/folders/place_in.ts";
import { worldAt } from "../helpers/world.ts";

const PAGE = await readFile(new URL("../../docs/sql.md", import.meta.url), "utf8");
const QUESTIONS = [...PAGE.matchAll(/^\*\*(.*?)\*\*[\s\S]*?```sql\n([\s\S]*?)```/gm)];

/** DuckDB itself over the same files, read by its own guesses: what the views of the program are compared with. */
async function directly(folder: DataFolder) {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  const files = Object.keys(await folder.files());
  const path = (name: string) => `'${join(folder.path, name)}'`;
  const newestOf = (dataset: string) =>
    files
      .filter((name) => name.startsWith(`${dataset}/2`))
      .sort()
      .at(-1);
  const body = files.filter((name) => name.startsWith("raw/"));
  const manifest =
    newestOf("data_municipio_x_hora")?.replace(/\.csv$|\.manifest\.json$/, ".manifest.json") ?? "";
  const { source } = JSON.parse(await folder.read(manifest));
  assert.ok(body.includes(source.raw));
  const number = (name: string) => `try_cast(trim(${name}) as double) as ${name}`;
  for (const view of [
    `merged as select * from read_csv(${path("data_merged/current.csv")})`,
    `means as select * from read_csv(${path(newestOf("data_temp_prec_mean")?.replace(/\.manifest\.json$/, ".csv") ?? "")})`,
    `municipalities as select * from read_csv(${path("data_municipio/20260101/data.csv")})`,
    `snapshots as select *, regexp_extract(filename, '(\\d{8}_\\d{6})\\.csv', 1) as version
      from read_csv(${path("data_municipio_x_hora/*.csv")}, filename = true)`,
    `forecast as select ides::bigint as ides, idmun::bigint as idmun, nes, nmun, strptime(hloc, '%Y%m%dT%H') as hloc,
      ${number("temp")}, ${number("prec")}
      from read_json(${path(source.raw)}, format = 'array', maximum_object_size = 400000000,
        columns = {ides: 'varchar', idmun: 'varchar', nes: 'varchar', nmun: 'varchar', hloc: 'varchar', temp: 'varchar', prec: 'varchar'})`,
  ])
    await connection.run(`create view ${view}`);
  return async (sql: string) => (await connection.runAndReadAll(sql)).getRowObjectsJson();
}

/** Rows without the differences of two ways to write a number or a time. */
function plain(rows: readonly object[]): string[][] {
  return rows.map((row) =>
    Object.values(row).map((value) =>
      value === null ? "null" : String(value).replace("T", " ").replace(/\.0+$/, ""),
    ),
  );
}

test("docs/sql.md: every table of SQL is in it, and each of the ten questions has the answer of DuckDB on the same files", async () => {
  for (const table of SQL_TABLES) assert.ok(PAGE.includes(`\`${table}\``), table);
  assert.is(QUESTIONS.length, 10);
  await withDataFolder(async (folder) => {
    const settings = folder.settings({ timeoutSeconds: 120, deadlineSeconds: 600 });
    // The demo brings a table of its own.
    await folder.put(MUNICIPALITIES, sampleMunicipalities());
    await demo(placeIn(settings), worldAt("2026-11-24T15:10:00Z"));
    const ask = await directly(folder);
    for (const [, question, sql = ""] of QUESTIONS) {
      const { result } = await query(sql, { ...placeIn(settings), withRows: true });
      const expected = plain(await ask(sql));
      assert.equal(plain(result.answer ?? []), expected, question);
      assert.ok(expected.length > 0, `${question} has an answer`);
    }
  });
});

test.run();
