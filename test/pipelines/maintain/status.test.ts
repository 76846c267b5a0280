import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { ingest } from "../../../pipelines/ingest/ingest.ts";
import { status } from "../../../pipelines/maintain/status.ts";
import { merge } from "../../../pipelines/merge/merge.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { json, TINY_FEED, tinyRow } from "../../helpers/feeds/tiny_feed.ts";
import { type DataFolder, MUNICIPALITIES, withDataFolder } from "../../helpers/folders/data_folder.ts";
import { placeIn } from "../../helpers/folders/place_in.ts";
import { worldAt } from "../../helpers/world.ts";

const CURRENT = "data_merged/current.csv";
const noon = (time: string) => `2026-11-24T12:${time}Z`;

/** Ingests one record, in a gzip file that says when it was made, at a time. */
async function take(folder: DataFolder, at: string, made?: string): Promise<void> {
  const body = gzipSync(json([tinyRow({ hloc: "20261124T06" })]));
  // RFC 1952: bytes 4 to 7 hold the time of modification, 0 for none.
  if (made !== undefined) body.writeUInt32LE(Date.parse(made) / 1000, 4);
  const from = await folder.put("feed.json.gz", body);
  await ingest({ ...placeIn(folder.settings()), feed: TINY_FEED, from }, worldAt(at));
}

const mergeAt = async (folder: DataFolder, at: string) =>
  await merge({ ...placeIn(folder.settings()), feed: TINY_FEED }, worldAt(at));
const statusAt = async (folder: DataFolder, at: string, more = {}, options = {}) =>
  await status({ ...placeIn(folder.settings(more)), ...options }, worldAt(at));

test("status() of an empty folder, or of none at all, is an answer: nothing yet", async () => {
  await withDataFolder(async (folder) => {
    for (const dataDir of [folder.path, join(folder.path, "nowhere")]) {
      assert.equal(await statusAt(folder, noon("00:00"), { dataDir }), {
        schema_version: 1,
        command: "status",
        data_dir: dataDir,
        warnings: [],
        limits: [],
        now: "2026-11-24T12:00:00.000Z",
        feed: null,
        snapshot_count: 0,
        newest_snapshot: null,
        newest_merge: null,
        last_run: null,
        condition: { is: "empty", why: "no_snapshot" },
        files_missing: 0,
        age_limits: { fetched: 10_800, issued: null, published: null, unchanged: 86_400 },
        required_missing: [],
        history: { file_count: 0, bytes: 0 },
        disk: [],
        missed: [],
      });
    }
  });
});

test("status() changes nothing in the folder", async () => {
  await withDataFolder(async (folder) => {
    await take(folder, noon("00:00"));
    const before = await folder.files();
    await statusAt(folder, noon("10:00"));
    assert.equal(await folder.files(), before);
  });
});

test("status() says of the newest snapshot how long ago it was fetched, issued and published, each by itself", async () => {
  await withDataFolder(async (folder) => {
    await take(folder, noon("00:00"), noon("00:00"));
    await take(folder, noon("10:00"), "2026-11-24T10:10:00Z");
    const { feed, snapshot_count, newest_snapshot } = await statusAt(folder, noon("11:30"));
    assert.equal(feed, {
      name: "tiny",
      title: { en: "Tiny feed", es: "Fuente pequeña" },
      attribution: "Made up",
      synthetic: false,
    });
    assert.is(snapshot_count, 2);
    assert.is(newest_snapshot?.version, "20261124_121000");
    assert.is(newest_snapshot?.towns, 1);
    assert.is(newest_snapshot?.model_run, "2026-11-24T06:00:00");
    assert.equal(newest_snapshot?.age_seconds, { fetched: 90, issued: 7290, published: 90 });
  });
});

test("status() has no age of issue where the provider does not say when the feed was made", async () => {
  await withDataFolder(async (folder) => {
    await take(folder, noon("00:00"));
    const { newest_snapshot } = await statusAt(folder, noon("01:00"));
    assert.is(newest_snapshot?.age_seconds.issued, null);
  });
});

test("status() does not let a feed that has not changed look fresh", async () => {
  await withDataFolder(async (folder) => {
    await take(folder, noon("00:00"));
    assert.is((await statusAt(folder, noon("01:00"))).newest_snapshot?.feed_unchanged_since, null);
    await take(folder, noon("30:00"));
    const { newest_snapshot } = await statusAt(folder, noon("31:00"));
    assert.is(newest_snapshot?.feed_unchanged_since, "2026-11-24T12:00:00.000Z");
    assert.is(newest_snapshot?.age_seconds.fetched, 60);
  });
});

test("status() counts the ingests in a row that found the same feed, without those that failed, and merges", async () => {
  await withDataFolder(async (folder) => {
    const runs = async () => (await statusAt(folder, noon("59:00"))).newest_snapshot?.unchanged_runs;
    await take(folder, noon("00:00"));
    assert.is(await runs(), 0);
    await take(folder, noon("01:00"));
    await mergeAt(folder, noon("02:00"));
    const from = await folder.put("bad.json", "[");
    await failsWith("contract", /bad\.json/, () =>
      ingest({ ...placeIn(folder.settings()), feed: TINY_FEED, from }, worldAt(noon("03:00"))),
    );
    await take(folder, noon("04:00"));
    assert.is(await runs(), 2);
    const other = await folder.put("other.json", json([tinyRow({ hloc: "20261124T06", temp: "1" })]));
    await ingest({ ...placeIn(folder.settings()), feed: TINY_FEED, from: other }, worldAt(noon("05:00")));
    assert.is(await runs(), 0);
    await take(folder, noon("06:00"));
    await take(folder, noon("07:00"));
    assert.is(await runs(), 1);
    assert.equal((await statusAt(folder, noon("59:00"), {}, { maxUnchanged: 1 })).condition.is, "fresh");
  });
});

test("status() says what is required and not there, of every dataset", async () => {
  await withDataFolder(async (folder) => {
    const required = ["municipalities", "snapshots", "means", "merged", "current"];
    const missing = async () => (await statusAt(folder, noon("03:00"), {}, { required })).required_missing;
    assert.equal(await missing(), ["snapshots", "means", "merged", "current"]);
    await take(folder, noon("00:00"));
    assert.equal(await missing(), ["means", "merged", "current"]);
    await mergeAt(folder, noon("01:00"));
    assert.equal(await missing(), []);
    await rm(join(folder.path, MUNICIPALITIES));
    await rm(join(folder.path, CURRENT));
    assert.equal(await missing(), ["municipalities", "current"]);
  });
});

test("status() judges by the limits that are asked for, then by those of the feed as it is described now, or was", async () => {
  await withDataFolder(async (folder) => {
    const feed = { ...TINY_FEED, max_age: { fetched: "10m" } };
    const from = await folder.put("feed.json", json([tinyRow()]));
    await ingest({ ...placeIn(folder.settings()), feed, from }, worldAt(noon("00:00")));
    const now = async (options: object) => {
      const { condition, age_limits } = await statusAt(folder, noon("11:00"), {}, options);
      return [condition.is, age_limits.fetched];
    };
    assert.equal(await now({}), ["stale", 600]);
    assert.equal(await now({ feed: { ...feed, max_age: { fetched: "20m" } } }), ["fresh", 1200]);
    assert.equal(await now({ feed: { ...feed, name: "other", max_age: { fetched: "20m" } } }), [
      "stale",
      600,
    ]);
    assert.equal(await now({ limits: { fetched: 661 } }), ["fresh", 661]);
    assert.equal(await now({ limits: { fetched: undefined } }), ["fresh", null]);
  });
});

test("status() says how large the run history is", async () => {
  await withDataFolder(async (folder) => {
    await folder.put("logs/runs/20261101_070000.jsonl", "x\n");
    await folder.put("logs/runs/notes.txt", "mine");
    assert.equal((await statusAt(folder, noon("00:00"))).history, { file_count: 1, bytes: 2 });
  });
});

test("status() says whether current.csv is the newest merged table", async () => {
  await withDataFolder(async (folder) => {
    await take(folder, noon("00:00"));
    assert.is((await statusAt(folder, noon("01:00"))).newest_merge, null);
    await mergeAt(folder, noon("02:00"));
    const newest = async () => (await statusAt(folder, noon("03:00"))).newest_merge;
    assert.equal(await newest(), {
      version: "20261124_120200",
      towns: 1,
      age_seconds: { published: 60 },
      averaged: { snapshot_count: 1, repeated: 0 },
      current_csv: "same",
    });
    await writeFile(join(folder.path, CURRENT), "an older table\n");
    assert.is((await newest())?.current_csv, "different");
    await rm(join(folder.path, CURRENT));
    assert.is((await newest())?.current_csv, "missing");
  });
});

test("status() does not take a file for a snapshot that was not published", async () => {
  await withDataFolder(async (folder) => {
    await take(folder, noon("00:00"));
    for (const name of ["current", "99991399_000000"]) {
      await folder.put(`data_municipio_x_hora/${name}.csv`, "x");
      await folder.put(`data_municipio_x_hora/${name}.manifest.json`, "{}");
    }
    await folder.put("data_municipio_x_hora/20261124_130000.csv", "x");
    const { snapshot_count, newest_snapshot } = await statusAt(folder, noon("01:00"));
    assert.equal([snapshot_count, newest_snapshot?.version], [1, "20261124_120000"]);
  });
});

test("status() says how the last run on this folder ended, whatever ran elsewhere since", async () => {
  await withDataFolder(async (folder) => {
    await take(folder, noon("00:00"));
    const elsewhere = folder.settings({ dataDir: join(folder.path, "elsewhere") });
    const from = await folder.put("feed.json", json([tinyRow()]));
    await ingest({ ...placeIn(elsewhere), feed: TINY_FEED, from }, worldAt(noon("05:00")));
    const done = (await statusAt(folder, noon("06:00"))).last_run;
    assert.equal([done?.started_at, done?.outcome], ["2026-11-24T12:00:00.000Z", "done"]);

    await folder.put(MUNICIPALITIES, "a,b\n1,2");
    await failsWith("contract", /its header "a,b"/, () => mergeAt(folder, noon("07:00")));
    const failed = (await statusAt(folder, noon("08:00"))).last_run;
    assert.equal([failed?.command, failed?.outcome, failed?.exit_code], ["merge", "failed", 65]);
    assert.match(failed?.error ?? "", /^Cannot use the municipality table/);
  });
});

test("status() fails on a manifest that was changed, and names it", async () => {
  await withDataFolder(async (folder) => {
    await take(folder, noon("00:00"));
    await folder.put("data_municipio_x_hora/20261124_120000.manifest.json", "{");
    await failsWith("contract", /data_municipio_x_hora\/20261124_120000\.manifest\.json/, () =>
      statusAt(folder, noon("01:00")),
    );
  });
});

test.run();
