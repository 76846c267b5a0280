import { test } from "uvu";
import * as assert from "uvu/assert";
import { parseOptions } from "../../bench/options.ts";

const parse = (...args: string[]) => parseOptions(args, ["ingest", "merge"]);

test("parseOptions() takes workloads and a number of rounds, five by default and at least", () => {
  assert.equal([parse("merge").workloads, parse().workloads], [["merge"], []]);
  assert.equal([parse().rounds, parse("--runs", "7").rounds, parse("--quick").rounds], [5, 7, 1]);
  assert.throws(() => parse("--runs", "4"), /not a whole number of at least 5/);
});

test("parseOptions() refuses a workload that there is not", () => {
  assert.throws(() => parse("ingset"), /There is no workload "ingset". There are: ingest, merge./);
  assert.throws(() => parse("--fast"), /fast/);
});

test.run();
