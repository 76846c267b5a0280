import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, open, readdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { json, TINY_FEED, tinyRow } from "../helpers/feeds/tiny_feed.ts";
import { withTemporaryFolder } from "../helpers/folders/temporary_folder.ts";
import { cli, startCli } from "../helpers/processes/cli.ts";
import { keepFigures } from "./_figures.ts";

const DISK = fileURLToPath(new URL("../helpers/faults/losing_disk.py", import.meta.url));
/** Debian's, which python3-fusepy belongs to. */
const PYTHON = "/usr/bin/python3";
const LOSSES = 40;
const { expected: _, caps: __, ...tiny } = TINY_FEED;

const canMount =
  existsSync("/dev/fuse") && spawnSync(PYTHON, ["-c", "import fusepy"], { stdio: "ignore" }).status === 0;
const powerTest = canMount ? test : test.skip;
const TRIED = "power is lost at a moment of a run, on a disk that loses what was not synced";
if (!canMount)
  await keepFigures("power", [{ tried: TRIED, times: 0, held: "not tried: FUSE is not to be had here" }]);

powerTest(
  "a data folder is whole after a loss of power at any moment, and keeps what a run that ended has published",
  async () => {
    const counts = { "after a run": 0, "amid a run": 0 };
    await withTemporaryFolder(async (folder) => {
      const [at, left] = [join(folder, "at"), join(folder, "left")];
      await Promise.all([mkdir(at), mkdir(left)]);
      const disk = spawn(PYTHON, [DISK, at, left], { stdio: ["ignore", "ignore", "inherit"] });
      try {
        const device = (await stat(folder)).dev;
        while ((await stat(at)).dev === device) await delay(20);
        const sources = join(folder, "sources");
        await mkdir(sources);
        await writeFile(join(sources, "tiny.json"), JSON.stringify(tiny));
        await writeFile(join(sources, "feed.json"), json([tinyRow()]));
        const table = (data: string) => join(data, "data_municipio/20260101");
        const call = (data: string, ...args: string[]) => [...args, "--data-dir", data];
        const run = (data: string) => call(data, "run", "--feed", "tiny.json", "--from", "feed.json");
        /** What a loss of power leaves now, as a folder of its own. */
        const lose = async (name: string) => {
          await writeFile(join(at, `.lose-power-${name}`), "").catch(() => undefined);
          return join(left, name, "data");
        };
        const data = join(at, "data");
        await mkdir(table(data), { recursive: true });
        await writeFile(join(table(data), "data.csv"), "Cve_Ent,Cve_Mun,Value\n20,54,540\n");
        // What a person put there long ago is on the disk; all else is for the program to see to.
        for (const path of [
          at,
          data,
          join(data, "data_municipio"),
          table(data),
          join(table(data), "data.csv"),
        ]) {
          const handle = await open(path);
          await handle.sync();
          await handle.close();
        }
        const published = async (path: string) =>
          (await readdir(join(path, "data_merged"))).filter((name) => /^\d.*\.csv$/.test(name));
        /** Uses what is left: every published file is whole, and the next run succeeds. */
        const use = async (path: string) => {
          for (const args of [run(path), call(path, "verify")]) {
            const end = await cli(args, { cwd: sources });
            assert.is(end.code, 0, `${path}: ${end.stderr}${end.stdout}`);
          }
        };
        assert.is((await cli(run(data), { cwd: sources })).code, 0);
        for (let loss = 0; loss < LOSSES; loss++) {
          const before = await published(data);
          const started = startCli(run(data), { cwd: sources });
          await delay(100 + loss * 12);
          const amid = started.process.exitCode === null;
          const path = await lose(`${loss}`);
          const kept = await published(path);
          for (const name of before) assert.ok(kept.includes(name), `${name} of an earlier run was lost`);
          const end = await started.end;
          assert.is(end.code, 0, end.stderr);
          // Not before: a loss of power leaves no process alive.
          if (amid) await use(path);
          counts["amid a run"] += amid ? 1 : 0;
          if (loss % 4 !== 0) continue;
          const after = await lose(`${loss}-after`);
          assert.equal((await published(after)).sort(), (await published(data)).sort());
          await use(after);
          counts["after a run"] += 1;
        }
      } finally {
        execFileSync("umount", ["--lazy", at]);
        if (disk.exitCode === null) await once(disk, "exit");
      }
    });
    await keepFigures("power", [
      {
        tried: TRIED,
        times: counts["amid a run"] + counts["after a run"],
        held: "nothing that a run had published before it ended was lost; the next run and `verify` ended with 0",
        counts,
      },
    ]);
  },
);

test.run();
