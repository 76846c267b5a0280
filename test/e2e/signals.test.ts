import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { localStore, readRuns } from "../../store/mod.ts";
import { type Answer, faultServer } from "../helpers/faults/fault_server.ts";
import { json, tinyRow } from "../helpers/feeds/tiny_feed.ts";
import { withDataFolder } from "../helpers/folders/data_folder.ts";
import { startCli } from "../helpers/processes/cli.ts";

/** Where a fetch can hang: before an answer, within one, and between two rounds of tries. */
const HANGING: Readonly<Record<string, Answer>> = {
  "without an answer": { instead: "silence" },
  "in the middle of a body": { body: json([tinyRow()]), stallAfter: 20 },
  "between two tries": { status: 503, headers: { "Retry-After": "60" } },
};
const SIGNALS = [
  ["SIGHUP", 129],
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const;

for (const [where, answer] of Object.entries(HANGING)) {
  test(`municlima ingest stops ${where} when it is told to, and leaves nothing behind`, async () => {
    const server = await faultServer({ "/feed": [answer] });
    try {
      for (const [signal, code] of SIGNALS) {
        await withDataFolder(async ({ path }) => {
          const asked = server.requests.length;
          const run = startCli(["ingest", "--from", `${server.origin}/feed`, "--data-dir", path]);
          while (server.requests.length === asked) await delay(20);
          // Until the answer, if there is one, has come.
          await delay(200);
          run.process.kill(signal);
          const end = await run.end;
          assert.equal([end.code, end.signal], [code, null], end.stderr);
          assert.match(end.stderr, new RegExp(`Stopped by ${signal}\\. What was published before is whole`));
          assert.equal(await readdir(path), ["data_municipio", "logs"]);
          const { runs } = await readRuns(localStore(join(path, "logs")));
          assert.equal(
            runs.map(({ command, outcome, exit_code }) => [command, outcome, exit_code]),
            [["ingest", "failed", code]],
          );
        });
      }
    } finally {
      await server.close();
    }
  });
}

test("municlima ingest and validate stop at once while nobody writes to the pipe that they read", async () => {
  await withDataFolder(async (folder) => {
    const pipe = join(folder.path, "feed.json");
    execFileSync("mkfifo", [pipe]);
    for (const [signal, code] of SIGNALS) {
      const run = startCli([
        "ingest",
        "--feed",
        "sample",
        "--from",
        pipe,
        "--data-dir",
        join(folder.path, "x"),
      ]);
      while (!existsSync(join(folder.path, "x/.lock"))) await delay(20);
      await delay(100);
      run.process.kill(signal);
      const end = await run.end;
      assert.equal([end.code, end.signal], [code, null], end.stderr);
    }
    const held = startCli(["validate", pipe, "--feed", "sample", "--deadline-seconds", "1"]);
    const { code, stderr } = await held.end;
    assert.is(code, 74, stderr);
    assert.match(stderr, /"[^"]+feed\.json" had not ended after 1 s\. Check what writes it/);
  });
});

test.run();
