import { spawnSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { kubernetesUnit } from "../../../ops/schedule/kubernetes_unit.ts";
import { withTemporaryFolder } from "../../helpers/folders/temporary_folder.ts";
import { jobWith, ODD_FOLDER } from "../../helpers/job.ts";
import { testWith } from "../../helpers/processes/installed.ts";

test("kubernetesUnit starts no second run, limits memory, and names no folder of this machine", () => {
  const [{ name, text }] = kubernetesUnit(jobWith({ memory: 512 }));
  assert.is(name, "municlima.yaml");
  for (const line of ["concurrencyPolicy: Forbid", "memory: 512Mi", 'schedule: "15 * * * *"', '- "--splay"'])
    assert.ok(text.includes(`${line}\n`), line);
  assert.not.match(text, "/srv/");
});

testWith(
  "kubernetes-validate",
  "Kubernetes' own schemas",
  "python3-pip, then: pip install kubernetes-validate",
)("kubernetesUnit gives what kubernetes-validate --strict takes", async () => {
  await withTemporaryFolder(async (folder) => {
    for (const job of [
      jobWith(),
      jobWith({ at: { minute: 0, hour: 6 }, args: ["run", ODD_FOLDER], image: 'a"b: c' }),
    ]) {
      const [{ name, text }] = kubernetesUnit(job);
      await writeFile(join(folder, name), text);
      const { status, stdout, stderr } = spawnSync("kubernetes-validate", ["--strict", join(folder, name)], {
        encoding: "utf8",
      });
      assert.is(status, 0, stderr);
      assert.match(stdout + stderr, "cronjob/municlima");
      // It would take a field that it does not know for a mistake.
      await writeFile(join(folder, name), text.replace("backoffLimit", "backofLimit"));
      assert.is.not(spawnSync("kubernetes-validate", ["--strict", join(folder, name)]).status, 0);
    }
  });
});

test.run();
