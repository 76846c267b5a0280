import { test } from "uvu";
import * as assert from "uvu/assert";
import { sqlFailure } from "../../../frames/mod.ts";

const VIEWS = { merged: ["ides", "temp_mean"], means: [] };

test("sqlFailure() says on one line what Polars says, what was meant, and what there is", () => {
  assert.is(
    sqlFailure("relation 'merge' was not found", VIEWS).message,
    `The query does not work: relation 'merge' was not found. Did you mean "merged"? The views are merged (ides, temp_mean), means.`,
  );
  assert.is(
    sqlFailure('unable to find column "tmp_mean"; valid columns: ["ides", "temp_mean"]', VIEWS).message,
    `The query does not work: unable to find column "tmp_mean". Did you mean "temp_mean"? The views are merged (ides, temp_mean), means.`,
  );
  assert.match(
    sqlFailure("statement type is not supported:\nInsert(Insert {", VIEWS).message,
    /supported\. The/,
  );
});

test("sqlFailure() does not list hundreds of columns", () => {
  const many = Array.from({ length: 50 }, (_, i) => `c${i}`);
  assert.match(sqlFailure("no", { many }).message, /c29 and 20 more\)\.$/);
});

test.run();
