import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { startCron, testWithCron } from "../../helpers/clock/cron_daemon.ts";
import { faultServer } from "../../helpers/faults/fault_server.ts";
import { json, TINY_FEED, tinyRow } from "../../helpers/feeds/tiny_feed.ts";
import { withTemporaryFolder } from "../../helpers/folders/temporary_folder.ts";
import { ODD_FOLDER } from "../../helpers/job.ts";
import { BIN, cli } from "../../helpers/processes/cli.ts";

const { expected: _, caps: __, ...tiny } = TINY_FEED;
const PATIENCE = 30_000;

test("schedule prints the unit alone, with the settings of flags and environment, and leaves those of files to the run", async () => {
  await withTemporaryFolder(async (cwd) => {
    await writeFile(join(cwd, "municlima.config.json"), '{"how": "left"}');
    await writeFile(join(cwd, ".env"), "MUNICLIMA_ATTEMPTS=3");
    const options = { cwd, env: { MUNICLIMA_WINDOW: "3", HTTPS_PROXY: "" } };
    const call = ["schedule", "cron", "--min-towns", "80", "--data-dir", "data", "--splay", "0"];
    const { code, stdout, stderr } = await cli(call, options);
    assert.equal([code, stderr], [0, ""]);
    const line = stdout.split("\n").find((each) => /^\d/.test(each)) ?? "";
    assert.match(line, `${process.execPath} ${BIN} run --quiet`);
    const flags = line.split("run --quiet ")[1] ?? "";
    assert.is(flags, `--data-dir ${join(cwd, "data")} --min-towns 80 --window 3`);
    assert.is((await cli([...call, "--quiet"], options)).stdout, stdout);
    const { units } = JSON.parse((await cli([...call, "--json"], options)).stdout);
    assert.equal(units, [{ name: "municlima.crontab", path: null, text: stdout }]);
    // A container has neither this folder nor its files.
    const pod = await cli(["schedule", "kubernetes"], options);
    for (const word of ["--how", "--attempts", "--window"]) assert.match(pod.stdout, `- "${word}"\n`);
    assert.not.match(pod.stdout, cwd);
  });
});

test("schedule writes the files of a unit to a folder, and says which of its folders are missing", async () => {
  await withTemporaryFolder(async (cwd) => {
    await mkdir(join(cwd, "units"));
    await mkdir(join(cwd, "logs"));
    const { code, stdout, stderr } = await cli(
      ["schedule", "systemd", "--output", "units", "--name", "hourly"],
      { cwd },
    );
    assert.is(code, 0, stderr);
    assert.is(stdout, "Wrote units/hourly.service\nWrote units/hourly.timer\n");
    assert.match(stderr, `Run "mkdir -p ${join(cwd, "data")}" first.`);
    assert.not.match(stderr, "logs");
    assert.match(await readFile(join(cwd, "units/hourly.timer"), "utf8"), "OnCalendar=*-*-* *:15:00 UTC\n");
  });
});

test("schedule names the variables that a scheduled run will not find, and prints none of what they hold", async () => {
  await withTemporaryFolder(async (cwd) => {
    const urls = ["https://example.org/${AIR_KEY}/feed"];
    const headers = { Authorization: "Bearer ${AIR_TOKEN}" };
    await writeFile(join(cwd, "feed.json"), JSON.stringify({ ...tiny, urls, headers }));
    await writeFile(join(cwd, ".env"), "AIR_TOKEN=hush1word");
    const env = {
      AIR_KEY: "hush2word",
      HTTPS_PROXY: "http://me:hush3word@127.0.0.1:9",
      MUNICLIMA_PING_URL: "https://hc-ping.com/hush4word",
    };
    for (const scheduler of ["cron", "systemd", "supercronic", "kubernetes", "eventbridge"]) {
      const { code, stdout, stderr } = await cli(["schedule", scheduler, "--feed", "feed.json"], {
        cwd,
        env,
      });
      assert.is(code, 0, stderr);
      assert.match(stderr, /needs the variable AIR_KEY, which stands in no unit/);
      assert.match(stderr, /The URL of pings stands in no unit/);
      assert.match(stderr, /HTTPS_PROXY is set here and stands in no unit/);
      // A container has no ".env".
      assert.is(/AIR_TOKEN/.test(stderr), ["kubernetes", "eventbridge"].includes(scheduler), scheduler);
      assert.not.match(stdout + stderr, "hush");
    }
  });
});

test("schedule lets systemd write where metrics go, and takes a bucket for what it is", async () => {
  await withTemporaryFolder(async (cwd) => {
    const env = { MUNICLIMA_METRICS_FILE: "metrics/municlima.prom", MUNICLIMA_CACHE_DIR: "copies" };
    const local = await cli(["schedule", "systemd"], { cwd, env });
    const folders = ["data", "logs", "metrics"].map((name) => join(cwd, name));
    assert.match(local.stdout, `\nReadWritePaths=${folders.join(" ")}\n`);
    const bucket = ["--data-dir", "s3://weather/hourly"];
    const keys = { AWS_REGION: "us-east-1", AWS_ACCESS_KEY_ID: "me", AWS_SECRET_ACCESS_KEY: "hush1word" };
    const inBucket = { cwd, env: { ...env, ...keys } };
    const remote = await cli(["schedule", "systemd", ...bucket], inBucket);
    assert.match(remote.stderr, /AWS_\w+ and \d+ more of AWS are set here and stand in no unit/);
    assert.not.match(remote.stdout + remote.stderr, "hush");
    assert.match(remote.stdout, "--data-dir s3://weather/hourly");
    assert.match(
      remote.stdout,
      `\nReadWritePaths=${["copies", "metrics"].map((name) => join(cwd, name)).join(" ")}\n`,
    );
    const pod = await cli(["schedule", "kubernetes", ...bucket], inBucket);
    assert.match(pod.stdout, '- "s3://weather/hourly"\n');
    assert.not.match(pod.stdout, "copies");
  });
});

test("schedule refuses a scheduler, a time, a limit of memory and a name that it does not know", async () => {
  for (const [said, ...args] of [
    [/cron, systemd/, "windows"],
    [/:15, or a time of day, such as 06:15/, "cron", "--at", "every hour"],
    [/from 256M on/, "cron", "--memory", "16M"],
    [/lower-case letters, digits and hyphens/, "cron", "--name", "My Unit"],
  ] as const) {
    const { code, stderr } = await cli(["schedule", ...args]);
    assert.is(code, 64);
    assert.match(stderr, said);
  }
});

testWithCron("a scheduled run by this machine's cron")(
  "schedule cron prints what this machine's cron runs, in a folder of any name",
  async () => {
    const feed = [{ body: json([tinyRow()]) }];
    const server = await faultServer({ "/feed": feed });
    try {
      await withTemporaryFolder(async (top) => {
        const cwd = join(top, ODD_FOLDER);
        await mkdir(cwd);
        await writeFile(join(cwd, "feed.json"), JSON.stringify({ ...tiny, urls: [`${server.origin}/feed`] }));
        const call = ["schedule", "cron", "--feed", "feed.json", "--min-towns", "0", "--splay", "0"];
        const { code, stderr } = await cli([...call, "--output", top], { cwd });
        assert.is(code, 0, stderr);
        const cron = await startCron(join(top, "municlima.crontab"), new Date("2026-03-02T07:14:50Z"), top);
        try {
          const history = join(cwd, "logs/runs.jsonl");
          const isDone = async () =>
            /"command":"merge"/.test(await readFile(history, "utf8").catch(() => ""));
          for (const begun = Date.now(); !(await isDone()) && Date.now() - begun < PATIENCE; )
            await delay(50);
          const runs = (await readFile(history, "utf8")).trim().split("\n");
          const ends = runs
            .map((line) => JSON.parse(line))
            .map(({ command, exit_code }) => [command, exit_code]);
          // Without a table of municipalities, means are published alone.
          assert.equal(ends.slice(0, 2), [
            ["ingest", 0],
            ["merge", 0],
          ]);
        } finally {
          await cron.stop();
        }
      });
    } finally {
      await server.close();
    }
  },
);

test.run();
