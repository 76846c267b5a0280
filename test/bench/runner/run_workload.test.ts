import { test } from "uvu";
import * as assert from "uvu/assert";
import { runWorkload } from "../../../bench/runner/run_workload.ts";
import type { Contestant } from "../../../bench/workloads/workload.ts";

/** Contestants that take the times they are told to, and write down that it was their turn. */
function world() {
  const turns: string[] = [];
  const contestant = (name: string, walls: number[], table = "a\n1\n"): Contestant => ({
    name,
    table: async () => table,
    measure: async () => {
      turns.push(name);
      const [wall = 0, ...later] = walls;
      if (later.length > 0) walls.shift();
      return { wall, cpu: wall / 2, peakMb: 10, steps: [{ name: "parse", seconds: wall / 4 }] };
    },
  });
  return { turns, contestant };
}

const silent = () => undefined;

test("runWorkload() lets all run once untimed, then takes turns, each round beginning with another", async () => {
  const { turns, contestant } = world();
  const contestants = [contestant("a", [100, 1, 2, 3]), contestant("b", [100, 4, 4, 4])];
  const { rows, steps, absent } = await runWorkload({ input: "", goals: [], contestants }, 3, silent);
  assert.is(turns.join(""), "ababbaab");
  assert.equal(
    rows.map(({ contestant, wall, ratio, cpu, peakMb }) => [contestant, wall, ratio, cpu, peakMb]),
    [
      ["a", 2, 1, 1, 10],
      ["b", 4, 2, 2, 10],
    ],
  );
  assert.equal([steps, absent], [[{ name: "parse", seconds: 0.5 }], []]);
});

test("runWorkload() times nothing when two tables differ", async () => {
  const { turns, contestant } = world();
  const contestants = [contestant("a", [1]), contestant("b", [1], "a\n2\n")];
  try {
    await runWorkload({ input: "", goals: [], contestants }, 3, silent);
    assert.unreachable("they differ");
  } catch (error) {
    const message = `"a" and "b" made different tables: row 1, "a": "1" and "2". Nothing was timed.`;
    assert.is((error as Error).message, message);
  }
  assert.is(turns.join(""), "ab");
});

test("runWorkload() goes on without a peer that fails, and says so; without ours it does not", async () => {
  const { contestant } = world();
  const failing: Contestant = { name: "c", measure: async () => Promise.reject(new Error("no room")) };
  const run = (contestants: Contestant[]) => runWorkload({ input: "", goals: [], contestants }, 1, silent);
  const { rows, absent } = await run([contestant("a", [1]), failing]);
  assert.equal([rows.length, absent], [1, ["c: failed (no room)"]]);
  const failed = await run([failing, contestant("a", [1])]).catch((error: Error) => error.message);
  assert.is(failed, "no room");
});

test.run();
