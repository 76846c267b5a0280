import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { localStore, readRuns } from "../../store/mod.ts";
import { emfMetrics } from "../helpers/emf_metrics.ts";
import { faultServer } from "../helpers/faults/fault_server.ts";
import { json, TINY_FEED, tinyRow } from "../helpers/feeds/tiny_feed.ts";
import { type DataFolder, MUNICIPALITIES, withDataFolder } from "../helpers/folders/data_folder.ts";
import { cli, startCli } from "../helpers/processes/cli.ts";
import { withPingServer } from "../helpers/processes/ping_server.ts";

const { expected: _, caps: __, ...tiny } = TINY_FEED;
const RUN = ["run", "--feed", "tiny.json", "--from", "feed.json", "--min-towns", "0", "--data-dir", "."];

/** A folder with a feed to run on, and settings in its `municlima.config.json`. */
async function withFeed(settings: object, work: (folder: DataFolder) => Promise<void>): Promise<void> {
  await withDataFolder(async (folder) => {
    await folder.put("tiny.json", JSON.stringify(tiny));
    await folder.put("feed.json", json([tinyRow()]));
    await folder.put(MUNICIPALITIES, "Cve_Ent,Cve_Mun,Value\n20,54,1");
    await folder.put("municlima.config.json", JSON.stringify(settings));
    await work(folder);
  });
}

const documents = async (folder: DataFolder, name: string) =>
  (await folder.read(name))
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
const lastRun = async ({ path }: DataFolder) => (await readRuns(localStore(join(path, "logs")))).runs.at(-1);

test("municlima run tells a check of its start and end, paired by the id in the history, however it ends", async () => {
  await withPingServer(async ({ url, pings }) => {
    await withFeed({}, async (folder) => {
      const options = { cwd: folder.path, env: { MUNICLIMA_PING_URL: url } };
      const told = async () => [(await lastRun(folder))?.run_id, pings.splice(0)] as const;

      assert.is((await cli([...RUN, "--quiet"], options)).code, 0);
      const [id, first] = await told();
      assert.equal(
        first.map(({ path }) => path.replace(/log/, "0")),
        ["start", "0", "0"].map((what) => `/key/${what}?rid=${id}`),
      );
      assert.ok(first.some(({ body }) => body === `run done\nrun ${id}\n`));

      const calls: [args: string[], code: number][] = [
        [["merge", "--feed", "smn-daily", "--data-dir", "."], 78],
        [["merge", "--window", "0", "--data-dir", "."], 64],
        [["merge", "--windw", "3", "--data-dir", "."], 64],
      ];
      for (const [args, code] of calls) {
        const { stderr } = await cli(args, options);
        const [failed, [start, end, ...more]] = await told();
        assert.equal(
          [start?.path, end?.path, more],
          [`/key/start?rid=${failed}`, `/key/${code}?rid=${failed}`, []],
        );
        const [, message] = /^municlima: (.*)$/m.exec(stderr) ?? [];
        assert.is(end?.body, `merge failed with exit code ${code}: ${message}\nrun ${failed}\n`);
      }
      await folder.put("municlima.config.json", "{");
      assert.is((await cli(["merge", "--data-dir", "."], options)).code, 78);
      assert.match(pings.splice(0).at(-1)?.path ?? "", /^\/key\/78\?/);

      assert.is((await cli(["merge", "--data-dir", ".", "--dry-run"], options)).code, 78);
      assert.equal(pings, [], "a dry run is told to nobody");
    });
  });
});

test("municlima run ends as it would where the check's server hangs, refuses or fails, and shows nothing of its URL", async () => {
  for (const [answer, said] of [
    [() => undefined, "gave no answer in time"],
    [
      (response: { writeHead: (code: number) => { end: () => void } }) => response.writeHead(500).end(),
      "answered 500",
    ],
  ] as const)
    await withPingServer(
      async ({ url }) => {
        await withFeed({ ping_url: url }, async (folder) => {
          const { code, stdout, stderr } = await cli([...RUN, "--json"], { cwd: folder.path });
          assert.equal([code, JSON.parse(stdout).command], [0, "run"]);
          assert.match(
            stderr,
            new RegExp(`^Warning: Could not ping: "http://127\\.0\\.0\\.1:\\d+/…" ${said}`, "m"),
          );
          assert.not.match(stderr + (await folder.read("logs/runs.jsonl")), "/key");
          assert.not.match((await cli(["config", "show"], { cwd: folder.path })).stdout, "/key");
        });
      },
      (_, response) => answer(response),
    );
  await withFeed({ ping_url: "http://127.0.0.1:9/key" }, async (folder) => {
    const { code, stderr } = await cli([...RUN, "--quiet"], { cwd: folder.path });
    assert.equal([code, stderr.split("\n").length], [0, 2]);
    assert.match(stderr, /^Warning: Could not ping: .* \(connection refused\)\.\n/);
  });
  await withFeed({ ping_url: "hc-ping.com/secret" }, async (folder) => {
    const { code, stderr } = await cli(RUN, { cwd: folder.path });
    assert.equal([code, stderr.includes("secret")], [78, false]);
  });
});

test("municlima run that is asked to stop tells of it", async () => {
  const feed = await faultServer({ "/feed": [{ instead: "silence" }] });
  try {
    await withPingServer(async ({ url, pings }) => {
      await withFeed({ ping_url: url }, async (folder) => {
        await folder.put("tiny.json", JSON.stringify({ ...tiny, urls: [`${feed.origin}/feed`] }));
        const args = ["ingest", "--feed", "tiny.json", "--data-dir", "."];
        const run = startCli(args, { cwd: folder.path });
        while (feed.requests.length === 0) await delay(20);
        run.process.kill("SIGTERM");
        assert.is((await run.end).code, 143);
        assert.match(pings.at(-1)?.path ?? "", /^\/key\/143\?rid=/);
      });
    });
  } finally {
    await feed.close();
  }
});

test("municlima run calls its hooks with the result as JSON: on a change, on a failure, and when the data is stale", async () => {
  const hooks = {
    on_change: "cat >> change.txt",
    on_failure: "cat >> failure.txt",
    on_stale: "cat >> stale.txt",
  };
  await withFeed(hooks, async (folder) => {
    const options = { cwd: folder.path };
    assert.is((await cli([...RUN, "--quiet"], options)).code, 0);
    const [change, ...others] = await documents(folder, "change.txt");
    assert.equal(others, []);
    assert.equal(
      [change.event, change.command, change.exit_code, change.result.command, change.status.command],
      ["change", "run", 0, "run", "status"],
    );
    assert.is(change.run_id, (await lastRun(folder))?.run_id);

    assert.is((await cli([...RUN, "--from", "nowhere.json"], options)).code, 66);
    const [failure] = await documents(folder, "failure.txt");
    assert.equal([failure.event, failure.exit_code, failure.result.kind], ["failure", 66, "no-input"]);
    assert.match(failure.result.error, "nowhere.json");

    await folder.put("older.json", json([tinyRow({ hloc: "20200101T00" })]));
    const older = await cli([...RUN, "--from", "older.json"], options);
    assert.is(older.code, 0, older.stderr);
    const [stale] = await documents(folder, "stale.txt");
    assert.equal([stale.event, stale.status.condition], ["stale", { is: "stale", why: "older_run" }]);
  });
});

test("municlima run says of a hook that failed, and of what it said, and ends as it would", async () => {
  await withFeed({ on_change: "echo from the hook; exit 3" }, async (folder) => {
    const { code, stdout, stderr } = await cli([...RUN, "--json"], { cwd: folder.path });
    assert.equal([code, JSON.parse(stdout).command], [0, "run"]);
    assert.match(stderr, /^from the hook$/m);
    assert.match(stderr, /^Warning: The command of "on_change" ended with exit code 3\.$/m);
  });
});

test("municlima run writes its metrics, well or not, and says where it cannot", async () => {
  await withFeed({ metrics_file: "municlima.prom" }, async (folder) => {
    const options = { cwd: folder.path };
    assert.is((await cli(RUN, options)).code, 0);
    assert.match(
      await folder.read("municlima.prom"),
      /^municlima_last_run_exit_code\{.*command="merge"\} 0$/m,
    );
    assert.is((await cli(["merge", "--window", "0", "--data-dir", "."], options)).code, 64);
    const text = await readFile(join(folder.path, "municlima.prom"), "utf8");
    assert.match(text, /^municlima_last_run_exit_code\{.*command="merge"\} 64$/m);
    assert.match(text, /^municlima_condition\{.*is="failing"\} 1$/m);

    const file = "data_merged/current.csv";
    const before = await folder.read(file);
    const { code, stderr } = await cli(["merge", "--data-dir", ".", "--metrics-file", file], options);
    assert.is(code, 0);
    assert.match(
      stderr,
      /^Warning: The metrics were not written: --metrics-file is "data_merged\/current\.csv", in a/m,
    );
    assert.is(await folder.read(file), before);
  });
});

test("municlima run --log-format json writes a line of JSON for each step, with the run's id, also of a quiet run", async () => {
  const logged = async ({ path }: DataFolder, ...args: string[]) => {
    const { stderr } = await cli(args, { cwd: path, env: { MUNICLIMA_LOG_FORMAT: "json" } });
    return stderr
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
  };
  for (const more of [["--quiet"], ["--json"], []])
    await withFeed({}, async (folder) => {
      const lines = await logged(folder, ...RUN, ...more);
      const { run_id } = (await lastRun(folder)) ?? {};
      for (const line of lines)
        assert.equal([line.run_id, line.command, line.time === undefined], [run_id, "run", false]);
      const steps = lines.flatMap(({ step }) => step ?? []);
      assert.equal([steps[0], ...steps.slice(-2)], ["fetch", "join", "publish"]);
      const warnings = lines.filter(({ level }) => level === "warning").map(({ message }) => message);
      assert.is(new Set(warnings).size, warnings.length, "each once");
      assert.match(warnings[0] ?? "", /^Nothing was ever published/);
      assert.equal([lines[0].message, lines.at(-1).exit_code], ["run begins", 0]);
    });
  await withFeed({}, async (folder) => {
    await logged(folder, ...RUN);
    const failed = await logged(folder, ...RUN, "--from", "nowhere.json");
    assert.match(failed.at(-1).message, "nowhere.json");
    assert.equal([failed.at(-1).level, failed.at(-2).exit_code], ["error", 66]);
    const refused = await logged(folder, "merge", "--windw", "3", "--data-dir", ".");
    assert.match(refused.at(-1).message, "--windw");
    assert.is(refused.at(-1).run_id, (await lastRun(folder))?.run_id);
  });
});

test("municlima run --log-format emf ends its log with a line of metrics, of a run that could not begin as well", async () => {
  const metricsOf = async (folder: DataFolder, ...args: string[]) => {
    const { stderr } = await cli([...args, "--log-format", "emf"], { cwd: folder.path });
    const lines = stderr.trimEnd().split("\n");
    const metered = lines.filter((line) => JSON.parse(line)._aws !== undefined);
    assert.is(metered.length, 1, stderr);
    emfMetrics(metered[0] ?? "", Date.now(), ["run_id", "exit_code"]);
    return JSON.parse(metered[0] ?? "");
  };
  await withFeed({}, async (folder) => {
    const done = await metricsOf(folder, ...RUN, "--quiet");
    const { run_id } = (await lastRun(folder)) ?? {};
    assert.equal([done.run_id, done.run_succeeded, done.condition_missing], [run_id, 1, 0]);
    const refused = await metricsOf(folder, "merge", "--window", "0", "--data-dir", ".");
    const { feed, run_failed, exit_code, condition_failing } = refused;
    assert.equal([feed, run_failed, exit_code, condition_failing], [done.feed, 1, 64, 1]);
  });
});

test.run();
