import { spawnSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { supercronicUnit } from "../../../ops/schedule/supercronic_unit.ts";
import { withTemporaryFolder } from "../../helpers/folders/temporary_folder.ts";
import { jobWith, ODD_FOLDER } from "../../helpers/job.ts";
import { testWith } from "../../helpers/processes/installed.ts";

test("supercronicUnit gives a line with its jitter, and says how to start it", () => {
  const [{ name, text }] = supercronicUnit(jobWith({ splay: 60 }));
  assert.is(name, "municlima.crontab");
  assert.match(text, /^15 \* \* \* \* {2}cd \/srv\/municlima && .* --splay 60$/m);
  assert.match(text, /supercronic -passthrough-logs municlima\.crontab/);
});

testWith(
  "supercronic",
  "supercronic's own look at its crontab",
  "golang, then: go install github.com/aptible/supercronic@latest",
)("supercronicUnit gives what supercronic takes for a crontab", async () => {
  await withTemporaryFolder(async (folder) => {
    for (const at of [{ minute: 15 }, { minute: 0, hour: 23 }]) {
      const [{ name, text }] = supercronicUnit(jobWith({ cwd: `/srv/${ODD_FOLDER}`, at }));
      await writeFile(join(folder, name), text);
      const { status, stderr } = spawnSync("supercronic", ["-test", join(folder, name)], {
        encoding: "utf8",
      });
      assert.is(status, 0, stderr);
      assert.match(stderr, "crontab is valid");
    }
  });
});

test.run();
