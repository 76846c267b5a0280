import * as fc from "fast-check";
import { test } from "uvu";
import { ingestDamaged } from "../helpers/feeds/damaged_ingest.ts";
import { mutatedBody } from "../helpers/feeds/mutated_body.ts";

test("ingest() publishes what JSON.parse finds in a damaged body, or says why there is no feed in it", async () => {
  const property = fc.asyncProperty(mutatedBody(), fc.boolean(), async (body, byRow) => {
    await ingestDamaged(body, byRow);
  });
  await fc.assert(property, { numRuns: 200 });
});

test.run();
