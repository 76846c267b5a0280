import * as fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { smnHourly } from "../../configs/feeds/smn_hourly.ts";
import { ingest } from "../../pipelines/ingest/ingest.ts";
import { merge } from "../../pipelines/merge/merge.ts";
import { csvEqual } from "../helpers/csv_equal.ts";
import { feedBody, type GeneratedFeed, generatedFeed } from "../helpers/feeds/generated_feed.ts";
import { groupByIdmunAlone, HOURLY, oracleJoin, oracleLast, oracleMeans } from "../helpers/feeds/oracle.ts";
import { oracleRows, type Row } from "../helpers/feeds/oracle_rows.ts";
import { MUNICIPALITIES, withDataFolder } from "../helpers/folders/data_folder.ts";
import { placeIn } from "../helpers/folders/place_in.ts";
import { worldAt } from "../helpers/world.ts";

/** Some of the towns that feeds are made of and two that no feed has, with text that a CSV must quote. */
const TABLE: readonly Row[] = [
  { Cve_Ent: 32, Cve_Mun: 1, Value: 70, Note: '"quoted"' },
  { Cve_Ent: 9, Cve_Mun: 2, Value: 10, Note: "a,b" },
  { Cve_Ent: 19, Cve_Mun: 1, Value: null, Note: "Ñandú 😀" },
  { Cve_Ent: 20, Cve_Mun: 1, Value: 30, Note: "two\r\nlines" },
  { Cve_Ent: 20, Cve_Mun: 2, Value: -40, Note: null },
  { Cve_Ent: 20, Cve_Mun: 54, Value: 50, Note: " 7 " },
  { Cve_Ent: 2, Cve_Mun: 6, Value: 60, Note: "" },
];
const TABLE_CSV = [
  "Cve_Ent,Cve_Mun,Value,Note",
  ...TABLE.map((row) => Object.values(row).map(csvField).join()),
];

function csvField(value: string | number | null): string {
  return typeof value === "string" ? `"${value.replaceAll('"', '""')}"` : String(value ?? "");
}

const MEAN_COLUMNS = "ides idmun nes nmun lat lon temp_mean prec_mean records hloc_first hloc_last".split(
  " ",
);

/** Ingests the feeds an hour apart, merges, and compares each published file with the oracle's. */
async function checkWholePath(
  feeds: readonly GeneratedFeed[],
  window: number,
  how: "inner" | "left",
): Promise<void> {
  await withDataFolder(async (folder) => {
    await folder.put(MUNICIPALITIES, TABLE_CSV.join("\r\n"));
    const settings = folder.settings({ window, how });
    const snapshots: Row[][] = [];
    for (const [i, feed] of feeds.entries()) {
      const from = await folder.put("feed", feedBody(feed));
      const world = worldAt(`2026-02-28T1${i}:00:00Z`);
      const { result } = await ingest({ ...placeIn(settings), feed: smnHourly, from }, world);
      const expected = oracleLast(oracleRows(feed.text, HOURLY.columns) ?? [], HOURLY);
      csvEqual(
        await folder.read(`data_municipio_x_hora/${result.version}.csv`),
        [...HOURLY.columns, "cvegeo"],
        expected,
      );
      snapshots.push(expected);
    }

    const { result } = await merge(
      { ...placeIn(settings), feed: smnHourly },
      worldAt("2026-02-28T20:00:00Z"),
    );
    const means = oracleMeans(snapshots.slice(-window), HOURLY);
    const { merged, unmatchedTowns, unmatchedMunicipalities } = oracleJoin(means, TABLE, how);
    csvEqual(
      await folder.read(`data_temp_prec_mean/${result.version}.csv`),
      [...MEAN_COLUMNS, "cvegeo"],
      means,
    );
    for (const name of [result.version, "current"]) {
      csvEqual(
        await folder.read(`data_merged/${name}.csv`),
        [...MEAN_COLUMNS, "Value", "Note", "cvegeo"],
        merged,
      );
    }
    assert.equal(result.unmatched_towns, unmatchedTowns);
    assert.equal(result.unmatched_municipalities, unmatchedMunicipalities);
  });
}

test("ingest() and merge() publish what plain JavaScript computes, for every format of text", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(generatedFeed(), { minLength: 1, maxLength: 3 }),
      fc.integer({ min: 1, max: 3 }),
      fc.constantFrom("inner" as const, "left" as const),
      checkWholePath,
    ),
    { numRuns: 25 },
  );
});

test("ingest() keeps for the present hour what plain JavaScript keeps", async () => {
  const days = ["2026-02-27", "2026-02-28", "2026-03-01"];
  const times = ["00:00:00", "00:59:59", "01:00:00", "22:30:00", "23:00:00", "23:59:59"];
  const moment = fc
    .tuple(fc.constantFrom(...days), fc.constantFrom(...times))
    .map(([day, time]) => `${day}T${time}`);
  await fc.assert(
    fc.asyncProperty(generatedFeed(), moment, async (feed, local) => {
      // The feed's clock is that of central Mexico, six hours behind UTC all the year since 2022.
      const now = new Date(`${local}-06:00`);
      const expected = oracleLast(oracleRows(feed.text, HOURLY.columns) ?? [], HOURLY, local);
      fc.pre(expected.length > 0);
      await withDataFolder(async (folder) => {
        const from = await folder.put("feed", feedBody(feed));
        const settings = folder.settings({ record: "now" });
        const { result } = await ingest(
          { ...placeIn(settings), feed: smnHourly, from },
          worldAt(now.toISOString()),
        );
        csvEqual(
          await folder.read(`data_municipio_x_hora/${result.version}.csv`),
          [...HOURLY.columns, "cvegeo"],
          expected,
        );
      });
    }),
    { numRuns: 20 },
  );
});

test("merge() keeps apart two towns that share idmun, which grouping by idmun alone averages into one wrong mean", async () => {
  const row = (ides: string, nmun: string, temp: string) => ({
    ...Object.fromEntries(HOURLY.columns.map((column) => [column, "1"])),
    ...{ ides, idmun: "1", nmun, temp, hloc: "20260228T12" },
  });
  const text = JSON.stringify([row("19", "Abasolo", "31.0"), row("20", "Abejones", "13.0")]);
  const rows = oracleRows(text, HOURLY.columns) ?? [];
  assert.equal(
    groupByIdmunAlone([rows], HOURLY).map(({ temp_mean }) => temp_mean),
    [22],
  );

  await withDataFolder(async (folder) => {
    const from = await folder.put("feed", text);
    const settings = folder.settings();
    await ingest({ ...placeIn(settings), feed: smnHourly, from }, worldAt("2026-02-28T10:00:00Z"));
    const { merged } = await merge(
      { ...placeIn(settings), feed: smnHourly },
      worldAt("2026-02-28T11:00:00Z"),
    );
    assert.equal(merged.select("nmun", "temp_mean").toRecords(), [
      { nmun: "Abasolo", temp_mean: 31 },
      { nmun: "Abejones", temp_mean: 13 },
    ]);
  });
});

test.run();
