import * as fc from "fast-check";
import pl from "nodejs-polars";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { diffTowns, plainRows } from "../../../frames/mod.ts";
import { TINY } from "../../helpers/feeds/tiny_feed.ts";

type Town = { ides: number; idmun: number; nmun: string | null; temp: number | null; sky: string | null };

function table(towns: readonly Town[]): pl.DataFrame {
  const numbers = (name: "ides" | "idmun" | "temp") =>
    pl.Series(
      name,
      towns.map((town) => town[name]),
      pl.Float64,
    );
  const texts = (name: "nmun" | "sky") =>
    pl.Series(
      name,
      towns.map((town) => town[name]),
      pl.Utf8,
    );
  return pl
    .DataFrame([numbers("ides"), numbers("idmun"), texts("nmun"), numbers("temp"), texts("sky")])
    .withColumns(pl.cols(["ides", "idmun"]).cast(pl.Int64));
}

const town = (more: Partial<Town> = {}): Town => ({
  ides: 20,
  idmun: 54,
  nmun: "Z",
  temp: 8,
  sky: "sol",
  ...more,
});

/** What diffTowns() should find, the plain way. */
function oracle(older: readonly Town[], newer: readonly Town[], most: number) {
  const keyOf = ({ ides, idmun }: Town) => `${ides}-${idmun}`;
  const [before, after] = [older, newer].map((towns) => new Map(towns.map((each) => [keyOf(each), each])));
  const byKey = (a: Town, b: Town) => a.ides - b.ides || a.idmun - b.idmun;
  const label = ({ ides, idmun, nmun }: Town) => ({ ides, idmun, nmun });
  const both = newer.filter((each) => before?.has(keyOf(each))).sort(byKey);
  const was = (each: Town) => before?.get(keyOf(each)) as Town;
  const differ = (name: "nmun" | "temp" | "sky") => both.filter((each) => each[name] !== was(each)[name]);
  const changes = both.flatMap((each) => {
    const [from, to] = [was(each).temp, each.temp];
    return from === null || to === null
      ? []
      : [{ ...label(each), older: from, newer: to, change: to - from }];
  });
  const sizes = changes.map(({ change }) => change);
  return {
    towns: {
      older: older.length,
      newer: newer.length,
      both: both.length,
      changed: new Set([...differ("nmun"), ...differ("temp"), ...differ("sky")]).size,
    },
    added: newer
      .filter((each) => !before?.has(keyOf(each)))
      .sort(byKey)
      .map(label),
    gone: older
      .filter((each) => !after?.has(keyOf(each)))
      .sort(byKey)
      .map(label),
    columns: (["nmun", "temp", "sky"] as const).map((name) => ({ name, changed: differ(name).length })),
    temp: {
      changed: differ("temp").length,
      appeared: both.filter((each) => was(each).temp === null && each.temp !== null).length,
      vanished: both.filter((each) => was(each).temp !== null && each.temp === null).length,
      mean: sizes.length === 0 ? null : sizes.reduce((sum, size) => sum + size, 0) / sizes.length,
      lowest: sizes.length === 0 ? null : Math.min(...sizes),
      highest: sizes.length === 0 ? null : Math.max(...sizes),
      // Sorting is stable: changes of one size stay in the order of the keys.
      largest: changes
        .filter(({ change }) => change !== 0)
        .sort((a, b) => Math.abs(b.change) - Math.abs(a.change))
        .slice(0, most),
    },
  };
}

function found(older: readonly Town[], newer: readonly Town[], most: number) {
  const { towns, added, gone, columns, measures } = diffTowns(table(older), table(newer), TINY, most);
  assert.equal(
    measures.map(({ name }) => name),
    ["temp"],
  );
  const [temp] = measures;
  return {
    towns,
    added: plainRows(added),
    gone: plainRows(gone),
    columns,
    temp: temp && {
      changed: temp.changed,
      appeared: temp.appeared,
      vanished: temp.vanished,
      mean: temp.meanChange,
      lowest: temp.lowestChange,
      highest: temp.highestChange,
      largest: plainRows(temp.largest),
    },
  };
}

test("diffTowns() finds in any two tables what a plain reading of them finds", async () => {
  const towns = fc.uniqueArray(
    fc.record({
      ides: fc.integer({ min: 1, max: 3 }),
      idmun: fc.integer({ min: 1, max: 5 }),
      nmun: fc.option(fc.constantFrom("A", "B", "<script>")),
      // Halves add up exactly, in any order.
      temp: fc.option(fc.integer({ min: -9, max: 9 }).map((half) => half / 2 + 0)),
      sky: fc.option(fc.constantFrom("sol", "=1+1", "\u202e")),
    }),
    { selector: ({ ides, idmun }) => `${ides}-${idmun}`, maxLength: 12 },
  );
  await fc.assert(
    fc.property(towns, towns, fc.integer({ min: 0, max: 4 }), (older, newer, most) => {
      assert.equal(found(older, newer, most), oracle(older, newer, most));
    }),
    { numRuns: 25 },
  );
});

test("diffTowns() keeps apart two towns that share idmun in different states", () => {
  const { added, gone, towns } = found([town({ ides: 19 })], [town({ ides: 20 })], 1);
  assert.equal(
    [added, gone, towns.both],
    [[{ ides: 20, idmun: 54, nmun: "Z" }], [{ ides: 19, idmun: 54, nmun: "Z" }], 0],
  );
});

test("diffTowns() turns a direction by the shorter way", () => {
  const columns = [{ name: "temp", type: "number", unit: "°", meaning: "Wind", maximum: 360 }] as const;
  const [measure] = diffTowns(
    table([town({ temp: 350 }), town({ idmun: 1, temp: 10 })]),
    table([town({ temp: 10 }), town({ idmun: 1, temp: 40 })]),
    { ...TINY, columns },
    5,
  ).measures;
  assert.equal(measure && plainRows(measure.largest).map(({ change }) => change), [30, 20]);
});

test("diffTowns() tells columns of one table alone, and compares one whose type changed as text", () => {
  const older = table([town()]).withColumns(
    pl.lit(7).cast(pl.Int64).alias("Value"),
    pl.lit(1).alias("height"),
  );
  const newer = table([town()]).withColumns(pl.lit("7").alias("Value"), pl.lit(1).alias("new"));
  const { onlyOlder, onlyNewer, columns, measures } = diffTowns(older, newer, TINY, 1);
  assert.equal([onlyOlder, onlyNewer], [["height"], ["new"]]);
  assert.equal(columns.at(-1), { name: "Value", changed: 0 });
  assert.equal(
    measures.map(({ name }) => name),
    ["temp"],
  );
});

test.run();
