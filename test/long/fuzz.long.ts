import * as fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { ingestDamaged } from "../helpers/damaged_ingest.ts";
import { mutatedBody } from "../helpers/mutated_body.ts";
import { strays } from "../helpers/outcome.ts";
import { type Figures, keepFigures } from "./_figures.ts";

/** Always the same bodies: what turns red here does so again, and shrinks. */
const SEED = 20_261_124;
const RUNS = { "all or nothing": 3_800, "row by row": 1_200 };
const figures: Figures[] = [];
test.after(() => keepFigures("fuzz", figures));

for (const [how, numRuns] of Object.entries(RUNS)) {
  test(`ingest() of thousands of damaged bodies, ${how}, publishes what JSON.parse finds or says why not`, async () => {
    const counts = { published: 0, refused: 0 };
    const property = fc.asyncProperty(mutatedBody(), async (body) => {
      counts[await ingestDamaged(body, how === "row by row")]++;
    });
    const left = await strays(async () => await fc.assert(property, { numRuns, seed: SEED }));
    assert.equal(left, []);
    assert.ok(counts.published > numRuns / 10 && counts.refused > numRuns / 10, JSON.stringify(counts));
    figures.push({
      tried: `bodies with damaged gzip, JSON or encoding, seeded, taken ${how}`,
      times: numRuns,
      held: "each published what plain JavaScript finds in it, or nothing and said why; no crash, no hang, no stray rejection",
      counts,
    });
  });
}

test.run();
