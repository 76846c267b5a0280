import { test } from "uvu";
import * as assert from "uvu/assert";
import { runEmfLine } from "../../../ops/metrics/run_emf_line.ts";
import { emfMetrics } from "../../helpers/emf_metrics.ts";

const NOW = new Date("2026-11-24T12:00:00Z");
const RUN = { command: "run", run_id: "3f2a", feed: "tiny", seconds: 1.5, exit_code: 0, now: NOW };
const values = (line: string, ...names: string[]) => names.map((name) => JSON.parse(line)[name]);

test("runEmfLine() is one line of the format, whose labels are in the names and whose only dimensions are feed and command", () => {
  const line = runEmfLine(RUN, [
    {
      name: "condition",
      help: "",
      unit: "count",
      samples: [
        { labels: { is: "fresh" }, amount: 1 },
        { labels: { is: "stale" }, amount: 0 },
      ],
    },
    { name: "disk_bytes", help: "", unit: "bytes", samples: [{ labels: { dataset: "raw" }, amount: 9 }] },
  ]);
  assert.is(line.indexOf("\n"), line.length - 1);
  const names = emfMetrics(line, NOW.getTime(), ["run_id", "exit_code"]);
  const ofRun = ["run_seconds", "run_succeeded", "run_failed", "run_locked"];
  assert.equal(names, [...ofRun, "condition_fresh", "condition_stale"]);
  assert.equal(JSON.parse(line)._aws.CloudWatchMetrics[0].Dimensions, [["feed", "command"]]);
  assert.equal(values(line, "feed", "run_id", "condition_fresh"), ["tiny", "3f2a", 1]);
});

test("runEmfLine() tells a run that failed from one that found another at work", () => {
  const ended = (exit_code: number) =>
    values(runEmfLine({ ...RUN, exit_code }, []), "run_succeeded", "run_failed", "run_locked");
  assert.equal(
    [ended(0), ended(69), ended(75)],
    [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ],
  );
});

test.run();
