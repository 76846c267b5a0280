import { join } from "node:path";
import pl from "nodejs-polars";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { type AnswerFormat, encodeAnswer, type SqlSession } from "../../../engines/duckdb/mod.ts";
import { withSqlSession } from "../../helpers/folders/sql_session.ts";

async function text(
  session: SqlSession,
  sql: string,
  format: AnswerFormat,
  formulas?: "escape",
): Promise<string> {
  const pieces: Uint8Array[] = [];
  const answer = await session.ask(await session.parse(sql));
  for await (const piece of encodeAnswer(answer, format, formulas)) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

test("encodeAnswer() writes a CSV from which another reader gets the values that DuckDB has", async () => {
  await withSqlSession(async (session, folder) => {
    const sql = `select range i, range * 0.1::double d, (random() - 0.5) * 10 ** (range % 40 - 20) x,
      (range::float / 7)::double f, case when range % 3 > 0 then 'ñ "' || range || '",' || chr(10) end t, range % 2 = 0 b,
      timestamp '2026-11-24 12:00:00' + to_milliseconds(range * 1234567) h from range(5000) order by i`;
    const fixed = sql.replace("random()", "hash(range) / 18446744073709551615.0");
    const csv = await text(session, fixed, "csv");
    const path = join(folder, "out.parquet");
    await session.write(await session.parse(fixed), path);
    const written = pl.readParquet(path);
    const read = pl.readCSV(Buffer.from(csv), {
      schema: Object.fromEntries(written.columns.map((name, i) => [name, written.dtypes[i]])),
    } as never);
    assert.is(read.height, 5000);
    for (const name of written.columns) {
      assert.equal(read.getColumn(name).toArray(), written.getColumn(name).toArray(), name);
    }
  });
});

test("encodeAnswer() writes every type of DuckDB with something that says what it is, the same in each format", async () => {
  await withSqlSession(async (session) => {
    const sql = `select interval 2 hour a, [1, null] b, {'x': 1.5, 'y': 'é'} c, 1.50 d, 1::float / 3 e, null g, '' h, 1e300 i,
      'nan'::double j, 170141183460469231731687303715884105727 k, date '2026-11-24' l, timestamptz '2026-11-24 12:00:00+01' m,
      timestamp '2026-11-24 12:00:00.000001' n, map {'a': 2} o, time '12:30:00' p, 22.0::double q, 'infinity'::timestamp r`;
    assert.is(
      await text(session, sql, "csv"),
      "a,b,c,d,e,g,h,i,j,k,l,m,n,o,p,q,r\n" +
        `02:00:00,"[1, NULL]","{'x': 1.5, 'y': 'é'}",1.50,0.33333334,,"",1e+300,nan,170141183460469231731687303715884105727,` +
        `2026-11-24,2026-11-24T11:00:00Z,2026-11-24T12:00:00.000001,{'a': 2},12:30:00,22.0,infinity\n`,
    );
    const [row] = JSON.parse(await text(session, sql, "json"));
    assert.equal(
      [row.a, row.b, row.c, row.d, row.e],
      ["02:00:00", [1, null], { x: 1.5, y: "é" }, 1.5, 0.33333334],
    );
    assert.equal([row.g, row.h, row.j, row.k], [null, "", null, "170141183460469231731687303715884105727"]);
    assert.equal(
      [row.m, row.n, row.o],
      ["2026-11-24T11:00:00Z", "2026-11-24T12:00:00.000001", [{ key: "a", value: 2 }]],
    );
    assert.match(await text(session, sql, "markdown"), /^\| a \| b .*\n\| :-- \| .*\n\| 02:00:00 \| /);
  });
});

test("encodeAnswer() keeps the columns' order, each once, and says when there are no rows", async () => {
  await withSqlSession(async (session) => {
    const sql = 'select 1 as town, 2 as "2020", 3 as town, 4 as __proto__';
    assert.is(await text(session, sql, "ndjson"), '{"town":1,"2020":2,"town_1":3,"__proto__":4}\n');
    assert.is(await text(session, `${sql} limit 0`, "csv"), "town,2020,town_1,__proto__\n");
    assert.equal(JSON.parse(await text(session, `${sql} limit 0`, "json")), []);
  });
});

test("encodeAnswer() makes formulas harmless where it is asked to, and no number", async () => {
  await withSqlSession(async (session) => {
    const sql = "select '=1+1' as \"=a\", -3 as b";
    assert.is(await text(session, sql, "csv", "escape"), "'=a,b\n'=1+1,-3\n");
    assert.is(await text(session, sql, "csv"), "=a,b\n=1+1,-3\n");
  });
});

test("encodeAnswer() lets no text end its cell, its row or the page of a table in Markdown", async () => {
  await withSqlSession(async (session) => {
    const table = await text(session, "select '<b>|' || chr(10) || '`x`' as \"a|b\"", "markdown");
    assert.is(table, "| a\\|b |\n| :-- |\n| &lt;b&gt;\\| \\`x\\` |\n");
  });
});

test.run();
