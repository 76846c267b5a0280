import { execFileSync } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { cronUnit } from "../../../ops/schedule/cron_unit.ts";
import { withTemporaryFolder } from "../../helpers/folders/temporary_folder.ts";
import { jobWith, ODD_FOLDER } from "../../helpers/job.ts";
import { testWith } from "../../helpers/processes/installed.ts";

const lineOf = (text: string) => text.split("\n").find((line) => /^\d/.test(line)) ?? "";

test("cronUnit gives one line for a minute of every hour, or a time of day", () => {
  const [hourly] = cronUnit(jobWith());
  assert.is(
    lineOf(hourly.text),
    "15 * * * *  cd /srv/municlima && PATH=/usr/bin:/bin /usr/bin/node /srv/municlima/bin/municlima.js run --quiet --splay 120",
  );
  const [daily] = cronUnit(jobWith({ at: { minute: 5, hour: 6 }, splay: 0 }));
  assert.match(lineOf(daily.text), /^5 6 \* \* \* {2}.* run --quiet$/);
});

test("cronUnit gives a line that a shell takes as it is meant, whatever the folder and the flags are called", async () => {
  await withTemporaryFolder(async (top) => {
    const cwd = join(top, ODD_FOLDER);
    await mkdir(cwd);
    const program = join(top, "100% program.mjs");
    await writeFile(
      program,
      "console.log(JSON.stringify([process.cwd(), process.env.PATH, ...process.argv.slice(2)]));",
    );
    const args = ["run", "--feed", ODD_FOLDER];
    const [{ text }] = cronUnit(
      jobWith({ cwd, start: [process.execPath, program], args, splay: 0, path: cwd }),
    );
    const command = lineOf(text).replace(/^(\S+ ){5} */, "");
    // Most crons take the backslash before a percent sign away, and a bare one is the command's end to them.
    assert.not.match(command, /(^|[^\\])%/);
    for (const seen of [command, command.replaceAll("\\%", "%")])
      assert.equal(JSON.parse(execFileSync("/bin/sh", ["-c", seen], { encoding: "utf8" })), [
        cwd,
        cwd,
        ...args,
      ]);
  });
});

testWith(
  "crontab",
  "cron's own look at its line",
  "cron",
)("cronUnit gives what crontab takes for one", async () => {
  await withTemporaryFolder(async (folder) => {
    const [{ name, text }] = cronUnit(jobWith({ cwd: `/srv/${ODD_FOLDER}`, at: { minute: 0, hour: 23 } }));
    await writeFile(join(folder, name), text);
    execFileSync("crontab", ["-n", join(folder, name)], { stdio: "pipe" });
  });
});

test.run();
