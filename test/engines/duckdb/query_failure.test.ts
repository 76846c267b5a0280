import { test } from "uvu";
import * as assert from "uvu/assert";
import { queryFailure } from "../../../engines/duckdb/query_failure.ts";
import { Failure } from "../../../errors/mod.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { rowsOf, withSqlSession } from "../../helpers/folders/sql_session.ts";

test("queryFailure() says in DuckDB's words what is wrong, where, and what was likely meant", async () => {
  await withSqlSession(async (session) => {
    for (const [sql, said] of [
      [
        "select tmp from towns",
        /Referenced column "tmp" not found .*Did you mean "temp"\? Line 1, at "tmp from towns"\.$/,
      ],
      ["select ides,\n  tempp\nfrom towns", /Did you mean "temp"\? Line 2, at "tempp"\.$/],
      ["select 'ñandú á' as a, nope from towns", /Line 1, at "nope from towns"\.$/],
      [
        "select * from town",
        /Table with name town does not exist\. Did you mean "towns"\? The tables are towns\. Line 1/,
      ],
      ['select * from towns where nmun = "León"', /Write a text in single quotes: 'León'\. Line 1/],
      ["selec 1", /^The query does not work: syntax error at or near "selec"\. Line 1, at "selec 1"\.$/],
      ["select * from towns where (", /syntax error at end of input/],
      [
        "select strp(nmun, 'a') from towns",
        /Scalar Function with name strp does not exist\. Did you mean "strpos/,
      ],
      ["select cast(nmun as int) from towns", /Could not convert string 'León' to INT32/],
      ["select ides, count(*) from towns", /"ides" must appear in the GROUP BY clause/],
      ["select a.nope from towns a", /does not have a column named "nope"/],
    ] as const) {
      await failsWith("usage", said, () => rowsOf(session, sql));
    }
  });
});

const GOOD = [
  "select nmun, temp from towns where temp > 10 and nmun like 'L%' order by temp desc limit 5",
  "select ides, count(*) n, avg(temp) filter (where temp > 0) from towns group by ides having count(*) > 0",
  "with t as (select *, row_number() over (partition by ides order by temp desc nulls last) r from towns) select * from t where r = 1",
  "select a.ides, b.nmun from towns a left join towns b on a.ides = b.ides and b.temp is null",
  "select date_trunc('hour', hloc) h, cast(temp as int), strip_accents(nmun), [1, 2][1], {'a': 1}.a from towns",
  "explain select case when temp > 1 then 'a' else $$b$$ end from towns",
];
const TOKENS = [
  "select",
  "from",
  "(",
  ")",
  "'",
  '"',
  ",",
  "temp",
  "--",
  "/*",
  "null",
  "$x",
  "in",
  "*",
  "::int",
  ";",
  "é",
  "0x",
  "\\",
];

/** A row of numbers from 0 to 1, the same each time. */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    yield state / 2 ** 32;
  }
}

test("queryFailure() makes one line of whatever DuckDB says of 500 queries that went wrong", async () => {
  const random = numbers(20_261_124);
  const pick = <Item>(items: readonly Item[]) =>
    items[Math.floor(random.next().value * items.length)] as Item;
  await withSqlSession(async (session) => {
    let failed = 0;
    for (let i = 0; i < 500; i++) {
      const words = pick(GOOD).split(/\b/);
      for (let edit = 0; edit <= i % 3; edit++) {
        const place = Math.floor(random.next().value * words.length);
        const way = pick(["remove", "repeat", "insert", "cut"]);
        if (way === "remove") words.splice(place, 1);
        else if (way === "repeat") words.splice(place, 0, words[place] ?? "");
        else if (way === "insert") words.splice(place, 0, pick(TOKENS));
        else words[place] = (words[place] ?? "").slice(1);
      }
      const sql = words.join("");
      try {
        await rowsOf(session, sql);
      } catch (error) {
        failed++;
        if (!(error instanceof Failure)) throw new Error(`"${sql}": ${error}`);
        assert.is(error.kind, "usage", sql);
        assert.match(error.message, /^The query .*\.$/s, sql);
        assert.not.match(error.message, /\n/, sql);
      }
    }
    assert.ok(failed > 300, `${failed} of them went wrong`);
    assert.equal(await rowsOf(session, "select count(*) from towns"), [["2"]]);
  });
});

test("queryFailure() blames a file that is gone, not the query", () => {
  const error = queryFailure(
    new Error('IO Error: No files found that match the pattern "a.csv"\n\nLINE 1: x'),
    "",
  );
  assert.equal(
    [error.kind, error.message],
    ["io", 'A file of the tables cannot be read: No files found that match the pattern "a.csv". Ask again.'],
  );
});

test.run();
