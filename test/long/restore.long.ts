import { execFileSync } from "node:child_process";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { json, TINY_FEED, tinyRow } from "../helpers/feeds/tiny_feed.ts";
import { withTemporaryFolder } from "../helpers/folders/temporary_folder.ts";
import { canStart, otherHost } from "../helpers/locks/namespaces.ts";
import { BIN, cli, startCli } from "../helpers/processes/cli.ts";
import { keepFigures } from "./_figures.ts";

const COPIES = 30;
const HOST = otherHost("restored");
const { expected: _, caps: __, ...tiny } = TINY_FEED;

/** Calls the program in a folder as on a host of another name; gives its exit code and what it said. */
function onOtherHost(cwd: string, args: readonly string[]): { readonly code: number; readonly said: string } {
  const [command = "", ...under] = [...HOST, process.execPath, BIN, ...args];
  try {
    return { code: 0, said: execFileSync(command, under, { cwd, encoding: "utf8", stdio: "pipe" }) };
  } catch (error) {
    const { status, stderr } = error as { readonly status: number; readonly stderr: string };
    return { code: status, said: stderr };
  }
}

const hostTest = canStart(HOST) ? test : test.skip;

hostTest(
  "a data folder that was copied with tar during a run can be used at once under another host name",
  async () => {
    const counts = { "with a lock": 0 };
    await withTemporaryFolder(async (folder) => {
      const here = join(folder, "here");
      await mkdir(join(here, "data/data_municipio/20260101"), { recursive: true });
      const put = (file: string, content: string | Uint8Array) => writeFile(join(here, file), content);
      await put("data/data_municipio/20260101/data.csv", "Cve_Ent,Cve_Mun,Value\n20,54,540\n");
      await put("tiny.json", JSON.stringify(tiny));
      await put("feed.json", json([tinyRow()]));
      const run = ["run", "--feed", "tiny.json", "--from", "feed.json"];
      assert.is((await cli(run, { cwd: here })).code, 0);
      for (let copy = 0; copy < COPIES; copy++) {
        const there = join(folder, `there-${copy}`);
        await mkdir(there);
        const started = startCli(run, { cwd: here });
        await delay(100 + copy * 15);
        // A file that changes while it is read makes tar end with 1, and is in the copy all the same.
        execFileSync(
          "sh",
          ["-c", `tar -cf copy.tar -C "$1" . || [ $? = 1 ]; tar -xf copy.tar -C "$2"`, "sh", here, there],
          {
            cwd: folder,
            stdio: "pipe",
          },
        );
        assert.is((await started.end).code, 0);
        if ((await readdir(join(there, "data"))).includes(".lock")) counts["with a lock"] += 1;
        const first = onOtherHost(there, run);
        assert.is(first.code, 0, first.said);
        const verified = onOtherHost(there, ["verify"]);
        assert.is(verified.code, 0, verified.said);
      }
    });
    assert.ok(counts["with a lock"] > 0, "no copy was made amid a run");
    await keepFigures("restore", [
      {
        tried: "a tar of the data folder at one moment or another of a run, restored under another host name",
        times: COPIES,
        held: "the next run there ended with 0 at once, and `verify` found every file as its manifest says",
        counts,
      },
    ]);
  },
);

test.run();
