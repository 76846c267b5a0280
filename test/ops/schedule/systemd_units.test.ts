import { spawnSync } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { systemdUnits } from "../../../ops/schedule/systemd_units.ts";
import { withTemporaryFolder } from "../../helpers/folders/temporary_folder.ts";
import { jobWith, ODD_FOLDER } from "../../helpers/job.ts";
import { testWith } from "../../helpers/processes/installed.ts";

/** What `systemd-analyze security` calls no more than acceptable is above this. */
const MOST_EXPOSED = 4;

test("systemdUnits start no second run, make up for a missed one, and limit memory and what may be written", () => {
  const [service, timer] = systemdUnits(jobWith({ memory: 512, splay: 90, at: { minute: 5, hour: 6 } }));
  for (const line of [
    "Type=oneshot",
    "User=weather",
    "MemoryMax=512M",
    "ProtectSystem=strict",
    "ReadWritePaths=/srv/municlima/data /srv/municlima/logs",
    "Environment=PATH=/usr/bin:/bin",
    "ExecStart=/usr/bin/node /srv/municlima/bin/municlima.js run --quiet",
  ])
    assert.ok(service.text.includes(`\n${line}\n`), line);
  for (const line of ["OnCalendar=*-*-* 06:05:00 UTC", "RandomizedDelaySec=90", "Persistent=true"])
    assert.ok(timer.text.includes(`\n${line}\n`), line);
});

test("systemdUnits keep systemd from replacing anything in paths and flags", () => {
  const [{ text }] = systemdUnits(
    jobWith({ cwd: "/srv/100% $HOME", args: ["run", 'a "%h" $x\\n'], writes: ["/a b"] }),
  );
  assert.ok(text.includes("\nWorkingDirectory=/srv/100%% $HOME\n"), text);
  assert.ok(text.includes(String.raw`municlima.js run "a \"%%h\" $$x\\n"`), text);
  assert.ok(text.includes('\nReadWritePaths="/a b"\n'), text);
});

testWith(
  "systemd-analyze",
  "systemd's own look at its units",
  "systemd",
)("systemdUnits give what systemd-analyze takes without a word, and calls OK", async () => {
  await withTemporaryFolder(async (folder) => {
    const cwd = join(folder, ODD_FOLDER);
    await mkdir(cwd);
    // Node's own path is as it is: systemd takes no odd name for that.
    const start = [process.execPath, join(cwd, "municlima.js")];
    for (const odd of [{}, { cwd, start, args: ["run", ODD_FOLDER], writes: [cwd], path: cwd }]) {
      const units = systemdUnits(
        jobWith({ start: [process.execPath], user: "root", cwd: folder, writes: [folder], ...odd }),
      );
      const paths = units.map(({ name }) => join(folder, name));
      for (const [i, { text }] of units.entries()) await writeFile(paths[i] as string, text);
      const verified = spawnSync("systemd-analyze", ["verify", ...paths], { encoding: "utf8" });
      assert.equal([verified.status, verified.stderr], [0, ""]);
      const security = ["security", "--offline=true", `--threshold=${MOST_EXPOSED * 10}`, paths[0] as string];
      const judged = spawnSync("systemd-analyze", security, { encoding: "utf8" });
      assert.is(judged.status, 0, judged.stdout + judged.stderr);
    }
  });
});

test.run();
