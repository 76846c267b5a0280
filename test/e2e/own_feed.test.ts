import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { withTemporaryFolder } from "../helpers/folders/temporary_folder.ts";
import { cli } from "../helpers/processes/cli.ts";

/** Bodies in the shape that GBFS documents for the status of a bicycle hire's stations (https://gbfs.org). */
const bikes = (hour: number, available: readonly number[]) => ({
  last_updated: 1795604400 + 3600 * hour,
  ttl: 60,
  version: "2.3",
  data: {
    stations: available.map((count, i) => ({
      station_id: ["001", "1", "hub_7"][i],
      num_bikes_available: count,
      num_docks_available: 20 - count,
      is_installed: true,
      last_reported: 1795604300 + 3600 * hour + i,
      vehicle_types_available: [{ vehicle_type_id: "bike", count }],
    })),
  },
});

/** Bodies in the shape of the USGS's summaries of earthquakes, GeoJSON (https://earthquake.usgs.gov/earthquakes/feed). */
const quakes = (hour: number, magnitudes: readonly number[]) => ({
  type: "FeatureCollection",
  metadata: { generated: 1795604400000, status: 200, count: magnitudes.length },
  features: magnitudes.map((mag, i) => ({
    type: "Feature",
    properties: {
      ...{ mag, place: `${i + 1} km NW of Somewhere`, time: 1795600000123 + 60_000 * i, alert: null },
      ...{
        updated: 1795604000000 + hour,
        felt: i === 1 ? 3 : null,
        tsunami: 0,
        code: `0${i}`,
        ids: `,nc0${i},`,
      },
    },
    geometry: { type: "Point", coordinates: [-122.83 + i, 38.83, 1.92] },
    id: `nc0${i}`,
  })),
});

const FEEDS = [
  {
    name: "bikes",
    bodies: [bikes(0, [4, 0, 11]), bikes(1, [6, 2])],
    noun: "station",
    measure: "num_bikes_available",
  },
  {
    name: "quakes",
    bodies: [quakes(0, [1.5, 4.6, -0.2]), quakes(1, [1.7, 4.8])],
    noun: "place",
    measure: "mag",
  },
];

for (const { name, bodies, noun, measure } of FEEDS) {
  test(`a feed of ${name} is described by "feed init" and goes through every command`, async () => {
    await withTemporaryFolder(async (cwd) => {
      const env = { MUNICLIMA_DATA_DIR: "data", COLUMNS: "200" };
      const call = async (...args: string[]) => {
        const { code, stdout, stderr } = await cli(args, { cwd, env });
        assert.is(code, 0, `${args.join(" ")}: ${stderr}`);
        return stdout;
      };
      for (const [i, body] of bodies.entries()) await writeFile(join(cwd, `${i}.json`), JSON.stringify(body));
      await call("feed", "init", "0.json", "--output", "my.json");
      const feed = ["--feed", "my.json"];
      assert.match(
        await call("validate", "0.json", ...feed),
        new RegExp(`meets the contract[\\s\\S]* of 3 ${noun}s,`),
      );
      for (const body of ["0.json", "1.json"])
        assert.match(await call("ingest", ...feed, "--from", body), new RegExp(`^Ingested \\d ${noun}s`));
      const merged = await call("merge", ...feed);
      assert.match(merged, new RegExp(`^Merged 2 ${noun}s`));
      assert.not.match(merged, /municipalit|town/);
      assert.match(
        await call("query", `select avg(${measure}_mean) as a from merged`),
        name === "bikes" ? /\b4\b/ : /3\.25/,
      );
      assert.match(await call("query", "select count(*) as n from forecast"), /\b2\b/);
      assert.match(
        await call("diff", "--dataset", "snapshots"),
        new RegExp(`gone +1 ${noun}: (hub_7|nc02)\n`),
      );
      assert.match(await call("summarize"), new RegExp(`holds  2 ${noun}s`));
      assert.not.match(await call("tables", "merged"), / : the|town/);
      for (const file of ["m.csv", "m.xlsx", "m.geojson", "m.parquet", "m.json"])
        await call("export", "merged", "--output", file);
      await call("export", "forecast", "--output", "f.csv");
      const first = (await readFile(join(cwd, "f.csv"), "utf8")).split("\n")[1] ?? "";
      assert.ok(name === "quakes" || first.startsWith("001,"), first);
      const points = JSON.parse(await readFile(join(cwd, "m.geojson"), "utf8")).features;
      assert.equal(points[0].geometry?.coordinates, name === "quakes" ? [-122.83, 38.83] : undefined);
      await call("report", "--output", "page.html");
      await call("compact", ...feed, "--all", "--remove-csv");
      assert.match(await call("merge", ...feed), new RegExp(`^Merged 2 ${noun}s`));
      assert.match(await call("diff"), new RegExp(`${noun}s +2 in both, 0 of them changed`));
      await call("verify");
      await call("prune", "--keep", "1");
      await call("verify");
      assert.match(await call("status"), new RegExp(`^fresh[\\s\\S]*with 2 ${noun}s`));
    });
  });
}

test('"feed init" prints the description alone, says what it guessed, and never writes over a file', async () => {
  await withTemporaryFolder(async (cwd) => {
    const body = JSON.stringify(bikes(0, [4, 0, 11]));
    const printed = await cli(["feed", "init", "-"], { cwd, stdin: body });
    assert.is(printed.code, 0);
    assert.equal(JSON.parse(printed.stdout).key, ["station_id"]);
    assert.match(printed.stderr, /guessed +"last_reported" is the time, read as epoch_seconds/);
    assert.match(printed.stderr, /to fill in +"num_bikes_available", "num_docks_available" have no unit/);
    const quiet = await cli(["feed", "init", "-", "--quiet"], { cwd, stdin: body });
    assert.equal([quiet.stdout, quiet.stderr], [printed.stdout, ""]);
    await writeFile(join(cwd, "my.json"), "mine");
    const refused = await cli(["feed", "init", "-", "--output", "my.json"], { cwd, stdin: body });
    assert.is(refused.code, 73);
    assert.match(refused.stderr, /"my\.json"/);
    assert.is(await readFile(join(cwd, "my.json"), "utf8"), "mine");
    const none = await cli(["feed", "init", "-"], { cwd, stdin: '{"error":"x"}' });
    assert.is(none.code, 65);
    const json = await cli(["feed", "init", "-", "--json"], { cwd, stdin: body });
    assert.is(JSON.parse(json.stdout).description.time, "last_reported");
  });
});

test.run();
