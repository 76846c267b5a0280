import { existsSync } from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { processMark, processState } from "../../../../store/objects/local/_process_mark.ts";
import { script } from "../../../helpers/processes/script.ts";

const onLinux = existsSync("/proc/self/ns/pid") ? test : test.skip;
const marking = () =>
  script(`
    import { processMark } from "./store/objects/local/_process_mark.ts";
    console.log(JSON.stringify(processMark()));
    for await (const _ of process.stdin);
  `);

onLinux("processState() is alive for a process that runs, and dead once it has ended", async () => {
  const other = marking();
  const mark = JSON.parse(await other.said());
  assert.is(mark.pid, other.process.pid);
  assert.is(processState(mark), "alive");
  assert.is.not(mark.started, processMark()?.started);
  other.process.stdin.end();
  await other.done();
  assert.is(processState(mark), "dead");
});

onLinux("processState() takes no other process for one that has ended and had its id", () => {
  const mark = processMark();
  if (mark === undefined) return assert.unreachable();
  assert.is(processState(mark), "alive");
  assert.is(processState({ ...mark, started: "1" }), "dead");
});

onLinux(
  "processState() knows nothing of other machines, other starts of this one and other namespaces",
  () => {
    const mark = processMark();
    if (mark === undefined) return assert.unreachable();
    assert.is(processState({ ...mark, boot: "another" }), "unknown");
    assert.is(processState({ ...mark, namespace: "pid:[1]", pid: 2 ** 30 }), "unknown");
  },
);

test.run();
