import { chmod, mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { status } from "../../pipelines/maintain/status.ts";
import type { Condition } from "../../pipelines/maintain/status_result.ts";
import { verify } from "../../pipelines/maintain/verify.ts";
import {
  folderOf,
  type RunEntry,
  readInventory,
  readManifest,
  readRuns,
  SNAPSHOT_MANIFEST,
  type Version,
  versionTime,
} from "../../store/mod.ts";
import { type CronDaemon, startCron, testWithCron } from "../helpers/clock/cron_daemon.ts";
import { clockOf, setClock } from "../helpers/clock/fake_time.ts";
import { everyFile, expectNoSecret } from "../helpers/faults/planted_secrets.ts";
import { TINY_FEED } from "../helpers/feeds/tiny_feed.ts";
import { type DataFolder, withDataFolder } from "../helpers/folders/data_folder.ts";
import { placeIn } from "../helpers/folders/place_in.ts";
import { BIN, cli } from "../helpers/processes/cli.ts";
import { type Figures, keepFigures } from "./_figures.ts";
import {
  HOUR,
  HOURS,
  MONDAY,
  OFF,
  type Ping,
  RECORDS,
  TOWNS,
  type WeekServer,
  weekServer,
} from "./_week_server.ts";
import { type HourTruth, LOOK_AT, MAX_AGE, momentOf, RUN_AT, weekTruth } from "./_week_truth.ts";

const [SECRET, PING_KEY] = ["hush1word", "hush2word"];
const PATIENCE = 60_000;
const WEEK_FEED = {
  ...{ ...TINY_FEED, name: "week", caps: undefined, max_age: MAX_AGE, clock: "Etc/UTC" },
  expected: { towns: TOWNS, records_per_town: RECORDS },
  headers: { Authorization: "Bearer ${WEEK_TOKEN}" },
};

const figures: Figures[] = [];

/** The folder that the week goes by in: settings, feed, and a Node whose clock is that of a file. */
async function prepare({ path: cwd, put }: DataFolder, { origin }: WeekServer): Promise<void> {
  await put("feed.json", JSON.stringify({ ...WEEK_FEED, urls: [`${origin}/feed`] }));
  await put(".env", `WEEK_TOKEN=${SECRET}\nMUNICLIMA_PING_URL=${origin}/ping/${PING_KEY}\n`);
  const limits = { attempts: 2, timeout_seconds: 1, deadline_seconds: 20 };
  await put(
    "municlima.config.json",
    JSON.stringify({ feed: "feed.json", data_dir: "data", metrics_file: "week.prom", ...limits }),
  );
  const rows = Object.entries({ "1": 28, "2": 28, "3": 4 }).flatMap(([state, towns]) =>
    Array.from({ length: towns }, (_, town) => `${state},${town + 1},100`),
  );
  await put("data/data_municipio/20260101/data.csv", ["Cve_Ent,Cve_Mun,Value", ...rows].join("\r\n"));
  await mkdir(join(cwd, "bin"));
  const clock = Object.entries(clockOf(join(cwd, "clock"))).map(
    ([name, value]) => `export ${name}='${value}'`,
  );
  const node = ["#!/bin/sh", ...clock, `"${process.execPath}" "$@"`, `echo $? >> "${cwd}/exits"`];
  await put("bin/node", `${node.join("\n")}\n`);
  await chmod(join(cwd, "bin/node"), 0o755);
  const { code, stdout, stderr } = await cli(["schedule", "cron", "--splay", "0"], { cwd });
  assert.is(code, 0, stderr);
  assert.ok(stdout.includes(` ${process.execPath} ${BIN} run --quiet`), stdout);
  await put("crontab", stdout.replace(` ${process.execPath} `, ` ${cwd}/bin/node `));
}

/** What cron's runs ended with so far. */
async function exitsIn(cwd: string): Promise<number[]> {
  const text = await readFile(join(cwd, "exits"), "utf8").catch(() => "");
  return text.split("\n").filter(Boolean).map(Number);
}

/** What was told late in an hour. */
type Told = { readonly condition: Condition; readonly metrics: string };

/** Lets the week go by, hour by hour; gives what `status` said late in each, and the metrics. */
async function liveThrough(folder: DataFolder, server: WeekServer): Promise<Told[]> {
  const { path: cwd } = folder;
  const place = placeIn(folder.settings({ dataDir: join(cwd, "data"), logDir: join(cwd, "data/logs") }));
  const told: Told[] = [];
  let cron: CronDaemon | undefined;
  try {
    for (let hour = 0; hour < HOURS; hour++) {
      server.setHour(hour);
      if (OFF.has(hour)) {
        await cron?.stop();
        cron = undefined;
      } else {
        // How far the run's clock is ahead of ours, in seconds; it goes as ours does.
        const ahead = (momentOf(hour, RUN_AT).getTime() - Date.now()) / 1000;
        await setClock(join(cwd, "clock"), `${ahead < 0 ? "" : "+"}${ahead.toFixed(3)}s`);
        const soon = momentOf(hour, RUN_AT - 20_000);
        if (cron === undefined) cron = await startCron(join(cwd, "crontab"), soon, cwd);
        else await cron.setClock(soon);
        const before = told.filter((_, earlier) => !OFF.has(earlier)).length;
        const begun = Date.now();
        while ((await exitsIn(cwd)).length === before) {
          if (Date.now() - begun > PATIENCE) throw new Error(`Cron ran nothing in hour ${hour}.`);
          await delay(10);
        }
      }
      const now = momentOf(hour, LOOK_AT);
      const { condition } = await status({ ...place }, { now: () => now });
      told.push({ condition, metrics: await readFile(join(cwd, "week.prom"), "utf8") });
    }
    return told;
  } finally {
    await cron?.stop();
  }
}

const hourOf = (time: string | Date) => Math.floor((new Date(time).getTime() - MONDAY) / HOUR);

/** Holds the history and cron's own record to the truth. */
async function assertHistory(
  truths: readonly HourTruth[],
  runs: readonly RunEntry[],
  exits: readonly number[],
): Promise<void> {
  const at = (hour: number) => runs.filter(({ started_at }) => hourOf(started_at) === hour);
  const lived = truths.filter(({ exit }) => exit !== undefined);
  assert.equal(
    exits,
    lived.map(({ exit }) => exit),
  );
  for (const { hour, exit } of truths) {
    const ends = at(hour).map(({ command, exit_code }) => [command, exit_code]);
    const expected = [["ingest", exit], ...(exit === 0 ? [["merge", 0]] : [])];
    assert.equal(ends, exit === undefined ? [] : expected, `hour ${hour}`);
    if (exit !== undefined && exit !== 0) assert.match(at(hour)[0]?.error ?? "", /\S.*\./, `hour ${hour}`);
  }
  assert.is(runs.length, lived.length + lived.filter(({ exit }) => exit === 0).length);
}

/** Holds the metrics as they stood in each hour, and the pings, to the truth. */
function assertTold(
  truths: readonly HourTruth[],
  told: readonly Told[],
  pings: readonly Ping[],
  runs: readonly RunEntry[],
): void {
  let [exitNow, doneIn] = [0, -1];
  for (const { hour, exit } of truths) {
    exitNow = exit ?? exitNow;
    if (exit === 0) doneIn = hour;
    const { metrics = "" } = told[hour] ?? {};
    const of = (name: string) =>
      Number(
        new RegExp(`^municlima_${name}\\{[^}]*command="ingest"[^}]*\\} (\\S+)$`, "m").exec(metrics)?.[1],
      );
    assert.is(of("last_run_exit_code"), exitNow, `hour ${hour}`);
    assert.is(hourOf(new Date(of("last_success_timestamp_seconds") * 1000)), doneIn, `hour ${hour}`);

    const heard = pings.filter((ping) => ping.hour === hour);
    const ends = heard.filter(({ what }) => what !== "log").map(({ what }) => what);
    assert.equal(ends, exit === undefined ? [] : ["start", String(exit)], `hour ${hour}`);
    const ids = runs.filter(({ started_at }) => hourOf(started_at) === hour).map(({ run_id }) => run_id);
    assert.equal([...new Set(heard.map(({ run }) => run))], [...new Set(ids)], `hour ${hour}`);
  }
}

/** Holds what was published to the truth: every hour that went well has its snapshot, and no other one has. */
async function assertPublished(truths: readonly HourTruth[], folder: DataFolder): Promise<void> {
  const { data } = placeIn(folder.settings({ dataDir: join(folder.path, "data") }));
  const inventory = await readInventory(data);
  const versions = [...(inventory.tables.get(folderOf("snapshots"))?.keys() ?? [])];
  const done = truths.filter(({ exit }) => exit === 0);
  assert.equal(
    versions.map((version) => hourOf(versionTime(version))),
    done.map(({ hour }) => hour),
  );
  for (const [i, { hour, model, olderThan, unchangedSince, requests }] of done.entries()) {
    const version = versions[i];
    assert.ok(version);
    const manifest = await readManifest(
      data,
      inventory,
      folderOf("snapshots"),
      version as Version,
      SNAPSHOT_MANIFEST,
    );
    const { source, older_than, feed_unchanged_since, check, fewer_towns } = manifest;
    const isSick = hour >= 120 && hour < 144;
    assert.equal(
      {
        model: hourOf(`${source.model_run}Z`),
        older: older_than === null ? undefined : hourOf(`${older_than}Z`),
        since: feed_unchanged_since === null ? undefined : hourOf(feed_unchanged_since),
        requests: source.requests,
        towns: check.towns,
        fewer: fewer_towns,
      },
      {
        ...{ model, older: olderThan, since: unchangedSince, requests },
        towns: isSick ? TOWNS - 4 : TOWNS,
        fewer: hour === 120 ? 4 : null,
      },
      `hour ${hour}`,
    );
  }
}

testWithCron("a week of hourly runs by this machine's cron")(
  "a week of hourly runs by cron, with a provider that fails as real ones do, is told hour by hour as the provider's own log has it",
  async () => {
    const server = await weekServer();
    try {
      await withDataFolder(async (folder) => {
        await prepare(folder, server);
        const told = await liveThrough(folder, server);
        const conditions = told.map(({ condition }) => condition);
        const truths = weekTruth(server.log);
        const place = placeIn(
          folder.settings({ dataDir: join(folder.path, "data"), logDir: join(folder.path, "data/logs") }),
        );
        for (const { hour, condition } of truths) assert.equal(conditions[hour], condition, `hour ${hour}`);
        const { runs, unreadable } = await readRuns(place.logs);
        assert.is(unreadable, 0);
        await assertHistory(truths, runs, await exitsIn(folder.path));
        assertTold(truths, told, server.pings, runs);
        await assertPublished(truths, folder);
        assert.equal((await verify(place)).problems, []);
        for (const { name, text } of await everyFile(join(folder.path, "data")))
          expectNoSecret(text, [SECRET, PING_KEY], name);
        for (const { metrics } of told) expectNoSecret(metrics, [SECRET, PING_KEY], "metrics");

        const count = (is: Condition["is"]) => conditions.filter((condition) => condition.is === is).length;
        figures.push({
          tried:
            "an hour of a week by cron, whose provider answers 404, cuts bodies, resets, is silent, sends a page, an older run, half of the towns or none of a state, and stands still for three days",
          times: HOURS,
          held: "history, exit code, manifests, `status`, metrics and pings tell the same as the provider's own log; nothing stale was called fresh; an hour without a snapshot has its reason; no secret in any file",
          counts: {
            runs: truths.filter(({ exit }) => exit !== undefined).length,
            published: truths.filter(({ exit }) => exit === 0).length,
            failed: truths.filter(({ exit }) => exit !== undefined && exit !== 0).length,
            machine_off: OFF.size,
            requests: server.log.length,
            pings: server.pings.length,
            fresh: count("fresh"),
            unchanged: count("unchanged"),
            stale: count("stale"),
            failing: count("failing"),
          },
        });
      });
    } finally {
      await server.close();
    }
  },
);

test.after(() => keepFigures("week", figures));

test.run();
