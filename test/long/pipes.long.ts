import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { setTimeout as delay } from "node:timers/promises";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { faultServer } from "../helpers/faults/fault_server.ts";
import { json, TINY_FEED, tinyRow } from "../helpers/feeds/tiny_feed.ts";
import { type DataFolder, MUNICIPALITIES, withDataFolder } from "../helpers/folders/data_folder.ts";
import { BIN, cli, startCli } from "../helpers/processes/cli.ts";
import { keepFigures } from "./_figures.ts";

const { expected: _, caps: __, ...tiny } = TINY_FEED;
const FEED = ["--feed", "tiny.json", "--min-towns", "0"];
const COMMANDS: readonly (readonly string[])[] = [
  ["run", ...FEED, "--from", "feed.json"],
  ["merge", "--feed", "tiny.json"],
  ["status"],
  ["status", "--json"],
  ["verify"],
  ["tables"],
  ["summarize"],
  ["query", "'select * from merged'"],
  ["query", "'select * from merged'", "--format", "csv"],
  ["export", "merged", "--format", "csv", "--output", "/dev/stdout"],
  ["diff", "--dataset", "snapshots"],
  ["config", "show"],
  ["report"],
];
/** How a shell takes the outputs of a command away. */
const OUTPUTS: Readonly<Record<string, string>> = {
  "standard output closed at once": "| true",
  "standard output closed after a line": "| head -1",
  "standard output that is full": "> /dev/full",
  "standard error closed": "2>&- > /dev/null",
  "standard output that was never open": ">&-",
  "both closed at once": "2>&1 | true",
};
/** What a command may say with these: that it worked, that its output broke, or that the tables are equal. */
const MAY_END: ReadonlySet<number> = new Set([0, 74]);
const SIGNALS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;
const MOMENTS = 45;
const STEP = 16;

async function withPublished(work: (folder: DataFolder) => Promise<void>): Promise<void> {
  await withDataFolder(async (folder) => {
    await folder.put("tiny.json", JSON.stringify(tiny));
    await folder.put("feed.json", json([tinyRow()]));
    await folder.put(MUNICIPALITIES, "Cve_Ent,Cve_Mun,Value\n20,54,1");
    for (let run = 0; run < 2; run++) {
      const args = ["run", ...FEED, "--from", "feed.json", "--data-dir", "."];
      const { code, stderr } = await cli(args, { cwd: folder.path });
      assert.is(code, 0, stderr);
    }
    await work(folder);
  });
}

async function assertWhole(cwd: string, what: string): Promise<void> {
  assert.not.ok(existsSync(join(cwd, ".lock")), `${what}: a lock is left`);
  const { code, stdout, stderr } = await cli(["verify", "--data-dir", "."], { cwd });
  assert.is(code, 0, `${what}: ${stdout}${stderr}`);
}

test("whatever becomes of a command's outputs, it ends as it should and leaves the folder whole", async () => {
  let times = 0;
  const counts = { "ended with 0": 0, "ended with 74": 0 };
  await withPublished(async ({ path: cwd }) => {
    const env = { ...process.env, MC: `${process.execPath} ${BIN}` };
    for (const args of COMMANDS) {
      for (const [how, redirection] of Object.entries(OUTPUTS)) {
        const what = `${args.join(" ")} with ${how}`;
        const line = `{ $MC ${args.join(" ")} --data-dir . 2>>said; echo $? > code; } ${redirection}`;
        const child = spawn("bash", ["-c", `: > said; ${line}`], { cwd, env, stdio: "ignore" });
        await once(child, "close");
        const [code, said] = await Promise.all(
          ["code", "said"].map((name) => readFile(join(cwd, name), "utf8")),
        );
        assert.ok(MAY_END.has(Number(code)), `${what} ended with ${code}: ${said}`);
        assert.not.match(said ?? "", /bug in municlima|\n {4}at /, what);
        counts[Number(code) === 0 ? "ended with 0" : "ended with 74"]++;
        times++;
      }
      await assertWhole(cwd, args.join(" "));
    }
  });
  await keepFigures("pipes", [
    {
      tried: `each of ${COMMANDS.length} calls with its outputs closed, never open, or full, in ${Object.keys(OUTPUTS).length} ways`,
      times,
      held: "exit code 0 or 74, no stack, no lock left, and `verify` found every file as its manifest says",
      counts,
    },
  ]);
});

test("a run that is told to stop at any moment stops with the signal's code, or had ended", async () => {
  const counts = { stopped: 0, "had ended": 0, "not yet listening": 0 };
  let times = 0;
  const server = await faultServer({ "/feed": [{ body: json([tinyRow()]) }] });
  try {
    await withPublished(async (folder) => {
      await folder.put("tiny.json", JSON.stringify({ ...tiny, urls: [`${server.origin}/feed`] }));
      for (let moment = 0; moment < MOMENTS; moment++) {
        for (const [signal, stopped] of Object.entries(SIGNALS)) {
          const run = startCli(["run", ...FEED, "--data-dir", "."], { cwd: folder.path });
          await delay(150 + moment * STEP);
          run.process.kill(signal as NodeJS.Signals);
          const end = await run.end;
          const what = `${signal} after ${150 + moment * STEP} ms: ${end.code} ${end.signal} ${end.stderr}`;
          assert.not.match(end.stderr, /bug in municlima|\n {4}at /, what);
          if (end.signal !== null) counts["not yet listening"]++;
          else if (end.code === stopped) counts.stopped++;
          else {
            assert.is(end.code, 0, what);
            counts["had ended"]++;
          }
          times++;
        }
        await assertWhole(folder.path, `moment ${moment}`);
      }
    });
  } finally {
    await server.close();
  }
  assert.ok(counts.stopped > 0, JSON.stringify(counts));
  await keepFigures("signals", [
    {
      tried: `SIGHUP, SIGINT and SIGTERM at each of ${MOMENTS} moments of a run`,
      times,
      held: "it stopped with 129, 130 or 143, or had ended with 0; no lock left, and `verify` found every file as its manifest says",
      counts,
    },
  ]);
});

test.run();
