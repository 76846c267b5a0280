import { test } from "uvu";
import * as assert from "uvu/assert";
import { archivedBodies, forecastPlace, listForecasts, type Version } from "../../../store/mod.ts";

const hash = (letter: string) => letter.repeat(64);
const inventory = (...places: readonly { readonly folder: string; readonly version: Version }[]) => {
  const tables = new Map<string, Map<Version, string>>();
  for (const { folder, version } of places)
    tables.set(folder, (tables.get(folder) ?? new Map()).set(version, "manifest"));
  return { tables };
};

test("forecastPlace() is the month of the run, and the run with the body's hash", () => {
  assert.equal(forecastPlace("2026-11-24T02:00:00", hash("a")), {
    folder: "archive/forecasts/run_month=2026-11",
    version: "20261124T0200-aaaaaaaaaaaaaaaa",
  });
});

test("listForecasts() goes by the runs, and archivedBodies() names the bodies they came from", () => {
  const known = inventory(
    forecastPlace("2026-12-01T02:00:00", hash("c")),
    forecastPlace("2026-11-24T02:00:00", hash("b")),
    forecastPlace("2026-11-24T02:00:00", hash("a")),
    { folder: "data_merged", version: "20261124_140000" as Version },
  );
  assert.equal(
    listForecasts(known).map(({ run, body }) => [run, body]),
    [
      ["2026-11-24T02:00", "raw/bbbbbbbbbbbbbbbb.json.gz"],
      ["2026-11-24T02:00", "raw/aaaaaaaaaaaaaaaa.json.gz"],
      ["2026-12-01T02:00", "raw/cccccccccccccccc.json.gz"],
    ],
  );
  assert.is(archivedBodies(known).size, 3);
  assert.ok(archivedBodies(known).has("raw/aaaaaaaaaaaaaaaa.json.gz"));
});

test.run();
