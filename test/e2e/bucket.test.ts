import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { sample } from "../../configs/feeds/sample.ts";
import { smnDaily } from "../../configs/feeds/smn_daily.ts";
import { Failure } from "../../errors/mod.ts";
import { openData } from "../../notebooks/mod.ts";
import { ingest } from "../../pipelines/ingest/ingest.ts";
import { compact } from "../../pipelines/maintain/compact.ts";
import { verify } from "../../pipelines/maintain/verify.ts";
import { merge } from "../../pipelines/merge/merge.ts";
import { demo } from "../../pipelines/run/demo.ts";
import { sampleBody, sampleFeed, sampleMunicipalities, sampleTowns } from "../../sample/mod.ts";
import { localStore, namesBelow, type ObjectStore, readInventory, sha256 } from "../../store/mod.ts";
import { json, TINY_FEED, tinyRow } from "../helpers/feeds/tiny_feed.ts";
import { type DataFolder, MUNICIPALITIES, withDataFolder } from "../helpers/folders/data_folder.ts";
import { placeIn } from "../helpers/folders/place_in.ts";
import { cli } from "../helpers/processes/cli.ts";
import { placeOf } from "../helpers/s3/bucket_kill_points.ts";
import { ageLock, BUCKET_TASKS, type BucketPlace } from "../helpers/s3/bucket_tasks.ts";
import { askS3, hasS3Server, NO_SERVER, type S3Server, startS3Server } from "../helpers/s3/versitygw.ts";
import { worldAt } from "../helpers/world.ts";

const REAL = process.env.MUNICLIMA_REAL_DATA;
const PATIENT = { timeoutSeconds: 120, deadlineSeconds: 600 };
const CHANGES = ["PUT", "POST", "DELETE"];

let server: S3Server;

/** The hashes of all tables of a folder, by their names. */
async function tables(objects: ObjectStore): Promise<Record<string, string>> {
  const names = (await namesBelow(objects, "")).filter((name) =>
    /^(?!copies|feed).*\.(csv|parquet)$/.test(name),
  );
  const hashes = names.map(async (name) => [name, sha256((await objects.get(name))?.bytes ?? Buffer.of())]);
  return Object.fromEntries(await Promise.all(hashes));
}

/** Does the same on a disk and in a bucket, and compares all tables that are then there. */
async function sameBytes(
  folder: string,
  work: (place: Omit<BucketPlace, "from">, files: DataFolder) => Promise<unknown>,
  municipalities: Uint8Array | string,
  least: number,
): Promise<void> {
  await withDataFolder(async (files) => {
    await files.put(MUNICIPALITIES, municipalities);
    const onDisk = placeIn(files.settings(PATIENT));
    const inBucket = placeOf(server, files, folder);
    await inBucket.data.objects.putNew(MUNICIPALITIES, await files.bytes(MUNICIPALITIES));
    await work(onDisk, files);
    await work({ ...inBucket, settings: { ...inBucket.settings, ...PATIENT } }, files);
    const [first, second] = [await tables(localStore(files.path)), await tables(inBucket.data.objects)];
    assert.ok(Object.keys(first).length >= least, Object.keys(first).join(" "));
    assert.equal(second, first);
    assert.equal((await verify(inBucket)).problems, []);
  });
}

if (hasS3Server) {
  test.before(async () => {
    server = await startS3Server();
  });
  test.after(() => server.close());

  test("the demo publishes the same bytes in a bucket as on a disk", () =>
    sameBytes("demo", (place) => demo(place, worldAt("2026-11-24T15:10:00Z")), sampleMunicipalities(), 6));

  test("openData() opens a data folder in a bucket", async () => {
    await withDataFolder(async (work) => {
      const place = placeOf(server, work, "notebook");
      await BUCKET_TASKS["a merge"].before(place, work);
      const before = { ...process.env };
      Object.assign(process.env, server.environment, { HOME: work.path });
      try {
        const data = await openData({ folder: `s3://${server.bucket}/notebook` });
        assert.equal([data.versions.length, (await data.merged()).height], [4, 2]);
        assert.is((await (await data.scan()).collect()).height, 8);
      } finally {
        for (const name of Object.keys(server.environment)) delete process.env[name];
        Object.assign(process.env, before);
      }
    });
  });

  test("a month that was compacted is merged to the same bytes in a bucket as on a disk", () =>
    sameBytes(
      "month",
      async (place, files) => {
        const towns = sampleTowns().filter((_, at) => at % 25 === 0);
        for (let hour = 0; hour < 4; hour++) {
          const body = sampleBody(sampleFeed({ issue: `20260105T0${hour}`, towns }), {
            modifiedAt: new Date(Date.UTC(2026, 0, 5, hour)),
          });
          const from = await files.put("feed.json.gz", body);
          const world = worldAt(new Date(Date.UTC(2026, 0, 31, 21 + hour, 5)).toISOString());
          await ingest({ ...place, feed: sample, from }, world);
        }
        await compact({ ...place, feed: sample, removeCsv: true }, worldAt("2026-02-02T00:00:00Z"));
        await merge({ ...place, feed: sample }, worldAt("2026-02-02T00:10:00Z"));
      },
      sampleMunicipalities(),
      5,
    ));

  (REAL === undefined ? test.skip : test)(
    "a real daily feed is published with the same bytes in a bucket as on a disk",
    async () => {
      const from = join(REAL ?? "", "method1_daily/DailyForecast_MX_run20230824T12.json.gz");
      const municipalities = await readFile(join(REAL ?? "", "data_municipios/20220503/data.csv"));
      const work = async (place: Omit<BucketPlace, "from">) => {
        await ingest({ ...place, feed: smnDaily, from }, worldAt("2026-11-24T12:00:00Z"));
        await merge({ ...place, feed: smnDaily }, worldAt("2026-11-24T12:10:00Z"));
      };
      await sameBytes("real", work, municipalities, 5);
    },
  );

  test("a run in a bucket that is paused before any step, loses its lock and wakes up late publishes nothing more", async () => {
    await withDataFolder(async (work) => {
      for (let step = 2; ; step++) {
        const folder = `late-${step}`;
        await BUCKET_TASKS["a merge"].before(placeOf(server, work, folder), work);
        let seen = 0;
        let others: unknown;
        const paused = async (request: Request) => {
          if (CHANGES.includes(request.method) && !request.url.includes("/logs/") && ++seen === step) {
            await ageLock(server, folder);
            const place = placeOf(server, work, folder);
            await ingest({ ...place, feed: TINY_FEED }, worldAt("2024-11-24T18:00:00Z"));
            others = (await merge({ ...place, feed: TINY_FEED }, worldAt("2024-11-24T18:10:00Z"))).result
              .version;
          }
          return await fetch(request);
        };
        const place = placeOf(server, work, folder, paused);
        const late = await merge({ ...place, feed: TINY_FEED }, worldAt("2024-11-24T17:00:00Z")).catch(
          (error: unknown) => error,
        );
        if (others === undefined) {
          assert.ok(step > 8, `${step} steps`);
          break;
        }
        const { objects } = placeOf(server, work, folder).data;
        const { tables } = await readInventory({ objects });
        const merged = [...(tables.get("data_merged")?.keys() ?? [])];
        assert.is(merged.at(-1), others, `step ${step}: the other run's is the newest`);
        const current = await objects.get("data_merged/current.csv");
        const newest = await objects.get(`data_merged/${others}.csv`);
        assert.equal(current?.bytes, newest?.bytes, `step ${step}: current.csv is the other run's`);
        assert.equal((await verify(placeOf(server, work, folder))).problems, [], `step ${step}`);
        // Once its tables count, whoever took over has finished what it had begun.
        const isIn = merged.length > 3;
        if (!isIn) assert.ok(late instanceof Failure && late.kind === "locked", `step ${step}: ${late}`);
        assert.is(await objects.get(".lock"), undefined, `step ${step}`);
      }
    });
  });

  test("municlima on a bucket ends with one line and its exit code where credentials, bucket or server are wrong", async () => {
    const { environment } = server;
    const address = `s3://${server.bucket}/wrong`;
    for (const [code, said, place, more] of [
      [77, "the server refuses the credentials", address, { AWS_SECRET_ACCESS_KEY: "hush" }],
      [78, 'there is no bucket "none"', "s3://none/wrong", {}],
      [78, "is no place in a bucket", "s3://None", {}],
      [
        78,
        "AWS_ENDPOINT_URL is not the URL of a server",
        address,
        { AWS_ENDPOINT_URL: "http://me:hush@127.0.0.1" },
      ],
      [
        77,
        "Found no AWS credentials",
        address,
        { AWS_ACCESS_KEY_ID: "", AWS_EC2_METADATA_DISABLED: "true", HOME: "/nowhere" },
      ],
    ] as const) {
      for (const command of ["status", "merge"]) {
        const call = [command, "--data-dir", place];
        const { code: ended, stdout, stderr } = await cli(call, { env: { ...environment, ...more } });
        assert.is(ended, code, `${call}: ${stderr}`);
        assert.match(stderr, said);
        assert.is(stderr.trim().split("\n").length, 1, stderr);
        assert.not.match(stdout + stderr, "hush");
      }
    }
  });

  test("municlima writes no credentials anywhere, and its copies and history are where they should be", async () => {
    await withDataFolder(async (work) => {
      await work.put("feed.json", json([tinyRow(), tinyRow({ ides: "19", idmun: "1" })]));
      const { expected: _, caps: __, ...described } = TINY_FEED;
      await work.put("tiny.json", JSON.stringify(described));
      const address = `s3://${server.bucket}/secret`;
      const copies = join(work.path, "copies");
      const env = { ...server.environment, MUNICLIMA_DATA_DIR: address, MUNICLIMA_CACHE_DIR: copies };
      const said: string[] = [];
      const call = async (...args: string[]) => {
        const { code, stdout, stderr } = await cli(args, { cwd: work.path, env });
        assert.is(code, 0, `${args.join(" ")}: ${stderr}`);
        said.push(stdout, stderr);
        return stdout;
      };
      await call("ingest", "--feed", "tiny.json", "--from", "feed.json", "--min-towns", "0");
      await call("merge", "--how", "left");
      await call("report");
      await call("query", "select count(*) from merged", "--json");
      await call("config", "show", "--origin");
      await call("status", "--json");
      assert.match(await call("runs", "list"), "merge");
      await call("sync", address, "back");
      const { AWS_SECRET_ACCESS_KEY: secret = "", AWS_ACCESS_KEY_ID: key = "" } = server.environment;
      for (const folder of [join(server.folder, "secret"), work.path]) {
        for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
          if (entry.isFile()) said.push(await readFile(join(entry.parentPath, entry.name), "latin1"));
        }
      }
      assert.ok(said.length > 20);
      for (const text of said)
        for (const word of [secret, key]) assert.not.ok(text.includes(word), text.slice(0, 200));
      assert.ok((await readdir(copies)).length > 0);
      const page = await askS3(server, `${server.bucket}/secret/report.html`);
      assert.equal([page.status, page.headers.get("content-type")], [200, "text/html; charset=utf-8"]);
    });
  });
} else test.skip(`no data folder in a bucket is tried: ${NO_SERVER}`, () => undefined);

test.run();
