import { test } from "uvu";
import * as assert from "uvu/assert";
import type { PageData } from "../../reports/page_data.ts";
import { statePage } from "../../reports/state_page.ts";

test("statePage() keeps the state's towns with all that belongs to them, in their order", () => {
  const data = {
    towns: {
      keys: ["1-1", "2-1", "1-2"],
      states: [0, 1, 0],
      state_names: ["A", "B"],
      names: ["a", "b", "c"],
      lat: [1, 2, 3],
      lon: [4, 5, 6],
      values: [[10, 20, 30]],
    },
    forecast: { times: ["t"], curves: [[[1], [2], null]] },
    revision: { change: [[0.1, 0.2, 0.3]], curves: [[null, [1], [2]]] },
  } as unknown as PageData;
  const { towns, forecast, revision } = statePage(data, 0);
  assert.equal(towns, {
    keys: ["1-1", "1-2"],
    states: [0, 0],
    state_names: ["A"],
    names: ["a", "c"],
    lat: [1, 3],
    lon: [4, 6],
    values: [[10, 30]],
  });
  assert.equal(
    [forecast?.curves, revision?.change, revision?.curves],
    [[[[1], null]], [[0.1, 0.3]], [[null, [2]]]],
  );
  assert.is(statePage({ ...data, forecast: null, revision: null }, 1).forecast, null);
});

test.run();
