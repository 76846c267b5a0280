import { execFileSync, spawnSync } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { json, TINY_FEED, tinyRow } from "../helpers/feeds/tiny_feed.ts";
import { withTemporaryFolder } from "../helpers/folders/temporary_folder.ts";
import { cli, startCli } from "../helpers/processes/cli.ts";
import { type Figures, keepFigures } from "./_figures.ts";

/** Disks in user space, each from a package of its name, and how one is mounted. */
const DISKS: Readonly<Record<string, (from: string, at: string) => void>> = {
  bindfs: (from, at) => shell("bindfs", from, at),
  mergerfs: (from, at) => shell("mergerfs", from, at),
  gocryptfs: (from, at) => {
    const word = ["-q", "-extpass", "echo word"];
    shell("gocryptfs", ...word, "-init", "-scryptn", "10", from);
    shell("gocryptfs", ...word, from, at);
  },
};
const KILLS = 20;
const AT_ONCE = 8;
const { expected: _, caps: __, ...tiny } = TINY_FEED;
const figures: Figures[] = [];

function shell(command: string, ...args: readonly string[]): void {
  execFileSync(command, args, { stdio: ["ignore", "ignore", "pipe"], timeout: 20_000 });
}

/** Does some work on such a disk; false where it cannot be had here. */
async function onDisk(name: string, work: (folder: string) => Promise<void>): Promise<boolean> {
  if (spawnSync(name, ["--version"], { stdio: "ignore" }).error !== undefined) return false;
  let had = false;
  await withTemporaryFolder(async (folder) => {
    const [from, at] = [join(folder, "from"), join(folder, "at")];
    await Promise.all([mkdir(from), mkdir(at)]);
    try {
      DISKS[name]?.(from, at);
    } catch {
      return;
    }
    had = true;
    try {
      await work(at);
    } finally {
      shell("umount", "--lazy", at);
    }
  });
  return had;
}

for (const name of Object.keys(DISKS)) {
  // Tried once, so that a disk that cannot be had is told as skipped, never as passed.
  const canBeHad = await onDisk(name, async () => undefined);
  if (!canBeHad)
    figures.push({
      tried: `every command on ${name}`,
      times: 0,
      held: "not tried: it is not to be had here",
    });
  const diskTest = canBeHad ? test : test.skip;
  diskTest(
    `municlima works on ${name}: every command, ${AT_ONCE} runs at once, and after ${KILLS} kills`,
    async () => {
      const counts = { runs: 0, killed: 0 };
      await onDisk(name, async (cwd) => {
        const put = (file: string, content: string | Uint8Array) => writeFile(join(cwd, file), content);
        await mkdir(join(cwd, "data/data_municipio/20260101"), { recursive: true });
        await put("data/data_municipio/20260101/data.csv", "Cve_Ent,Cve_Mun,Value\n20,54,540\n");
        await put("tiny.json", JSON.stringify(tiny));
        await put("feed.json", json([tinyRow()]));
        const run = ["run", "--feed", "tiny.json", "--from", "feed.json", "--wait", "60"];
        const works = async (...args: readonly string[]) => {
          const end = await cli(args, { cwd });
          assert.is(end.code, 0, `${name}, ${args.join(" ")}: ${end.stderr}`);
          counts.runs += 1;
        };
        await works(...run);
        await Promise.all(Array.from({ length: AT_ONCE }, () => works(...run)));
        for (let kill = 0; kill < KILLS; kill++) {
          const started = startCli(run, { cwd });
          await delay(150 + kill * 25);
          started.process.kill("SIGKILL");
          if ((await started.end).signal === "SIGKILL") counts.killed += 1;
          if (kill % 5 === 4) await works(...run);
        }
        await works(...run);
        await works("compact", "--all", "--remove-csv", "--feed", "tiny.json");
        await works("merge", "--feed", "tiny.json");
        await works("query", "select * from snapshots");
        await works("prune", "--keep", "2");
        await works("status");
        await works("verify");
      });
      assert.ok(counts.killed > 0, "no run was killed in time");
      figures.push({
        tried: `every command on ${name}, ${AT_ONCE} runs at once, and kill -9 at ${KILLS} moments of a run`,
        times: counts.runs + counts.killed,
        held: "each run that was let end ended with 0, and `verify` found every file as its manifest says",
        counts,
      });
    },
  );
}

test.after(() => keepFigures("fuse", figures));

test.run();
