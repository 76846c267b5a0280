import { test } from "uvu";
import * as assert from "uvu/assert";
import { keptNotebook } from "../../notebooks/_kept_notebook.ts";

test("keptNotebook() keeps cells and outputs, and no version of what ran them", () => {
  const cells = [{ cell_type: "code", outputs: [{ data: { "text/plain": ["ñ"] } }] }];
  const language_info = { name: "typescript", version: "5.9" };
  const kept = keptNotebook(JSON.stringify({ cells, metadata: { language_info }, nbformat: 4 }));
  assert.equal(JSON.parse(kept).cells, cells);
  assert.not.match(kept, /5\.9/);
  assert.match(kept, /"ñ".*"name": "deno".*}\n$/s);
});

test.run();
