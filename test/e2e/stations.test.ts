import { test } from "uvu";
import * as assert from "uvu/assert";
import { parseFeed } from "../../configs/description/parse_feed.ts";
import { ingest } from "../../pipelines/ingest/ingest.ts";
import { compact } from "../../pipelines/maintain/compact.ts";
import { verify } from "../../pipelines/maintain/verify.ts";
import { merge } from "../../pipelines/merge/merge.ts";
import { diff } from "../../pipelines/read/diff.ts";
import { query } from "../../pipelines/read/query.ts";
import { summarize } from "../../pipelines/read/summarize.ts";
import { report } from "../../pipelines/report/report.ts";
import { json } from "../helpers/feeds/tiny_feed.ts";
import { type DataFolder, MUNICIPALITIES, withDataFolder } from "../helpers/folders/data_folder.ts";
import { placeIn } from "../helpers/folders/place_in.ts";
import { worldAt } from "../helpers/world.ts";

/** Stations with a text for a key, nested places, times in UTC, and more than is described. */
const AIR = parseFeed(
  {
    name: "air",
    urls: ["https://example.org/air"],
    clock: "America/Mexico_City",
    rows: "results",
    columns: [
      { name: "station", type: "string" },
      { name: "time", type: "datetime", format: "iso8601" },
      { name: "lat", path: "place.lat", type: "number" },
      { name: "pm10", type: "number", unit: "µg/m³" },
    ],
    key: ["station"],
    time: "time",
    labels: ["lat"],
    means: [{ name: "pm10_mean", of: ["pm10"] }],
  },
  "air.json",
);

const row = (station: string, time: string, pm10: number | null) => ({
  station,
  time,
  place: { lat: 19.5, lon: -99 },
  pm10,
  flag: "ok",
});

async function take(folder: DataFolder, at: string, rows: readonly object[]): Promise<void> {
  const from = await folder.put("body.json", json({ results: rows }));
  await ingest({ ...placeIn(folder.settings()), feed: AIR, from }, worldAt(at));
}

test("a feed of stations with one text for a key goes through every pipeline", async () => {
  await withDataFolder(async (folder) => {
    await take(folder, "2026-11-24T12:10:00Z", [
      row("01001", "2026-11-24T12:00:00Z", 40),
      row("01001", "2026-11-24T13:00:00Z", 41),
      row("1001", "2026-11-24T12:00:00Z", 7),
    ]);
    await take(folder, "2026-11-24T13:10:00Z", [
      row("01001", "2026-11-24T13:00:00Z", 44),
      row("1001", "2026-11-24T13:00:00Z", null),
    ]);
    // Its stations are no municipalities, whatever table there is.
    await folder.put(MUNICIPALITIES, "Cve_Ent,Cve_Mun,Value\n1,1,1\n");
    const place = placeIn(folder.settings());
    const world = worldAt("2026-11-24T13:20:00Z");
    const { result, merged } = await merge({ ...place, feed: AIR }, world);
    assert.equal([result.municipalities, result.warnings], [null, []]);
    assert.equal(merged.getColumn("station").toArray(), ["01001", "1001"]);
    assert.equal(merged.getColumn("pm10_mean").toArray(), [42.5, 7]);

    const ask = async (sql: string) =>
      (await query(sql, { ...place, withRows: true }, { ...world, uuid: crypto.randomUUID.bind(crypto) }))
        .result.answer;
    const rows = await ask("select station, time, pm10 from snapshots order by all");
    await compact({ ...place, feed: AIR, all: true, removeCsv: true }, worldAt("2026-11-24T13:30:00Z"));
    assert.equal(await ask("select station, time, pm10 from snapshots order by all"), rows);
    assert.equal(rows?.[0], { station: "01001", time: "2026-11-24T07:00:00", pm10: 41 });

    const changed = await diff({ ...place, dataset: "snapshots", older: undefined, newer: undefined }, world);
    assert.equal(changed.measures[0]?.mean_change, 3);
    assert.equal((await summarize({ ...place, dataset: "merged" }, world)).states, []);
    assert.is((await report({ ...place }, world)).towns, 2);
    assert.equal((await verify(place)).problems, []);
  });
});

test.run();
