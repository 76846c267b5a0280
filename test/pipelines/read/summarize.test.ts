import { test } from "uvu";
import * as assert from "uvu/assert";
import { sample } from "../../../configs/feeds/sample.ts";
import { merge } from "../../../pipelines/merge/merge.ts";
import { query } from "../../../pipelines/read/query.ts";
import { summarize } from "../../../pipelines/read/summarize.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { TINY_FEED } from "../../helpers/feeds/tiny_feed.ts";
import { MUNICIPALITIES, withDataFolder } from "../../helpers/folders/data_folder.ts";
import { placeIn } from "../../helpers/folders/place_in.ts";
import { fillFolder } from "../../helpers/folders/report_folder.ts";
import { snapshotAt } from "../../helpers/folders/snapshot_at.ts";
import { worldAt } from "../../helpers/world.ts";

test("summarize() describes each measure of a merged table, by state too, with the state's name", async () => {
  await withDataFolder(async (folder) => {
    await fillFolder(folder);
    const result = await summarize({ ...placeIn(folder.settings()) });
    assert.equal([result.feed.name, result.feed.synthetic, result.towns], [sample.name, true, 32]);
    assert.equal(
      result.measures.map(({ measure, count }) => [measure, count]),
      [
        ["temp_mean", 32],
        ["prec_mean", 32],
        ["Value", 32],
      ],
    );
    assert.equal(result.units, ["°C", "mm", null]);
    const [first] = result.states;
    assert.equal([first?.ides, first?.nes, first?.measure], [1, "Aguascalientes", "temp_mean"]);
    assert.equal([result.states.length, result.correlations.length], [96, 3]);
  });
});

test("summarize() with danfo has Polars' figures beside danfo's, and finds none that differs", async () => {
  await withDataFolder(async (folder) => {
    await fillFolder(folder);
    const alone = await summarize({ ...placeIn(folder.settings()) });
    assert.equal([alone.beside, alone.differences], [[], []]);
    const { engine, beside, measures, differences, warnings } = await summarize({
      ...placeIn(folder.settings()),
      engine: "danfo",
    });
    assert.equal([engine, differences, warnings], ["danfo", [], []]);
    assert.equal(beside, alone.measures);
    assert.equal(
      measures.map(({ measure, q1 }) => [measure, q1]),
      alone.measures.map(({ measure }) => [measure, null]),
    );
  });
});

const PEOPLE = [
  { ides: "19", idmun: "1", temp: "10", pob: "1000" },
  { ides: "20", idmun: "1", temp: "10", pob: "100" },
  { ides: "20", idmun: "2", temp: "30", pob: "300" },
  { ides: "20", idmun: "3", temp: "90", pob: "" },
  { ides: "20", idmun: "4", temp: "", pob: "5000" },
  { ides: "20", idmun: "5", temp: "50", pob: "-1" },
];

test("summarize() weights means by a column, as DuckDB does, and tells of the towns without a weight", async () => {
  await withDataFolder(async (folder) => {
    await snapshotAt(folder, "2026-11-24T12:00:00Z", ...PEOPLE.map(({ pob: _, ...row }) => row));
    const table = PEOPLE.map(({ ides, idmun, pob }) => [ides, idmun, pob, "x"].join());
    await folder.put(MUNICIPALITIES, ["Cve_Ent,Cve_Mun,Pob,Name", ...table].join("\n"));
    const place = placeIn(folder.settings());
    await merge({ ...place, feed: TINY_FEED }, worldAt("2026-11-24T12:10:00Z"));
    const result = await summarize({ ...place, measure: "temp_mean", weight: "Pob" });

    const asked = async (state: string) => {
      const sql = `select ${state} as ides, sum(temp_mean * Pob) / sum(Pob) as mean from merged where temp_mean is not null and Pob >= 0 group by all order by 1`;
      const { result } = await query(sql, { ...place, shown: 40, withRows: true });
      return (result.answer ?? []) as { ides: number; mean: number }[];
    };
    const [all] = await asked("0");
    assert.is(result.measures[0]?.weighted_mean, all?.mean);
    assert.equal(
      result.states.map(({ ides, weighted_mean }) => ({ ides, mean: weighted_mean })),
      await asked("ides"),
    );
    assert.equal(
      result.states.map(({ mean, weighted_mean }) => [mean, weighted_mean]),
      [
        [10, 10],
        [45, 25],
      ],
    );
    assert.equal([result.weight, result.towns_without_weight], ["Pob", 2]);
    assert.equal(result.warnings, [
      '2 of 6 towns have no "Pob", or one below zero, and do not count in the weighted means.',
    ]);
    const message = /^"Name" of "merged" has no numbers\. Its columns of numbers are .*Pob\.$/;
    await failsWith("usage", message, () => summarize({ ...place, weight: "Name" }));
    const unknown = /^There is no column "pob" in "merged"\. Did you mean "Pob"\?/;
    await failsWith("usage", unknown, () => summarize({ ...place, weight: "pob" }));
  });
});

test("summarize() gives no mean, and says so, where the sum is beyond what a number can hold", async () => {
  await withDataFolder(async (folder) => {
    await snapshotAt(folder, "2026-11-24T12:00:00Z", { temp: "1e308" }, { idmun: "1", temp: "1e308" });
    const { measures, states, warnings } = await summarize({
      ...placeIn(folder.settings()),
      dataset: "snapshots",
    });
    for (const { count, mean, max } of [measures[0], states[0]] as { count: 2; mean: null; max: number }[])
      assert.equal([count, mean, max], [2, null, 1e308]);
    assert.equal(warnings, [
      '"temp" has no mean: the sum of its values is beyond what a number can hold. Look at its "max".',
    ]);
  });
});

test("summarize() counts a town without a value, and keeps out of the mean what is missing", async () => {
  await withDataFolder(async (folder) => {
    await snapshotAt(
      folder,
      "2026-11-24T12:00:00Z",
      { temp: "10" },
      { idmun: "1", temp: "" },
      { ides: "19", idmun: "1", temp: "" },
    );
    await merge({ ...placeIn(folder.settings()), feed: TINY_FEED }, worldAt("2026-11-24T12:10:00Z"));
    const { measures, states } = await summarize({ ...placeIn(folder.settings()), measure: "temp_mean" });
    assert.equal([measures.length, measures[0]?.nulls, measures[0]?.mean], [1, 2, 10]);
    assert.equal(
      states.map(({ ides, count, mean }) => [ides, count, mean]),
      [
        [19, 0, null],
        [20, 1, 10],
      ],
    );
    const snapshot = await summarize({ ...placeIn(folder.settings()), dataset: "snapshots" });
    assert.equal([snapshot.version, snapshot.measures[0]?.measure], ["20261124_120000", "temp"]);
  });
});

test("summarize() says what there is nothing of yet, and which measures there are", async () => {
  await withDataFolder(async (folder) => {
    const run = (more: object = {}) => summarize({ ...placeIn(folder.settings()), ...more });
    await failsWith("no-input", /Found no data in .*Run "municlima run"/, () => run());
    await snapshotAt(folder, "2026-11-24T12:00:00Z", {});
    await failsWith("no-input", /Found no merged tables.*Run "municlima merge"/, () => run());
    await failsWith("usage", /no measure "tmp" in "snapshots"\. Did you mean "temp"\? It has temp\./, () =>
      run({ dataset: "snapshots", measure: "tmp" }),
    );
  });
});

test.run();
