import { test } from "uvu";
import * as assert from "uvu/assert";
import { sampleTowns } from "../../sample/sample_towns.ts";
import { STATES } from "../../sample/states.ts";

const towns = sampleTowns();
const byKey = new Map(STATES.map((state) => [state.ides, state]));

test("sampleTowns() makes 2,463 towns, each (ides, idmun) once", () => {
  assert.is(towns.length, 2463);
  assert.is(new Set(towns.map(({ ides, idmun }) => `${ides}-${idmun}`)).size, 2463);
});

test("sampleTowns() has the keys of the table of states, no more and no less", () => {
  for (const { ides, nes, municipalities, largest, missing } of STATES) {
    const inState = towns.filter((town) => town.ides === ides);
    const keys = inState.map(({ idmun }) => idmun);
    assert.is(keys.length, municipalities, nes);
    assert.is(Math.min(...keys), missing.includes(1) ? 2 : 1, nes);
    assert.is(Math.max(...keys), largest, nes);
    assert.not.ok(
      keys.some((idmun) => missing.includes(idmun)),
      nes,
    );
    assert.equal([...new Set(inState.map((town) => town.nes))], [nes]);
  }
});

test("sampleTowns() has only 570 distinct idmun, so that idmun alone names no town", () => {
  assert.is(new Set(towns.map(({ idmun }) => idmun)).size, 570);
  const shared = towns.filter(({ ides, idmun }) =>
    towns.some((other) => other.idmun === idmun && other.ides !== ides),
  );
  assert.is(Math.round((100 * shared.length) / towns.length), 86);
});

test("sampleTowns() starts with 20-54, ends with 19-46 and comes back to a state it has left", () => {
  const keys = towns.map(({ ides, idmun }) => `${ides}-${idmun}`);
  assert.is(keys.at(0), "20-54");
  assert.is(keys.at(-1), "19-46");
  assert.ok(keys.indexOf("20-1") > keys.indexOf("32-1"));
});

test("sampleTowns() places every town inside its state's box, with 4 decimals", () => {
  for (const { ides, idmun, lat, lon, elevation } of towns) {
    const name = `${ides}-${idmun}`;
    const state = byKey.get(ides);
    assert.ok(state, name);
    assert.ok(lat >= state.lat[0] && lat <= state.lat[1], name);
    assert.ok(lon >= state.lon[0] && lon <= state.lon[1], name);
    assert.ok(elevation >= state.elevation[0] && elevation <= state.elevation[1], name);
    assert.is(Number(lat.toFixed(4)), lat, name);
    assert.is(Number(lon.toFixed(4)), lon, name);
  }
});

test("sampleTowns() spreads a state's towns over the ellipse in its box", () => {
  const oaxaca = byKey.get(20);
  assert.ok(oaxaca);
  const { lat, lon } = oaxaca;
  const offCentre = towns
    .filter(({ ides }) => ides === 20)
    .map((town) => {
      const x = (2 * (town.lon - lon[0])) / (lon[1] - lon[0]) - 1;
      const y = (2 * (town.lat - lat[0])) / (lat[1] - lat[0]) - 1;
      return Math.hypot(x, y);
    });
  assert.ok(Math.max(...offCentre) < 1.001);
  // An ellipse of half the size has a quarter of the area.
  const inner = offCentre.filter((radius) => radius < 0.5).length / offCentre.length;
  assert.ok(inner > 0.2 && inner < 0.3, `${inner}`);
});

test("sampleTowns() uses each of dh 5, 6 and 7, and 6 for most", () => {
  const share = (dh: number) => towns.filter((town) => town.dh === dh).length / towns.length;
  assert.ok(share(6) > 0.9);
  assert.ok(share(5) > 0 && share(7) > 0);
  assert.is(share(5) + share(6) + share(7), 1);
});

test("sampleTowns() gives names that say they are samples and do not identify a town", () => {
  for (const { nmun } of towns) assert.match(nmun, /^(San|Santa|Santo|Santiago) ?[\p{L} ]+ Muestras?$/u);
  const distinct = new Set(towns.map(({ nmun }) => nmun)).size;
  assert.ok(distinct > 2280 && distinct < 2340, `${distinct}`);
  const inStates = new Set(towns.map(({ ides, nmun }) => `${ides} ${nmun}`)).size;
  assert.ok(inStates < 2463, "two towns of one state share a name");
  assert.ok(towns.some(({ nmun }) => nmun.includes("ñ")));
  assert.ok(towns.some(({ nmun }) => /[áéíóú]/.test(nmun)));
});

test("sampleTowns() gives the same towns on every call", () => {
  assert.equal(sampleTowns(), towns);
});

test.run();
