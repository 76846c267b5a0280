import pl from "nodejs-polars";
import { test } from "uvu";
import { planSql } from "../../../frames/mod.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { frameEqual } from "../../helpers/frame_equal.ts";

const TOWNS = pl.DataFrame([
  pl.Series("n", ["a", "b", null], pl.Utf8),
  pl.Series("t", [1, null, 3], pl.Float64),
]);
const plan = (sql: string) => planSql(sql, { towns: TOWNS.lazy() }, { towns: TOWNS.columns, means: [] });

test("planSql() answers what reads: SELECT, WITH and FROM, after comments too", () => {
  const expected = pl.DataFrame([pl.Series("t", [3], pl.Float64)]);
  for (const sql of [
    "select t from towns where t > 2",
    "-- the warm ones\nWITH w AS (SELECT t FROM towns) SELECT t FROM w WHERE t > 2;",
    "from towns select t where t > 2",
  ]) {
    frameEqual(plan(sql).collectSync(), expected);
  }
});

test("planSql() says what is wrong with a query in Polars' words, and names the views", async () => {
  for (const [sql, why] of [
    ["select t, from towns where", /sql parser error: .*The views are towns \(n, t\), means\.$/],
    ["select nowhat from towns", /unable to find column "nowhat"\. The views/],
    ["select * from nowhere", /relation 'nowhere' was not found\. The views/],
    ["select nothing(t) from towns", /unsupported function 'nothing'/],
    ["select sum(n) from towns", /not supported for dtype `str`/],
    ["select 1; select 2", /one \(and only one\) statement/],
  ] as const) {
    await failsWith("usage", why, () => plan(sql));
  }
});

test("planSql() takes nothing that would change a view, or read a file that is none", async () => {
  for (const sql of [
    "drop table towns",
    "delete from towns",
    "create table x as select 1",
    "",
    "  -- nothing",
  ]) {
    await failsWith("usage", /must begin with SELECT/, () => plan(sql));
  }
  for (const sql of ["select * from read_csv('/etc/passwd')", "select * from \"READ_PARQUET\"('x')"]) {
    await failsWith("usage", /"read_(csv|parquet)" would read a file/i, () => plan(sql));
  }
  await failsWith("usage", /relation '\/etc\/passwd' was not found/, () =>
    plan("select * from '/etc/passwd'"),
  );
});

test.run();
