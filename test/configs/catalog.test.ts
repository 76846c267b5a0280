import { test } from "uvu";
import * as assert from "uvu/assert";
import { CATALOG } from "../../configs/catalog.ts";
import { MUNICIPALITY_COLUMNS } from "../../configs/municipality_columns.ts";

test("CATALOG keeps the folder names of the original system", () => {
  const folders = Object.values(CATALOG).map(({ folder }) => folder);
  assert.equal(folders, [
    "data_municipio",
    "data_municipio_x_hora",
    "archive/forecasts",
    "data_temp_prec_mean",
    "data_merged",
    // Those that it did not have.
    "quarantine",
    "raw",
  ]);
  assert.equal(CATALOG.municipalities.alsoRead, ["data_municipios"]);
});

test("CATALOG tells where compacted snapshots are", () => {
  const { folder, naming } = CATALOG.snapshots.archive;
  assert.is(`${folder}/${naming}`, "archive/snapshots/month=YYYY-MM/<version>.parquet");
});

test("CATALOG keys the municipality data by columns it has", () => {
  const names: readonly string[] = MUNICIPALITY_COLUMNS.map(({ name }) => name);
  assert.equal(names, ["Cve_Ent", "Cve_Mun", "Value"]);
  assert.ok(CATALOG.municipalities.key.every((name) => names.includes(name)));
});

test.run();
