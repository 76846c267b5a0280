import * as fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import {
  bodyName,
  folderOf,
  forecastsFolder,
  inventoryName,
  isBodyName,
  isBodyOf,
  isForecastsFolder,
  isReserved,
  manifestName,
  monthOfFolder,
  municipalitiesFolder,
  municipalitiesName,
  parseInventoryName,
  parseTableName,
  partitionFolder,
  tableName,
  VERSIONED,
} from "../../store/layout.ts";
import { runVersion, versionAt } from "../../store/version.ts";

const version = fc
  .date({ min: new Date("1970-01-01"), max: new Date("9999-12-31"), noInvalidDate: true })
  .map(versionAt);
const folder = fc.constantFrom(...VERSIONED.map(folderOf), partitionFolder("2026-11"));

test("parseTableName() gives back what tableName() and manifestName() spell, for every dataset", async () => {
  await fc.assert(
    fc.property(folder, version, (folder, version) => {
      assert.equal(parseTableName(tableName(folder, version)), { folder, version, is: "table" });
      assert.equal(parseTableName(manifestName(folder, version)), { folder, version, is: "manifest" });
    }),
  );
});

test("parseTableName() knows a forecast by its run and its body", () => {
  const version = runVersion(
    "2026-11-24T02:00:00",
    "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae",
  );
  const folder = forecastsFolder("2026-11");
  assert.is(
    tableName(folder, version),
    "archive/forecasts/run_month=2026-11/20261124T0200-2c26b46b68ffc68f.parquet",
  );
  assert.equal(parseTableName(tableName(folder, version)), { folder, version, is: "table" });
  assert.equal(parseTableName(manifestName(folder, version)), { folder, version, is: "manifest" });
  assert.ok(isForecastsFolder(folder) && !isForecastsFolder(partitionFolder("2026-11")));
});

test('manifestName() begins with "_" in the archive, where other programs take every other name for a table', () => {
  const version = versionAt(new Date("2026-11-24T14:00:00Z"));
  for (const folder of [partitionFolder("2026-11"), forecastsFolder("2026-11")])
    assert.match(
      manifestName(folder, version),
      /^archive\/\w+\/\w+=2026-11\/_20261124_140000\.manifest\.json$/,
    );
  assert.is(manifestName("data_merged", version), "data_merged/20261124_140000.manifest.json");
});

test("isReserved() keeps users' files out of the archive", () => {
  assert.ok(isReserved("archive/forecasts/towns.csv") && isReserved("archive/x.parquet"));
  assert.not.ok(isReserved("archived.csv"));
});

test("parseTableName() takes nothing else for a published file", () => {
  const others = [
    "data_merged/current.csv",
    "data_merged/20261124_140000.parquet",
    "data_merged/20261124_140000.csv.bak",
    "data_merged/20261332_140000.csv",
    "data_merged/month=2026-11/20261124_140000.parquet",
    "data_municipio_x_hora/month=2026-11/20261124_140000.csv",
    "data_municipio_x_hora/month=2026/20261124_140000.parquet",
    "archive/snapshots/month=2026-11/20261124_140000.manifest.json",
    "archive/snapshots/month=2026-11/_20261124_140000.parquet",
    "archive/snapshots/20261124_140000.parquet",
    "archive/forecasts/run_month=2026-11/20261124_140000.parquet",
    "archive/forecasts/run_month=2026-11/20261124T0260-2c26b46b68ffc68f.parquet",
    "raw/20261124_140000.csv",
    "20261124_140000.csv",
    "",
  ];
  for (const name of others) assert.is(parseTableName(name), undefined, name);
});

test("parseInventoryName() gives back what inventoryName() spells, and nothing for other names", async () => {
  await fc.assert(
    fc.property(fc.integer({ min: 1, max: 99_999_999 }), (segment) => {
      assert.is(parseInventoryName(inventoryName(segment)), segment);
    }),
  );
  for (const name of ["inventory/1.json", "inventory/00000001.json.bak", "other/00000001.json"])
    assert.is(parseInventoryName(name), undefined, name);
});

test("isBodyName() knows a kept body by its name, and isBodyOf() whose text it is", () => {
  const hash = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";
  assert.ok(isBodyName(bodyName(hash)) && isBodyOf(bodyName(hash), hash));
  assert.not.ok(isBodyOf(bodyName(hash), hash.replace("2", "3")));
  for (const name of ["raw/notes.txt", "raw/2c26.json.gz", "raw/a/2c26b46b68ffc68f.json.gz"])
    assert.not.ok(isBodyName(name), name);
});

test("municipalitiesFolder() knows the folder of a date, written in either way, and no others", () => {
  const date = "20260101";
  assert.equal(municipalitiesFolder(municipalitiesName(date)), { date, folder: "data_municipio/20260101/" });
  for (const folder of ["data_municipios/20260101/", "data_municipio/2026-01-01/"]) {
    assert.equal(municipalitiesFolder(`${folder}data.csv`), { date, folder });
    assert.equal(municipalitiesFolder(`${folder}notes.txt`), { date, folder });
  }
  for (const name of [
    "data_municipio/20261301/data.csv",
    "data_municipio/2026-13-01/data.csv",
    "data_municipio/2026-1-1/data.csv",
    "data_municipio/2026-0101/data.csv",
    "data_municipio/20260101",
    "data/20260101/data.csv",
  ])
    assert.is(municipalitiesFolder(name), undefined, name);
});

test("monthOfFolder() is the month of a partition folder alone, of one that version 0.1.0 wrote, too", () => {
  assert.is(monthOfFolder(partitionFolder("2026-11")), "2026-11");
  assert.is(monthOfFolder("data_municipio_x_hora/month=2026-11"), "2026-11");
  for (const name of ["data_municipio_x_hora", "data_merged/month=2026-11", "data_municipio_x_hora/month=x"])
    assert.is(monthOfFolder(name), undefined, name);
});

test.run();
