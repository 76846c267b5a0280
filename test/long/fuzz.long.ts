import { test } from "uvu";
import * as assert from "uvu/assert";
import { script } from "../helpers/processes/script.ts";
import { type Figures, keepFigures } from "./_figures.ts";
import type { FuzzCounts } from "./_fuzz.ts";

/** Always the same bodies, a part of them in each of two processes: what turns red does so again, and shrinks. */
const SEEDS = [20_261_124, 20_261_125];
const RUNS = { "all or nothing": 3_800, "row by row": 1_200 };
const figures: Figures[] = [];
test.after(() => keepFigures("fuzz", figures));

async function part(byRow: boolean, runs: number, seed: number): Promise<FuzzCounts> {
  const { said, done } = script(
    `import { fuzz } from "./test/long/_fuzz.ts";
    process.stdout.write(JSON.stringify(await fuzz(${byRow}, ${runs}, ${seed})));`,
  );
  await done();
  return JSON.parse(await said());
}

for (const [how, times] of Object.entries(RUNS)) {
  test(`ingest() of thousands of damaged bodies, ${how}, publishes what JSON.parse finds or says why not`, async () => {
    const runs = times / SEEDS.length;
    const parts = await Promise.all(SEEDS.map((seed) => part(how === "row by row", runs, seed)));
    const sum = (which: keyof FuzzCounts) => parts.reduce((total, counts) => total + counts[which], 0);
    const counts = { published: sum("published"), refused: sum("refused") };
    assert.is(counts.published + counts.refused, times);
    assert.ok(Math.min(counts.published, counts.refused) > times / 10, JSON.stringify(counts));
    figures.push({
      tried: `bodies with damaged gzip, JSON or encoding, seeded, taken ${how}`,
      times,
      held: "each published what plain JavaScript finds in it, or nothing and said why; no crash, no hang, no stray rejection",
      counts,
    });
  });
}

test.run();
