import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { verify } from "../../pipelines/maintain/verify.ts";
import { json, TINY_FEED, tinyRow } from "../helpers/feeds/tiny_feed.ts";
import { withDataFolder } from "../helpers/folders/data_folder.ts";
import { startCli } from "../helpers/processes/cli.ts";
import { bucketKillPoints, placeOf } from "../helpers/s3/bucket_kill_points.ts";
import {
  ageLock,
  BUCKET_TASKS,
  type BucketTask,
  copyFolder,
  hiddenIn,
  shownIn,
  syncFrom,
  TASK_TIME,
} from "../helpers/s3/bucket_tasks.ts";
import { startFaultProxy } from "../helpers/s3/fault_proxy.ts";
import { hasS3Server, NO_SERVER, type S3Server, startS3Server } from "../helpers/s3/versitygw.ts";
import { worldAt } from "../helpers/world.ts";
import { type Figures, keepFigures } from "./_figures.ts";

const HELD =
  "every visible version whole and as its manifest says, none lost, current.csv the old or the new one; once the lock had expired the next run succeeded and left no trace";
const figures: Figures[] = [];
let server: S3Server;

async function tries(name: string, task: BucketTask, least: number): Promise<void> {
  const times = await bucketKillPoints(server, name, task);
  assert.ok(times >= least, `${times} points`);
  figures.push({
    tried: `${name} in a bucket, cut off as by a kill, before and after each request that changes it`,
    times,
    held: HELD,
  });
}

if (hasS3Server) {
  test.before(async () => {
    server = await startS3Server();
  });
  test.after(async () => {
    await server.close();
    await keepFigures("s3_kill", figures);
  });
  for (const [name, task] of Object.entries(BUCKET_TASKS)) {
    test(`${name} in a bucket may be killed before and after any request that changes it: nothing is lost, and the next run succeeds`, () =>
      tries(name, task, 16));
  }
  test("a sync into a bucket may be killed before and after any request that changes it: nothing is lost, and the next sync succeeds", async () => {
    await withDataFolder(async (work) => {
      const source = placeOf(server, work, "source");
      await BUCKET_TASKS["an ingest"].before(source, work);
      await tries("a first sync", syncFrom(source.data.objects), 40);
      await copyFolder(server, "source", "earlier");
      await BUCKET_TASKS["a compaction"].run(source, worldAt(TASK_TIME));
      const earlier = placeOf(server, work, "earlier").data.objects;
      await tries("a sync of what is new", syncFrom(source.data.objects, earlier), 16);
    });
  });
  test("the program may be killed by SIGKILL before and after requests to a bucket, and the next run succeeds", async () => {
    await withDataFolder(async (work) => {
      const { expected: _, caps: __, ...described } = TINY_FEED;
      await work.put("tiny.json", JSON.stringify(described));
      await work.put("feed.json", json([tinyRow(), tinyRow({ ides: "19", idmun: "1" })]));
      let times = 0;
      for (const command of [["ingest", "--from", "feed.json"], ["merge"]]) {
        for (const when of ["before", "after"] as const) {
          for (let change = 1; ; change++) {
            const folder = `sigkill-${++times}`;
            const args = [...command, "--feed", "tiny.json"];
            const call = (endpoint: string) =>
              startCli([...args, "--data-dir", `s3://${server.bucket}/${folder}`], {
                cwd: work.path,
                env: {
                  ...server.environment,
                  AWS_ENDPOINT_URL: endpoint,
                  MUNICLIMA_MIN_TOWNS: "0",
                  MUNICLIMA_MIN_JOINED: "0",
                  MUNICLIMA_CACHE_DIR: join(work.path, "copies"),
                },
              });
            const place = placeOf(server, work, folder);
            await BUCKET_TASKS["a merge"].before(place, work);
            const old = await shownIn(place.data.objects);
            let seen = 0;
            let child: ReturnType<typeof startCli> | undefined;
            let at: number | undefined;
            const proxy = await startFaultProxy(
              server.endpoint,
              (number, { method = "" }) => {
                if (["PUT", "POST", "DELETE"].includes(method) && ++seen === change) at = number;
                return at === number && when === "before" ? "drop the request" : undefined;
              },
              async (moment, number) => {
                if (moment === when && number === at) child?.process.kill("SIGKILL");
              },
            );
            child = call(proxy.endpoint);
            const { signal, stderr } = await child.end;
            await proxy.close();
            const where = `${command[0]} killed ${when} change ${change}`;
            if (signal === null && change > 6) {
              times--;
              break;
            }
            assert.is(signal, "SIGKILL", `${where}: ${stderr}`);
            assert.equal((await verify(place)).problems, [], where);
            const now = await shownIn(place.data.objects);
            for (const version of old.versions)
              assert.ok(now.versions.has(version), `${where}: ${version} is lost`);
            await ageLock(server, folder);
            const next = await call(server.endpoint).end;
            assert.is(next.code, 0, `${where}, then run again: ${next.stderr}`);
            const { problems, unfinished } = await verify(place);
            assert.equal([problems, unfinished, await hiddenIn(server, folder)], [[], [], []], where);
          }
        }
      }
      figures.push({
        tried: "kill -9 of the program at a request to a bucket, on its way there or back",
        times,
        held: HELD,
      });
    });
  });
} else test.skip(`no bucket is tried: ${NO_SERVER}`, () => undefined);

test.run();
