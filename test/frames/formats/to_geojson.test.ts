import pl from "nodejs-polars";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { plainRows, toGeojson } from "../../../frames/mod.ts";
import { hostileTowns } from "../../helpers/feeds/hostile_towns.ts";
import { TINY } from "../../helpers/feeds/tiny_feed.ts";

const text = (pieces: Iterable<Buffer>) => Buffer.concat([...pieces]).toString();

test("toGeojson() writes a point for each town, longitude first, with all columns and the key", () => {
  const frame = pl.DataFrame({
    ides: [20],
    idmun: [54],
    nmun: ["Á"],
    lat: [17.5],
    lon: [-97.25],
    temp_mean: [null],
  });
  const { geojson, withoutPlace } = toGeojson(frame, TINY, { title: "Means" });
  assert.equal(JSON.parse(text(geojson)), {
    type: "FeatureCollection",
    title: "Means",
    features: [
      {
        type: "Feature",
        id: "20-54",
        geometry: { type: "Point", coordinates: [-97.25, 17.5] },
        properties: { ides: 20, idmun: 54, nmun: "Á", lat: 17.5, lon: -97.25, temp_mean: null },
      },
    ],
  });
  assert.is(withoutPlace, 0);
});

test("toGeojson() keeps a town without a place on Earth, without a point, and counts it", () => {
  const towns = hostileTowns();
  const { geojson, withoutPlace } = toGeojson(towns, TINY, {});
  const { features } = JSON.parse(text(geojson));
  assert.equal(
    features.map((feature: { properties: object }) => feature.properties),
    plainRows(towns),
  );
  const nowhere = features.filter((feature: { geometry: unknown }) => feature.geometry === null);
  const expected = plainRows(towns).filter(({ lat, lon }) => lat === null || lon === null || lon === -999);
  assert.equal(
    nowhere.map((feature: { properties: object }) => feature.properties),
    expected,
  );
  assert.is(withoutPlace, expected.length);
});

test("toGeojson() of a table without coordinates, or without towns, is whole", () => {
  const table = toGeojson(pl.DataFrame({ ides: [1], idmun: [2] }), TINY, {});
  assert.equal([JSON.parse(text(table.geojson)).features[0].geometry, table.withoutPlace], [null, 1]);
  const none = toGeojson(pl.DataFrame({ ides: [1], idmun: [2] }).head(0), TINY, {});
  assert.equal(JSON.parse(text(none.geojson)).features, []);
});

test.run();
