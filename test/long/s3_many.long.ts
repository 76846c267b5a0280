import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { verify } from "../../pipelines/maintain/verify.ts";
import { folderOf, readInventory, readRuns } from "../../store/mod.ts";
import { json, tinyRow } from "../helpers/feeds/tiny_feed.ts";
import { MUNICIPALITIES, withDataFolder } from "../helpers/folders/data_folder.ts";
import { compiledScript } from "../helpers/processes/compiled_script.ts";
import { placeOf } from "../helpers/s3/bucket_kill_points.ts";
import { hiddenIn } from "../helpers/s3/bucket_tasks.ts";
import { FAULTS, startFaultProxy } from "../helpers/s3/fault_proxy.ts";
import type { BucketAnswer, BucketOrder } from "../helpers/s3/many_child.ts";
import { hasS3Server, NO_SERVER, startS3Server } from "../helpers/s3/versitygw.ts";
import { type Figures, keepFigures } from "./_figures.ts";

const PROCESSES = 16;
const ROUNDS = 20;
/** Of the requests of processes on a faulty network, every so many goes wrong. */
const EVERY = 9;
const figures: Figures[] = [];

async function ask(child: ChildProcess, order: BucketOrder): Promise<BucketAnswer> {
  const answer = once(child, "message");
  child.send(order);
  return (await answer)[0] as BucketAnswer;
}

/** Lets many processes work on one folder of a bucket, and looks whether each publication is there once. */
async function many(rounds: number, isFaulty: boolean): Promise<Figures> {
  const server = await startS3Server();
  const proxy = await startFaultProxy(server.endpoint, (number) =>
    isFaulty && number % EVERY === 0 ? FAULTS[(number / EVERY) % FAULTS.length] : undefined,
  );
  const script = await compiledScript("test/helpers/s3/many_child.ts");
  const children = Array.from({ length: PROCESSES }, () => fork(script, { execArgv: [] }));
  let made: Figures | undefined;
  try {
    await withDataFolder(async (work) => {
      await work.put("feed.json", json([tinyRow(), tinyRow({ ides: "19", idmun: "1" })]));
      const place = placeOf(server, work, "many");
      await place.data.objects.putNew(MUNICIPALITIES, await work.bytes(MUNICIPALITIES));
      const published = { ingest: [] as string[], merge: [] as string[] };
      let [refused, runs] = [0, 0];
      const round = async (patient: boolean, among: readonly ChildProcess[]) => {
        const orders = among.map(
          (_, i): BucketOrder => ({
            command: i % 4 === 3 ? "merge" : "ingest",
            endpoint: proxy.endpoint,
            bucket: server.bucket,
            environment: server.environment,
            folder: "many",
            copies: join(work.path, "copies"),
            from: place.from,
            settings: { ...place.settings, wait: patient ? 300 : 0 },
          }),
        );
        const answers = await Promise.all(orders.map((order, i) => ask(among[i] as ChildProcess, order)));
        runs += answers.length;
        for (const [i, { version, locked, error }] of answers.entries()) {
          assert.is(error, undefined);
          if (locked === true) refused++;
          if (version !== undefined) published[(orders[i] as BucketOrder).command].push(version);
        }
        const done = answers.filter(({ version }) => version !== undefined).length;
        assert.ok(patient ? done === among.length : done >= 1, `${done} published`);
      };
      await round(true, children.slice(0, 1));
      for (let turn = 0; turn < rounds; turn++) await round(turn % 10 === 9, children);

      const { tables } = await readInventory(place.data);
      for (const [command, dataset] of [
        ["ingest", "snapshots"],
        ["merge", "means"],
        ["merge", "merged"],
      ] as const) {
        const versions = published[command];
        assert.is(new Set(versions).size, versions.length, `${dataset}: none is doubled`);
        assert.equal([...(tables.get(folderOf(dataset))?.keys() ?? [])], versions.sort());
      }
      const { problems, unfinished } = await verify(place);
      assert.equal([problems, unfinished], [[], []]);
      const newest = published.merge.at(-1);
      const [current, last] = [
        await place.data.objects.get("data_merged/current.csv"),
        await place.data.objects.get(`data_merged/${newest}.csv`),
      ];
      assert.equal(current?.bytes, last?.bytes, "current.csv is the newest");
      assert.equal(await hiddenIn(server, "many"), []);
      const history = await readRuns(place.logs);
      assert.equal([history.runs.length, history.unreadable], [runs, 0]);
      const faults = [...proxy.faults.values()].reduce((sum, times) => sum + times, 0);
      made = {
        tried: `${PROCESSES} processes at once on one data folder in a bucket, ${rounds} rounds${isFaulty ? `, with ${FAULTS.length} kinds of faults between them and the server` : ""}`,
        times: isFaulty ? faults : PROCESSES * rounds,
        held: "one published at a time, no version was lost or doubled, every file is as its manifest says, current.csv is the newest, every run is in the history once",
        counts: {
          ingests: published.ingest.length,
          merges: published.merge.length,
          refused,
          requests: proxy.seen.length,
          faults,
        },
      };
    });
  } finally {
    for (const child of children) child.kill();
    await proxy.close();
    await server.close();
  }
  return made as Figures;
}

if (hasS3Server) {
  test("sixteen processes at once on one data folder in a bucket publish one at a time, and no version is lost or doubled", async () => {
    figures.push(await many(ROUNDS, false));
  });
  test("sixteen processes at once on a faulty network publish each version once, and every run is in the history once", async () => {
    const made = await many(11, true);
    assert.ok(made.times >= 200, `${made.times} faults`);
    figures.push(made);
  });
  test.after(() => keepFigures("s3_many", figures));
} else test.skip(`no bucket is tried: ${NO_SERVER}`, () => undefined);

test.run();
