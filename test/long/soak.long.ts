import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { ingest } from "../../pipelines/ingest/ingest.ts";
import { prune } from "../../pipelines/maintain/prune.ts";
import { verify } from "../../pipelines/maintain/verify.ts";
import { merge } from "../../pipelines/merge/merge.ts";
import { json, TINY_FEED, tinyRow } from "../helpers/feeds/tiny_feed.ts";
import { type DataFolder, withDataFolder } from "../helpers/folders/data_folder.ts";
import { placeIn } from "../helpers/folders/place_in.ts";
import { cli } from "../helpers/processes/cli.ts";
import { worldAt } from "../helpers/world.ts";
import { type Figures, keepFigures } from "./_figures.ts";

/** Every second one is a merge. */
const RUNS = 2000;
const PROCESSES = 300;
/** Memory is compared from here on: before, caches fill and code is compiled. */
const WARM = 500;
/** So much more may be in use at the end: what a collector has not come to yet, and the rounding of pages. */
const HEAP_TOLERANCE = 4_000_000;
const RSS_TOLERANCE = 0.15;
const HOUR = 3_600_000;
const START = Date.UTC(2024, 0, 1);

const figures: Figures[] = [];
const megabytes = (bytes: number) => Math.round(bytes / 1e5) / 10;
const feedOf = (run: number) =>
  json([tinyRow({ temp: `${run % 40}.5` }), tinyRow({ ides: "19", idmun: "1" })]);

async function unfinished({ path }: DataFolder): Promise<string[]> {
  return (await readdir(path, { recursive: true })).filter((name) => /(^|\/)\./.test(name));
}
async function inUse(): Promise<{ heap: number; rss: number; handles: number }> {
  for (let turn = 0; turn < 3; turn++) {
    globalThis.gc?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { heapUsed, rss } = process.memoryUsage();
  const handles = (await readdir("/proc/self/fd").catch(() => [])).length;
  return { heap: heapUsed, rss, handles };
}

test("two thousand runs, an ingest and a merge by turns, in one process take no more memory and no more open files than five hundred", async () => {
  assert.type(globalThis.gc, "function", "start Node with --expose-gc");
  await withDataFolder(async (folder) => {
    const settings = folder.settings();
    const from = join(folder.path, "feed.json");
    let warm = await inUse();
    for (let run = 2; run <= RUNS; run += 2) {
      await folder.put("feed.json", feedOf(run));
      const world = worldAt(new Date(START + run * HOUR).toISOString());
      await ingest({ ...placeIn(settings), feed: TINY_FEED, from }, world);
      await merge({ ...placeIn(settings), feed: TINY_FEED }, world);
      if (run % 50 === 0) await prune({ ...placeIn(settings), feedName: TINY_FEED.name, keep: 10 }, world);
      if (run === WARM) warm = await inUse();
    }
    const end = await inUse();
    assert.ok(end.heap - warm.heap < HEAP_TOLERANCE, `heap ${warm.heap} → ${end.heap}`);
    assert.ok(end.rss < warm.rss * (1 + RSS_TOLERANCE), `memory ${warm.rss} → ${end.rss}`);
    assert.ok(end.handles <= warm.handles, `open files ${warm.handles} → ${end.handles}`);
    assert.equal(await unfinished(folder), []);
    assert.equal((await verify(placeIn(settings))).problems, []);
    figures.push({
      tried: `an ingest and a merge by turns in one process, a prune after every 50`,
      times: RUNS,
      held: `from run ${WARM} on memory stayed flat (heap within ${megabytes(HEAP_TOLERANCE)} MB, process within ${100 * RSS_TOLERANCE} %), no file handle and no temporary file was left`,
      counts: {
        heap_mb_warm: megabytes(warm.heap),
        heap_mb_end: megabytes(end.heap),
        rss_mb_warm: megabytes(warm.rss),
        rss_mb_end: megabytes(end.rss),
        handles_warm: warm.handles,
        handles_end: end.handles,
      },
    });
  });
});

test("three hundred runs as processes leave nothing but what they published", async () => {
  const each = async () => {
    await withDataFolder(async (folder) => {
      const feed = await folder.put(
        "feed_spec.json",
        JSON.stringify({ ...TINY_FEED, urls: ["https://127.0.0.1:9/feed"] }),
      );
      const flags = ["--data-dir", folder.path, "--feed", feed, "--min-towns", "0", "--quiet"];
      for (let run = 1; run <= PROCESSES / 2; run++) {
        const from = await folder.put("feed.json", feedOf(run));
        const { code, stderr } = await cli(["run", "--from", from, ...flags]);
        assert.is(code, 0, stderr);
        if (run % 50 !== 0) continue;
        const pruned = await cli(["prune", "--keep", "5", "--data-dir", folder.path, "--quiet"]);
        assert.is(pruned.code, 0, pruned.stderr);
      }
      assert.equal(await unfinished(folder), []);
      const { checked, problems } = await verify(placeIn(folder.settings()));
      assert.equal(problems, []);
      assert.is(checked.data_merged?.file_count, 5);
      const history = (await readFile(join(folder.path, "logs/runs.jsonl"), "utf8")).trim().split("\n");
      assert.is(history.length, PROCESSES + 3, "an ingest and a merge each, and the prunes");
    });
  };
  await Promise.all([each(), each()]);
  figures.push({
    tried:
      "the program itself, `run`, as a process, two at a time on two data folders, a prune after every 50",
    times: PROCESSES,
    held: "each ended with 0; no temporary file and no lock was left, every file is as its manifest says",
  });
});

test.after(() => keepFigures("soak", figures));

test.run();
