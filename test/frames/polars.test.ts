import { test } from "uvu";
import * as assert from "uvu/assert";
import pl from "../../frames/polars.ts";

const NAMES = ["height", "inner", "_df", "lazy", "columns", "select", "0"];
const frame = pl.DataFrame(NAMES.map((name, i) => pl.Series(name, [i, i + 1], pl.Float64)));

test("pl gives frames that answer by their members, however their columns are called", async () => {
  const lazy = frame.lazy();
  const frames = [
    frame,
    frame.select(...NAMES),
    frame.sort({ by: ["columns"] }),
    frame.join(frame, { on: ["0"], suffix: "_other" }).select(...NAMES),
    pl.concat([frame.head(1), frame.slice(1, 1)]),
    lazy.collectSync(),
    await lazy.collect(),
    pl.readCSV(frame.writeCSV()),
    pl.readParquet(frame.writeParquet()),
    frame
      .groupBy("0")
      .agg(pl.all().first())
      .select(...NAMES),
    ...frame.clone().withColumns(pl.lit(1).alias("one")).partitionBy("one", true, false),
  ];
  for (const each of frames) {
    assert.equal([each.columns, each.height], [NAMES, 2]);
    assert.equal(each.getColumn("lazy").toArray().sort(), [3, 4]);
  }
});

test("pl gives a column by getColumn() alone", () => {
  const { temp } = pl.DataFrame({ temp: [12.5] }) as unknown as { readonly temp: unknown };
  assert.is(temp, undefined);
});

test("pl can show its frames, and knows them as such", () => {
  assert.match(String(frame), /height/);
  assert.ok(pl.DataFrame.isDataFrame(frame));
});

test.run();
