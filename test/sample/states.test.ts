import { test } from "uvu";
import * as assert from "uvu/assert";
import { sample } from "../../configs/feeds/sample.ts";
import { STATES } from "../../sample/states.ts";

test("STATES has the keys 1 to 32 in order and 2,463 municipalities", () => {
  const keys = STATES.map(({ ides }) => ides);
  assert.equal(
    keys,
    Array.from({ length: 32 }, (_, index) => index + 1),
  );
  const total = STATES.reduce((sum, { municipalities }) => sum + municipalities, 0);
  assert.is(total, 2463);
});

test("STATES counts each state's keys from 1 to the largest, but for the missing", () => {
  for (const { nes, municipalities, largest, missing } of STATES) {
    assert.is(municipalities, largest - missing.length, nes);
    const below = missing.every((idmun) => idmun >= 1 && idmun < largest);
    assert.ok(below, nes);
  }
});

test("STATES has boxes that lie inside the feed's ranges, the lower end first", () => {
  for (const state of STATES) {
    for (const name of ["lat", "lon"] as const) {
      const column = sample.columns.find((each) => each.name === name);
      const ends = [column?.minimum ?? Number.NaN, ...state[name], column?.maximum ?? Number.NaN];
      assert.equal(
        ends,
        ends.toSorted((a, b) => a - b),
        `${state.nes} ${name}`,
      );
    }
    assert.ok(state.elevation[0] < state.elevation[1], state.nes);
  }
});

test.run();
