import { test } from "uvu";
import * as assert from "uvu/assert";
import { datasetColumns } from "../../configs/mod.ts";
import { TINY } from "../helpers/feeds/tiny_feed.ts";

test("datasetColumns() follow from the feed, in the order in which they are published", () => {
  const names = (dataset: Parameters<typeof datasetColumns>[0]) =>
    datasetColumns(dataset, TINY).map(({ name }) => name);
  assert.equal(names("municipalities"), ["Cve_Ent", "Cve_Mun", "Value"]);
  assert.equal(names("snapshots"), ["ides", "idmun", "nmun", "hloc", "temp", "cvegeo"]);
  const means = ["ides", "idmun", "nmun", "temp_mean", "records", "hloc_first", "hloc_last"];
  assert.equal(names("means"), [...means, "cvegeo"]);
  assert.equal(names("merged"), [...means, "Value", "cvegeo"]);
});

test("datasetColumns() give a mean the range of what it is made of, where that has one", () => {
  const two = {
    ...TINY,
    columns: [...TINY.columns, { name: "low", type: "number", meaning: "Low" } as const],
  };
  const meanOf = (of: readonly [string, ...string[]]) =>
    datasetColumns("means", { ...two, means: [{ name: "m", of, unit: "°C" }] }).find(
      ({ name }) => name === "m",
    );
  assert.equal([meanOf(["temp"])?.minimum, meanOf(["temp"])?.maximum], [-30, 55]);
  assert.is(meanOf(["temp", "low"])?.minimum, undefined);
});

test.run();
