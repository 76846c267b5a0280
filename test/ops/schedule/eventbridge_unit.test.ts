import { spawnSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { eventbridgeUnit } from "../../../ops/schedule/eventbridge_unit.ts";
import { withTemporaryFolder } from "../../helpers/folders/temporary_folder.ts";
import { jobWith, ODD_FOLDER } from "../../helpers/job.ts";
import { testWith } from "../../helpers/processes/installed.ts";

test("eventbridgeUnit has the time, the jitter in whole minutes, and a size of Fargate's that has the memory", () => {
  const [{ text }] = eventbridgeUnit(jobWith({ splay: 61, memory: 1025, at: { minute: 5, hour: 6 } }));
  for (const line of [
    "ScheduleExpression: cron(5 6 * * ? *)",
    "MaximumWindowInMinutes: 2",
    'Cpu: "512"',
    'Memory: "2048"',
    'Default: "example.org/municlima:1"',
  ])
    assert.ok(text.includes(`${line}\n`), line);
  assert.not.match(text, /--splay|\/srv\//);
  assert.match(eventbridgeUnit(jobWith({ splay: 0 }))[0].text, "Mode: 'OFF'\n");
  const sizes = [256, 5000, 9000, 20_000, 100_000].map((memory) =>
    /Cpu: "(\d+)"\n.*Memory: "(\d+)"/
      .exec(eventbridgeUnit(jobWith({ memory }))[0].text)
      ?.slice(1)
      .join(),
  );
  assert.equal(sizes, ["512,1024", "1024,5120", "2048,9216", "4096,20480", "16384,106496"]);
});

testWith(
  "cfn-lint",
  "CloudFormation's own schemas",
  "python3-pip, then: pip install cfn-lint",
)("eventbridgeUnit gives what cfn-lint takes without a word", async () => {
  await withTemporaryFolder(async (folder) => {
    for (const job of [
      jobWith(),
      jobWith({ splay: 0, memory: 9000, args: ["run", ODD_FOLDER], image: 'a"b: c' }),
    ]) {
      const [{ name, text }] = eventbridgeUnit(job);
      await writeFile(join(folder, name), text);
      const { status, stdout } = spawnSync("cfn-lint", [join(folder, name)], { encoding: "utf8" });
      assert.equal([status, stdout], [0, ""]);
    }
  });
});

test.run();
