import * as fc from "fast-check";
import * as assert from "uvu/assert";
import { strays } from "../helpers/faults/outcome.ts";
import { ingestDamaged } from "../helpers/feeds/damaged_ingest.ts";
import { mutatedBody } from "../helpers/feeds/mutated_body.ts";

/** How many bodies were published, and how many refused. */
export type FuzzCounts = { readonly published: number; readonly refused: number };

/** Ingests damaged bodies, the same for the same seed; throws with the smallest one of which the wrong thing came. */
export async function fuzz(byRow: boolean, numRuns: number, seed: number): Promise<FuzzCounts> {
  const counts = { published: 0, refused: 0 };
  const property = fc.asyncProperty(mutatedBody(), async (body) => {
    counts[await ingestDamaged(body, byRow)]++;
  });
  assert.equal(await strays(async () => await fc.assert(property, { numRuns, seed })), []);
  return counts;
}
