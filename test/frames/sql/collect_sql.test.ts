import pl from "nodejs-polars";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { collectSql, planSql } from "../../../frames/mod.ts";
import { failsWith } from "../../helpers/fails_with.ts";

const views = { towns: pl.DataFrame({ n: ["a", "b"], t: [1, 2] }).lazy() };
const known = { towns: ["n", "t"] };
const answer = (sql: string) => collectSql(planSql(sql, views, known), known);

test("collectSql() gives the result, in the order asked for", () => {
  assert.equal(answer("select n from towns order by t desc").toRecords(), [{ n: "b" }, { n: "a" }]);
  assert.equal(answer("select n from towns where t > 9").columns, ["n"]);
});

test("collectSql() gives a decimal as a float, which Polars for Node cannot give out", () => {
  assert.equal(answer("select cast(t / 8 as decimal(9,3)) x from towns").toRecords(), [
    { x: 0.125 },
    { x: 0.25 },
  ]);
});

test("collectSql() says what is wrong with values", async () => {
  await failsWith("usage", /conversion from `str` to `i32` failed.*The views are towns/, () =>
    answer("select cast(n as int) as x from towns"),
  );
});

test("collectSql() gives a result any name", () => {
  const { columns, height } = answer("select t as columns, t as height from towns limit 1");
  assert.equal([columns, height], [["columns", "height"], 1]);
});

test.run();
