import { execFile } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import { test } from "uvu";
import * as assert from "uvu/assert";
import type { ConfigShowResult } from "../../commands/results/config_show_result.ts";
import { VERBS } from "../../commands/verbs.ts";
import { sample } from "../../configs/feeds/sample.ts";
import { faultServer } from "../helpers/faults/fault_server.ts";
import { json, TINY_FEED, tinyRow } from "../helpers/feeds/tiny_feed.ts";
import { type DataFolder, withDataFolder } from "../helpers/folders/data_folder.ts";
import { withTemporaryFolder } from "../helpers/folders/temporary_folder.ts";
import { BIN, type CliOptions, cli, startCli } from "../helpers/processes/cli.ts";
import { packagesLoadedBy } from "../helpers/processes/packages_loaded_by.ts";

const BODY = json([tinyRow(), tinyRow({ hloc: "20230824T13", temp: "20" })]);

/** Puts the description of a feed into a folder, as a user would write it. */
async function putFeed(folder: DataFolder, url = "http://127.0.0.1:9/feed"): Promise<void> {
  const { expected: _, caps: __, ...described } = TINY_FEED;
  await folder.put("tiny.json", JSON.stringify({ ...described, urls: [url] }));
}

/** Calls of the program, two at a time, each with what it printed; every one must end with 0. */
async function all(calls: readonly (readonly string[])[], options: CliOptions): Promise<string[]> {
  const printed: string[] = [];
  for (let next = 0; next < calls.length; next += 2) {
    const pair = calls.slice(next, next + 2).map(async (args) => ({ args, end: await cli(args, options) }));
    for (const { args, end } of await Promise.all(pair)) {
      assert.is(end.code, 0, `municlima ${args.join(" ")}: ${end.stderr}`);
      printed.push(end.stdout);
    }
  }
  return printed;
}

test("municlima and each of its commands have a help that begins with an example", async () => {
  const commands = ["", "config", ...VERBS.map(({ name }) => name)];
  const helps = await all(
    commands.map((name) => [...name.split(" ").filter(Boolean), "--help"]),
    {},
  );
  for (const [index, help] of helps.entries()) {
    assert.match(help, new RegExp(`^Example: municlima ${commands[index] || "demo"}.*\n\nUsage: municlima`));
  }
});

test("municlima --help and config show load no package but commander, status but valibot beside it: no Polars, axios or luxon", async () => {
  await withDataFolder(async (folder) => {
    await cli(["--version"]); // Compiles what was edited.
    const here = { cwd: folder.path };
    for (const [args, packages] of [
      [["--help"], ["commander"]],
      [["config", "show"], ["commander"]],
      // What it reads is checked by schemas.
      [["status"], ["commander", "valibot"]],
    ] as const) {
      assert.equal(await packagesLoadedBy(args, here), packages, args.join(" "));
    }
    // The list is a real one: a command that needs them does load others.
    await putFeed(folder);
    await folder.put("body.json", BODY);
    const args = ["ingest", "--feed", "tiny.json", "--from", "body.json", "--data-dir", "."];
    const loaded = await packagesLoadedBy(args, here);
    for (const name of ["nodejs-polars", "valibot", "luxon"])
      assert.ok(loaded.includes(name), loaded.join(" "));
    assert.not.ok(loaded.includes("axios"), "nothing was fetched");
  });
});

test("municlima --version prints the version of the package", async () => {
  const { version } = JSON.parse(await readFile(new URL("../../package.json", import.meta.url), "utf8"));
  assert.equal(await all([["--version"], ["-V"]], {}), [`${version}\n`, `${version}\n`]);
});

test("municlima tells of a command that does not exist on one line, its help asked for or not", async () => {
  const calls = [["ingst"], ["ingst", "--help"], ["help", "ingst"]];
  for (const { code, stdout, stderr } of await Promise.all(calls.map((words) => cli(words)))) {
    assert.equal([code, stdout], [64, ""]);
    assert.is(stderr, 'municlima: Unknown command "ingst". Did you mean "ingest"? Run "municlima --help".\n');
  }
});

test("municlima names the help of the very command that was given a wrong flag, of two words too", async () => {
  const { code, stderr } = await cli(["config", "show", "--orign"]);
  assert.is(code, 64);
  assert.match(stderr, /Did you mean "--origin"\? Run "municlima config show --help"\.\n$/);
});

test("municlima without a command tells its usage on standard error, and ends with 64", async () => {
  for (const { code, stdout, stderr } of await Promise.all([cli([]), cli(["config"])])) {
    assert.equal([code, stdout], [64, ""]);
    assert.match(stderr, /^Example: municlima .*\n\nUsage: municlima /);
  }
});

test("municlima prints exactly one JSON document with --json, and with --quiet nothing at all", async () => {
  await withDataFolder(async (folder) => {
    await putFeed(folder);
    await folder.put("body.json", BODY);
    const options = { cwd: folder.path };
    const here = ["--data-dir", "."];
    const taking = ["--feed", "tiny.json", "--from", "body.json", ...here];
    const report = async (...args: string[]) => {
      const { code, stdout, stderr } = await cli([...args, "--json"], options);
      assert.equal([code, stderr], [0, ""], args[0]);
      assert.match(stdout, /^\{\n[\s\S]*\n\}\n$/);
      const { schema_version, command, ...rest } = JSON.parse(stdout);
      assert.is(schema_version, 1);
      return { ...rest, command };
    };
    assert.is((await report("ingest", ...taking)).towns, 1);
    assert.is((await report("merge", ...here)).towns, 1);
    const { command, ingest, merge } = await report("run", ...taking);
    assert.equal([command, ingest.command, merge.command], ["run", "ingest", "merge"]);
    assert.is((await report("status", ...here)).snapshot_count, 2);

    for (const args of [
      ["run", ...taking],
      ["merge", ...here],
      ["status", ...here],
      ["config", "show"],
    ]) {
      const { code, stdout, stderr } = await cli([...args, "--quiet"], options);
      assert.equal([code, stdout, stderr], [0, "", ""], args[0]);
    }
  });
});

test("municlima says in JSON too what failed, where JSON was asked for", async () => {
  await withDataFolder(async ({ path }) => {
    const [failed, misused] = await Promise.all([
      cli(["merge", "--data-dir", "nowhere", "--json"], { cwd: path }),
      cli(["merge", "--windw", "2", "--json"], { cwd: path }),
    ]);
    for (const [{ code, stdout, stderr }, kind, exit_code] of [
      [failed, "no-input", 66],
      [misused, "usage", 64],
    ] as const) {
      const { error, ...rest } = JSON.parse(stdout);
      assert.equal([code, rest], [exit_code, { schema_version: 1, kind, exit_code }]);
      assert.is(stderr, `municlima: ${error}\n`);
    }
  });
});

test("municlima reads a feed from standard input", async () => {
  await withDataFolder(async (folder) => {
    await putFeed(folder);
    const args = ["ingest", "--feed", "tiny.json", "--from", "-", "--data-dir", "."];
    const { code, stdout, stderr } = await cli(args, { cwd: folder.path, stdin: BODY });
    assert.is(code, 0, stderr);
    assert.match(stdout, /\n {2}fetched {2}\d+ bytes from standard input\n/);
    assert.match(stdout, /\n {2}next {6}municlima merge --data-dir \.\n$/);
  });
});

test("municlima takes a flag over the environment, that over .env, that over the file, that over the default", async () => {
  await withDataFolder(async (folder) => {
    await folder.put("municlima.config.json", JSON.stringify({ window: 4, attempts: 4, how: "left" }));
    await folder.put(".env", "MUNICLIMA_WINDOW=5\nMUNICLIMA_ATTEMPTS=5\nMUNICLIMA_RECORD=now\n");
    const env = { MUNICLIMA_WINDOW: "6", MUNICLIMA_TIMEOUT_SECONDS: "6" };
    const args = ["config", "show", "--json", "--timeout-seconds", "7"];
    const { stdout } = await cli(args, { cwd: folder.path, env });
    const { settings }: ConfigShowResult = JSON.parse(stdout);
    const won = (name: string) =>
      settings.filter((one) => one.name === name).flatMap(({ value, origin }) => [value, origin]);
    assert.equal(won("timeout_seconds"), [7, "flag"]);
    assert.equal(won("window"), [6, "environment"]);
    assert.equal(won("attempts"), [5, ".env"]);
    assert.equal(won("record"), ["now", ".env"]);
    assert.equal(won("how"), ["left", "municlima.config.json"]);
    assert.equal(won("deadline_seconds"), [300, "default"]);
  });
});

test("municlima serve-sample serves a feed that ingest takes in, and ends well when it is stopped", async () => {
  await withDataFolder(async (folder) => {
    const options = { cwd: folder.path };
    const first = startCli(["serve-sample", "--port", "0", "--json"], options);
    const second = startCli(["serve-sample", "--port", "0", "--json", "--quiet"], options);
    try {
      const url = async ({ process }: typeof first): Promise<string> =>
        JSON.parse((await once(process.stdout, "data"))[0]).url;
      const [from] = await Promise.all([url(first), url(second)]);
      const { expected: _, caps: __, ...described } = sample;
      await folder.put("mine.json", JSON.stringify({ ...described, name: "mine", urls: [from] }));
      const args = ["ingest", "--feed", "mine.json", "--data-dir", "mine", "--json"];
      const { code, stdout, stderr } = await cli(args, options);
      assert.equal([code, stderr], [0, ""]);
      const { towns, source, feed } = JSON.parse(stdout);
      assert.equal([towns, source.from, feed.synthetic], [2463, from, true]);

      first.process.kill("SIGINT");
      second.process.kill("SIGTERM");
      const [loud, quiet] = await Promise.all([first.end, second.end]);
      assert.equal([loud.code, quiet.code, quiet.stderr], [0, 0, ""]);
      const [serving = "", tryIt = ""] = loud.stderr.split("\n");
      assert.ok(serving.startsWith(`Serving made-up weather at ${from} until Ctrl+C`), serving);
      assert.ok(tryIt.includes(`ingest --feed sample --from ${from} `), tryIt);
    } finally {
      for (const { process } of [first, second]) process.kill("SIGKILL");
    }
  });
});

test("municlima that is stopped in the middle of a fetch publishes nothing and does not hinder the next run", async () => {
  const server = await faultServer({ "/feed": [{ body: BODY, stallAfter: 20 }] });
  try {
    await withDataFolder(async (folder) => {
      await putFeed(folder, `${server.origin}/feed`);
      await folder.put("body.json", BODY);
      const before = Object.keys(await folder.files());
      const args = ["ingest", "--feed", "tiny.json", "--data-dir", "."];
      const { process, end } = startCli(args, { cwd: folder.path });
      // It may also end by itself, where something is wrong.
      while (server.requests.length === 0 && process.exitCode === null) await delay(20);
      process.kill("SIGINT");
      const { code, signal } = await end;
      assert.ok(signal === "SIGINT" || code === 130, `${code} ${signal}`);
      const left = Object.keys(await folder.files()).filter((name) => !before.includes(name));
      assert.equal(
        left.filter((name) => name !== ".lock"),
        [],
      );

      const next = await cli([...args, "--from", "body.json"], { cwd: folder.path });
      assert.is(next.code, 0, next.stderr);
    });
  } finally {
    await server.close();
  }
});

test("municlima whose reader has seen enough, as head has, ends without a word", async () => {
  await withTemporaryFolder(async (cwd) => {
    // `true` reads nothing and is gone long before the report is written.
    const line = '{ "$0" "$1" status --json; echo "code $?" >&2; } | true';
    const { stderr } = await promisify(execFile)("sh", ["-c", line, process.execPath, BIN], { cwd });
    assert.is(stderr, "code 0\n");
  });
});

test("municlima that meets a bug of its own ends with 70, and says where to report it", async () => {
  await withTemporaryFolder(async (cwd) => {
    const broken = "Date.prototype.toISOString = () => { throw new TypeError('broken'); }";
    const env = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(broken)}` };
    const { code, stdout, stderr } = await cli(["status"], { cwd, env });
    assert.equal([code, stdout], [70, ""]);
    assert.match(
      stderr,
      /^municlima: broken\nThis is a bug in municlima \d.*https:\/\/.*\nTypeError: broken\n {4}at /,
    );
  });
});

test("municlima colours a pipe only when FORCE_COLOR asks for it, and NO_COLOR has the last word", async () => {
  await withTemporaryFolder(async (cwd) => {
    const show = async (env: Record<string, string>) => (await cli(["config", "show"], { cwd, env })).stdout;
    const [plain, forced] = await Promise.all([show({}), show({ FORCE_COLOR: "1" })]);
    assert.not.ok(plain.includes("\u001b["));
    assert.ok(forced.includes("\u001b["));
    assert.is(await show({ FORCE_COLOR: "1", NO_COLOR: "1" }), plain);
  });
});

test.run();
