import { test } from "uvu";
import * as assert from "uvu/assert";
import { silentCells } from "../../notebooks/_silent_cells.ts";

test("silentCells() finds the code without an output", () => {
  const cells = [
    { cell_type: "markdown", source: ["# A"] },
    { cell_type: "code", source: ["show(", "a)"], outputs: [] },
    { cell_type: "code", source: ["b"], outputs: [{}] },
  ];
  assert.equal(silentCells(JSON.stringify({ cells })), ["show(a)"]);
});

test.run();
