import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { appendFile, mkdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { VERBS } from "../../commands/verbs.ts";
import { faultServer } from "../helpers/faults/fault_server.ts";
import { json, TINY_FEED, tinyRow } from "../helpers/feeds/tiny_feed.ts";
import { type DataFolder, MUNICIPALITIES, withDataFolder } from "../helpers/folders/data_folder.ts";
import { BIN, cli, startCli } from "../helpers/processes/cli.ts";
import { runsIn } from "../helpers/processes/runs_in.ts";

const { expected: _, caps: __, ...tiny } = TINY_FEED;
const FULL = "/dev/full";
const withFull = existsSync(FULL) ? test : test.skip;

/** A folder that holds what one run has published. */
async function withPublished(work: (folder: DataFolder) => Promise<void>): Promise<void> {
  await withDataFolder(async (folder) => {
    await folder.put("tiny.json", JSON.stringify(tiny));
    await folder.put("feed.json", json([tinyRow()]));
    await folder.put(MUNICIPALITIES, "Cve_Ent,Cve_Mun,Value\n20,54,1");
    const args = ["run", "--feed", "tiny.json", "--from", "feed.json", "--min-towns", "0", "--data-dir", "."];
    const { code, stderr } = await cli(args, { cwd: folder.path });
    assert.is(code, 0, stderr);
    await work(folder);
  });
}

/** Runs a line of a shell, in which `$MC` is the program. */
async function shell(line: string, cwd: string) {
  const env = { ...process.env, MC: `${process.execPath} ${BIN}` };
  const child = spawn("sh", ["-c", line], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close"),
  ]);
  return { code, stdout, stderr };
}

withFull("every command and every help ends with 74 and one line where standard output is full", async () => {
  await withPublished(async ({ path }) => {
    const calls = [
      ["--help"],
      ["--version"],
      ...VERBS.map(({ name }) => [...name.split(" "), "--help"]),
      ["status"],
      ["verify"],
      ["tables"],
      ["summarize"],
      ["config", "show"],
      ["query", "'select * from merged'", "--format", "csv", "--quiet"],
      ["completion", "bash"],
      ["query", "'select 1'", "--json"],
      ["export", "merged", "--output", "/dev/stdout", "--format", "csv", "--quiet"],
      ["compact", "--all", "--dry-run", "--feed", "tiny.json"],
    ];
    for (const args of calls) {
      const place = args.some((word) => /^(--help|--version|completion)$/.test(word)) ? "" : "--data-dir .";
      const { code, stderr } = await shell(`$MC ${args.join(" ")} ${place} > ${FULL}`, path);
      const lines = stderr
        .trimEnd()
        .split("\n")
        .filter((line) => !line.startsWith("Wrote "));
      assert.is(code, 74, `${args.join(" ")}: ${stderr}`);
      assert.equal(lines.length, 1, stderr);
      assert.match(lines[0] ?? "", /the disk is full/i, args.join(" "));
    }
  });
});

test("what was found decides the exit code, also when nobody reads the words to their end", async () => {
  await withPublished(async ({ path }) => {
    await appendFile(join(path, "data_merged/current.csv"), "x\n");
    const code = async (line: string) => {
      await shell(`{ ${line}; echo $? > code; } | true`, path);
      return Number(await readFile(join(path, "code"), "utf8"));
    };
    assert.is(await code("$MC verify --data-dir . 2>/dev/null"), 65);
    assert.is(await code("$MC validate data_merged/current.csv --feed tiny.json 2>/dev/null"), 65);
    assert.is(await code("$MC status --data-dir ."), 0);
    assert.is(await code("$MC query 'select * from range(1000000)' --format csv --data-dir ."), 0);
    assert.is(await code("$MC --help"), 0);
  });
});

test("a run goes on when the reader of its messages has gone: no lock is left, and the history knows", async () => {
  const server = await faultServer({ "/feed": [{ status: 503, headers: { "Retry-After": "1" } }] });
  try {
    await withDataFolder(async (folder) => {
      await folder.put("tiny.json", JSON.stringify({ ...tiny, urls: [`${server.origin}/feed`] }));
      const args = ["ingest", "--feed", "tiny.json", "--attempts", "3", "--data-dir", folder.path];
      const run = startCli(args, { cwd: folder.path });
      // The texts of streams that are destroyed have no end.
      run.end.catch(() => undefined);
      await once(run.process.stderr, "data");
      run.process.stderr.destroy();
      run.process.stdout.destroy();
      const [code] = await once(run.process, "exit");
      assert.is(code, 69);
      const runs = await runsIn(folder);
      assert.equal(
        runs.map(({ exit_code }) => exit_code),
        [69],
      );
      assert.not.ok(existsSync(join(folder.path, ".lock")));
    });
  } finally {
    await server.close();
  }
});

test("--output writes into a pipe, and leaves it a pipe", async () => {
  await withPublished(async ({ path }) => {
    const pipe = join(path, "pipe");
    execFileSync("mkfifo", [pipe]);
    const read = shell("cat pipe", path);
    const args = ["query", "select 1 as a", "--format", "csv", "--output", "pipe", "--data-dir", "."];
    const { code, stderr } = await cli(args, { cwd: path });
    assert.is(code, 0, stderr);
    assert.is((await read).stdout, "a\n1\n");
    assert.ok((await stat(pipe)).isFIFO());
  });
});

test("--output refuses the program's own files with 64, says what it overwrote, and --no-clobber keeps it", async () => {
  await withPublished(async (folder) => {
    const { path } = folder;
    const before = await folder.read("data_merged/current.csv");
    const write = (output: string, ...more: string[]) =>
      cli(["query", "select 1 as a", "--format", "csv", "--output", output, ...more, "--data-dir", "."], {
        cwd: path,
      });
    for (const own of [
      "data_merged/current.csv",
      ".lock",
      "logs/runs.jsonl",
      "data_folder.json",
      "inventory/x.csv",
    ]) {
      const { code, stderr } = await write(own);
      assert.equal([code, stderr.split("\n").length], [64, 2], stderr);
    }
    assert.is(await folder.read("data_merged/current.csv"), before);
    assert.match((await write("a.csv")).stderr, /^Wrote a\.csv: 4 bytes/);
    assert.match(
      (await write("a.csv")).stderr,
      /^Wrote a\.csv, in place of the file that was there: 4 bytes/,
    );
    const kept = await write("a.csv", "--no-clobber");
    assert.equal([kept.code, kept.stderr.split("\n").length], [73, 2], kept.stderr);
  });
});

test("a data folder called like a URL's scheme is a folder", async () => {
  await withDataFolder(async (folder) => {
    await folder.put("tiny.json", JSON.stringify(tiny));
    await folder.put("feed.json", json([tinyRow()]));
    for (const dataDir of ["file:", "http:"]) {
      const at = ["--data-dir", dataDir];
      const args = ["run", "--feed", "tiny.json", "--from", "feed.json", "--min-towns", "0", ...at];
      const run = await cli(args, { cwd: folder.path });
      assert.is(run.code, 0, run.stderr);
      for (const call of [
        ["query", "select * from snapshots"],
        ["compact", "--all", "--feed", "tiny.json"],
        ["verify"],
      ]) {
        const { code, stderr } = await cli([...call, ...at], { cwd: folder.path });
        assert.is(code, 0, `${call.join(" ")}: ${stderr}`);
      }
      assert.ok(existsSync(join(folder.path, dataDir, "data_merged/current.csv")));
    }
  });
});

test("a folder that is gone under the program ends it with 66 and one line", async () => {
  await withDataFolder(async ({ path }) => {
    const gone = join(path, "gone");
    await mkdir(gone);
    for (const args of ["status", "--help", "ingest"]) {
      await rm(gone, { recursive: true, force: true });
      await mkdir(gone);
      const { code, stderr } = await shell(`cd ${gone} && rmdir ${gone} && $MC ${args}`, path);
      assert.equal(
        [code, stderr],
        [66, "municlima: The current folder no longer exists. Change to one that does, and run again.\n"],
      );
    }
  });
});

test.run();
