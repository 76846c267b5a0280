import { readFile, rm, writeFile } from "node:fs/promises";
import { Readable } from "node:stream";
import { gunzipSync, gzipSync } from "node:zlib";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { smnDaily } from "../../../configs/feeds/smn_daily.ts";
import type { Feed } from "../../../configs/mod.ts";
import { type Contract, QUARANTINE, STRICT } from "../../../frames/mod.ts";
import { realEffects } from "../../../io/effects.ts";
import { ingest } from "../../../pipelines/ingest/ingest.ts";
import { verify } from "../../../pipelines/maintain/verify.ts";
import { merge } from "../../../pipelines/merge/merge.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { eachStop } from "../../helpers/faults/each_stop.ts";
import { faultServer } from "../../helpers/faults/fault_server.ts";
import { stopsCleanly } from "../../helpers/faults/stops_cleanly.ts";
import { json, TINY_FEED, type TinyRow, tinyRow } from "../../helpers/feeds/tiny_feed.ts";
import { type DataFolder, withDataFolder } from "../../helpers/folders/data_folder.ts";
import { placeIn } from "../../helpers/folders/place_in.ts";
import { inCopy } from "../../helpers/folders/whole_folder.ts";
import { runsIn } from "../../helpers/processes/runs_in.ts";
import { worldAt } from "../../helpers/world.ts";

const NOON = "2026-11-24T12:00:00.400Z";
const ROWS = [
  { hloc: "20261124T05", temp: "5" },
  { hloc: "20261124T06", temp: "6" },
  { hloc: "20261124T07", temp: "7" },
  { ides: "19", idmun: "1", hloc: "20261124T05", temp: "15" },
  { ides: "19", idmun: "1", hloc: "20261124T07", temp: "17" },
];
const body = (rows: Partial<TinyRow>[] = ROWS) => gzipSync(json(rows.map(tinyRow)));

/** Ingests a body that lies in a file, as at a time. */
async function take(folder: DataFolder, rows: Partial<TinyRow>[] = ROWS, at = NOON, more = {}) {
  const from = await folder.put("feed.json.gz", body(rows));
  const { result } = await ingest({ ...placeIn(folder.settings(more)), feed: TINY_FEED, from }, worldAt(at));
  return result;
}

const snapshots = async (folder: DataFolder) =>
  Object.keys(await folder.files()).filter((name) => /^data_municipio_x_hora\/.*csv$/.test(name));

test("ingest() publishes the last record of each town, named after the second in UTC", async () => {
  await withDataFolder(async (folder) => {
    const result = await take(folder);
    assert.is(result.version, "20261124_120000");
    const manifest = JSON.parse(await folder.read("data_municipio_x_hora/20261124_120000.manifest.json"));
    assert.is(manifest.min_towns, folder.settings().minTowns);
    assert.is(
      await folder.read("data_municipio_x_hora/20261124_120000.csv"),
      "ides,idmun,nmun,hloc,temp,cvegeo\n19,1,Zahuatlán,2026-11-24T07:00:00,17.0,19001\n20,54,Zahuatlán,2026-11-24T07:00:00,7.0,20054\n",
    );
  });
});

test("ingest() keeps the record for the hour of the run, on the feed's clock, when asked for it", async () => {
  await withDataFolder(async (folder) => {
    const result = await take(folder, ROWS, "2026-11-24T12:59:59Z", { record: "now" });
    assert.is(result.towns, 2);
    assert.match(
      await folder.read("data_municipio_x_hora/20261124_125959.csv"),
      /19,1,.*T05:00:00,15.0,19001\n20,54,.*T06:00:00,6.0,20054\n/,
    );
  });
});

test("ingest() counts the towns that have no record yet, and fails when none has one", async () => {
  await withDataFolder(async (folder) => {
    const rows = [...ROWS, { ides: "1", idmun: "1", hloc: "20261125T00" }];
    const result = await take(folder, rows, NOON, { record: "now" });
    assert.equal([result.towns, result.left_out], [2, 1]);
    await failsWith(
      "no-input",
      /begins at 2026-11-24T05:00:00 on its clock, .* Set "record" to "last"\.$/,
      () => take(folder, ROWS, "2026-11-24T10:00:00Z", { record: "now" }),
    );
  });
});

test("ingest() gives two runs in the same second two versions, and overwrites none", async () => {
  await withDataFolder(async (folder) => {
    const first = await take(folder);
    const before = await folder.files();
    const second = await take(folder, [{ temp: "40" }]);
    assert.equal([first.version, second.version], ["20261124_120000", "20261124_120001"]);
    const after = await folder.files();
    for (const [name, content] of Object.entries(before)) {
      if (/^(data|raw)/.test(name)) assert.is(after[name], content, name);
    }
    assert.is((await snapshots(folder)).length, 2);
  });
});

test("ingest() gives two runs in the same hour two versions", async () => {
  await withDataFolder(async (folder) => {
    await take(folder, ROWS, "2026-11-24T12:00:00Z");
    await take(folder, ROWS, "2026-11-24T12:40:10Z");
    assert.equal(await snapshots(folder), [
      "data_municipio_x_hora/20261124_120000.csv",
      "data_municipio_x_hora/20261124_124010.csv",
    ]);
  });
});

test("ingest() recognizes an unchanged feed, says since when, publishes all the same and keeps the body once", async () => {
  await withDataFolder(async (folder) => {
    const unchanged = [];
    for (const [rows, at] of [
      [ROWS, "2026-11-24T12:00:00.000Z"],
      [ROWS, "2026-11-24T13:00:00.000Z"],
      [ROWS, "2026-11-24T14:00:00.000Z"],
      [[{ temp: "1" }], "2026-11-24T15:00:00.000Z"],
    ] as const) {
      unchanged.push((await take(folder, [...rows], at)).feed_unchanged_since);
    }
    assert.equal(unchanged, [null, "2026-11-24T12:00:00.000Z", "2026-11-24T12:00:00.000Z", null]);
    const files = Object.keys(await folder.files());
    assert.is(files.filter((name) => name.startsWith("raw/")).length, 2);
    assert.is((await snapshots(folder)).length, 4);
    const manifest = JSON.parse(await folder.read("data_municipio_x_hora/20261124_130000.manifest.json"));
    assert.is(manifest.feed_unchanged_since, "2026-11-24T12:00:00.000Z");
  });
});

test("ingest() keeps the body as it was served", async () => {
  await withDataFolder(async (folder) => {
    const result = await take(folder);
    assert.equal(new Uint8Array(await readFile(result.files?.raw ?? "")), new Uint8Array(body()));
  });
});

test("ingest() writes a manifest that names the feed, its hash, its model run and the columns' units", async () => {
  await withDataFolder(async (folder) => {
    await take(folder);
    const manifest = JSON.parse(await folder.read("data_municipio_x_hora/20261124_120000.manifest.json"));
    const { createHash } = await import("node:crypto");
    const sha256 = (bytes: Uint8Array | string) => createHash("sha256").update(bytes).digest("hex");
    assert.is(manifest.sha256, sha256(await folder.read("data_municipio_x_hora/20261124_120000.csv")));
    assert.is(manifest.source.sha256, sha256(json(ROWS.map(tinyRow))));
    assert.is(manifest.source.model_run, "2026-11-24T05:00:00");
    assert.is(manifest.rows, 2);
    assert.equal(manifest.columns.slice(-2), [
      { name: "temp", type: "number", unit: "°C" },
      { name: "cvegeo", type: "string" },
    ]);
    assert.equal(manifest.check.town_records, { fewest: 2, most: 3 });
  });
});

test("ingest() fetches over HTTP, tries again, and takes a plain JSON body too", async () => {
  const server = await faultServer({ "/feed": [{ status: 500 }, { body: json(ROWS.map(tinyRow)) }] });
  try {
    await withDataFolder(async (folder) => {
      const feed = { ...TINY_FEED, urls: [`${server.origin}/feed`] as [string] };
      const settings = folder.settings({ attempts: 2 });
      const { result } = await ingest({ ...placeIn(settings), feed }, worldAt(NOON));
      assert.equal([result.source.requests, result.source.status, result.towns], [2, 200, 2]);
    });
  } finally {
    await server.close();
  }
});

test("ingest() asks the server whether it has a newer feed, and takes the kept one when it has not", async () => {
  const headers = { ETag: '"a"', "Last-Modified": "Tue, 24 Nov 2026 10:00:00 GMT" };
  const answers = [
    { body: body(), headers },
    { status: 304 },
    { status: 304 },
    { body: body([{ temp: "1" }]) },
  ];
  const server = await faultServer({ "/feed": answers });
  try {
    await withDataFolder(async (folder) => {
      const feed = { ...TINY_FEED, urls: [`${server.origin}/feed`] as [string] };
      const take = async (hour: string) =>
        (await ingest({ ...placeIn(folder.settings()), feed }, worldAt(`2026-11-24T${hour}:00:00.000Z`)))
          .result;
      const results = [await take("12"), await take("13"), await take("14"), await take("15")];

      assert.equal(
        results.map(({ source }) => source.status),
        [200, 304, 304, 200],
      );
      assert.equal(
        results.map(({ feed_unchanged_since }) => feed_unchanged_since?.slice(11, 13)),
        [undefined, "12", "12", undefined],
      );
      assert.equal(
        results.map(({ towns }) => towns),
        [2, 2, 2, 1],
      );
      const asked = server.requests.map((request) => [
        request.headers["if-none-match"],
        request.headers["if-modified-since"],
      ]);
      assert.equal(asked, [
        [undefined, undefined],
        ...Array(3).fill(['"a"', "Tue, 24 Nov 2026 10:00:00 GMT"]),
      ]);
      assert.is(
        await folder.read("data_municipio_x_hora/20261124_140000.csv"),
        await folder.read("data_municipio_x_hora/20261124_120000.csv"),
      );
    });
  } finally {
    await server.close();
  }
});

test("ingest() refuses a feed that has come to be in another unit, and says what is new of one that only has more", async () => {
  await withDataFolder(async (folder) => {
    const from = await folder.put("feed.json.gz", body());
    const take = async (feed: Feed) =>
      (await ingest({ ...placeIn(folder.settings()), feed, from }, worldAt(NOON))).result;
    await take({ ...TINY_FEED, labels: [] });
    const before = await folder.files();
    const columns = TINY_FEED.columns.map((column) => (column.unit ? { ...column, unit: "°F" } : column));
    await failsWith("config", /"temp" is in "°F" instead of "°C"\. Use another data folder/, () =>
      take({ ...TINY_FEED, columns }),
    );
    assert.equal(await folder.files(), before);
    const { warnings } = await take(TINY_FEED);
    assert.ok(
      warnings.includes('The data folder has recorded what its feed has more than before: the label "nmun".'),
      warnings.join(),
    );
    assert.match(await folder.read("data_folder.json"), /"definition": 2/);
  });
});

test("ingest() goes by the body where an ETag lies: another for the same body, or the same for another body", async () => {
  const [one, other] = [body(), body([{ temp: "1" }])];
  const answers = [
    { body: one, headers: { ETag: '"a"' } },
    { body: one, headers: { ETag: '"b"' } },
    { body: other, headers: { ETag: '"b"' } },
  ];
  const server = await faultServer({ "/feed": answers });
  try {
    await withDataFolder(async (folder) => {
      const feed = { ...TINY_FEED, urls: [`${server.origin}/feed`] as const };
      const since: unknown[] = [];
      for (const hour of ["12", "13", "14"]) {
        const world = worldAt(`2026-11-24T${hour}:00:00.000Z`);
        const { result } = await ingest({ ...placeIn(folder.settings()), feed }, world);
        since.push(result.feed_unchanged_since?.slice(11, 13));
      }
      assert.equal(since, [undefined, "12", undefined]);
      const bodies = Object.keys(await folder.files()).filter((name) => name.startsWith("raw/"));
      assert.is(bodies.length, 2);
    });
  } finally {
    await server.close();
  }
});

test("ingest() asks for the whole feed where a hidden part of its URL may be another than before", async () => {
  const good = { body: body(), headers: { ETag: '"a"' } };
  const server = await faultServer({ "/feed?key=north": [good], "/feed?key=south": [good] });
  try {
    await withDataFolder(async (folder) => {
      for (const place of ["north", "south", "south"]) {
        const environment = { PLACE: place };
        for (const [public_urls, key] of [
          [false, place],
          [true, "${PLACE}"],
        ] as const) {
          const feed = { ...TINY_FEED, urls: [`${server.origin}/feed?key=${key}`] as const, public_urls };
          const world = worldAt(NOON, { environment });
          const { result } = await ingest({ ...placeIn(folder.settings()), feed }, world);
          assert.is(result.source.from, public_urls ? feed.urls[0] : `${server.origin}/…`);
        }
      }
      assert.is(server.requests.length, 6);
      for (const { headers } of server.requests) assert.is(headers["if-none-match"], undefined);
    });
  } finally {
    await server.close();
  }
});

test("ingest() refuses a feed of more rows than its caps allow, however regular", async () => {
  await withDataFolder(async (folder) => {
    const from = await folder.put("feed.json.gz", body());
    for (const badRows of ["fail", "quarantine"] as const) {
      const feed = { ...TINY_FEED, caps: { ...TINY_FEED.caps, rows: 4 } };
      await failsWith("contract", /contains more than the allowed 4 rows/, () =>
        ingest({ ...placeIn(folder.settings({ badRows })), feed, from }, worldAt(NOON)),
      );
    }
    const feed = { ...TINY_FEED, caps: { ...TINY_FEED.caps, rows: 5 } };
    assert.is((await ingest({ ...placeIn(folder.settings()), feed, from }, worldAt(NOON))).result.towns, 2);
  });
});

test("ingest() asks for the whole feed again when the kept body is damaged or gone", async () => {
  const first = { body: body(), headers: { ETag: '"a"' } };
  const server = await faultServer({ "/feed": [first, { status: 304 }, first, first] });
  try {
    await withDataFolder(async (folder) => {
      const feed = { ...TINY_FEED, urls: [`${server.origin}/feed`] as [string] };
      const take = async () => (await ingest({ ...placeIn(folder.settings()), feed }, worldAt(NOON))).result;
      const { files } = await take();
      await writeFile(files?.raw ?? "", body([{ temp: "1" }]));
      assert.is((await take()).towns, 2);
      await rm(files?.raw ?? "");
      assert.is((await take()).towns, 2);
      assert.equal(
        server.requests.map(({ headers }) => headers["if-none-match"]),
        [undefined, '"a"', undefined, undefined],
      );
    });
  } finally {
    await server.close();
  }
});

test("ingest() reads standard input", async () => {
  await withDataFolder(async (folder) => {
    const world = worldAt(NOON, { stdin: Readable.from([body()]) });
    const { result } = await ingest({ ...placeIn(folder.settings()), feed: TINY_FEED, from: "-" }, world);
    assert.equal([result.source.from, result.towns], ["standard input", 2]);
  });
});

test("ingest() writes nothing at all in a dry run, and says what it would", async () => {
  await withDataFolder(async (folder) => {
    const from = await folder.put("feed.json.gz", body());
    const before = await folder.files();
    const options = { ...placeIn(folder.settings()), feed: TINY_FEED, from, dryRun: true };
    const { result } = await ingest(options, worldAt(NOON));
    assert.equal([result.towns, result.version, result.files], [2, "20261124_120000", null]);
    assert.equal(await folder.files(), before);
    assert.equal(await runsIn(folder), []);
  });
});

test("ingest() refuses a data folder of another feed, or of this one with other columns", async () => {
  await withDataFolder(async (folder) => {
    await take(folder);
    const before = await folder.files();
    const ingestAs = (feed: typeof TINY_FEED) => () =>
      ingest({ ...placeIn(folder.settings()), feed, from: `${folder.path}/feed.json.gz` }, worldAt(NOON));
    await failsWith(
      "config",
      /belongs to the feed "tiny", not to "smn-daily"\. Use another data folder\.$/,
      ingestAs(smnDaily),
    );
    const wider = {
      ...TINY_FEED,
      columns: [...TINY_FEED.columns, { name: "hr", type: "number", meaning: "" } as const],
    };
    await failsWith("config", /"tiny" has other columns than when the data folder/, ingestAs(wider));
    assert.equal(await folder.files(), before);
  });
});

test("ingest() quarantines bad rows where the contract says so, with their reasons, and publishes the others", async () => {
  await withDataFolder(async (folder) => {
    const feed: Feed = {
      ...TINY_FEED,
      contract: { ...QUARANTINE, type: { mode: "discard_row", at_most: 2 } },
    };
    const bad = { ides: "19", idmun: "1", hloc: "20261124T08", temp: "N/D" };
    const from = await folder.put("feed.json.gz", body([...ROWS, bad]));
    const { result } = await ingest({ ...placeIn(folder.settings()), feed, from }, worldAt(NOON));
    // The town's record is its last good one.
    assert.match(
      await folder.read("data_municipio_x_hora/20261124_120000.csv"),
      /\n19,1,.*T07:00:00,17\.0,19001\n/,
    );
    assert.equal([result.violations?.type, result.quarantine?.rows], [1, 1]);
    const kept = await folder.read("quarantine/20261124_120000.ndjson");
    assert.equal(JSON.parse(kept), {
      row: 6,
      reasons: ['"temp" is "N/D", not a number'],
      record: tinyRow(bad),
    });

    const manifest = JSON.parse(await folder.read("data_municipio_x_hora/20261124_120000.manifest.json"));
    assert.equal(manifest.quarantine, result.quarantine);
    assert.equal((await verify(placeIn(folder.settings()))).problems, []);
    await folder.put("quarantine/20261124_120000.ndjson", kept.replace("N/D", "1.0"));
    assert.match((await verify(placeIn(folder.settings()))).problems[0]?.path ?? "", /quarantine/);
    const [run] = await runsIn(folder);
    assert.is(run?.figures.quarantined_rows, 1);
  });
});

test("ingest() looks at each row of a regular feed where values out of range are not to be taken", async () => {
  await withDataFolder(async (folder) => {
    const rows = [...ROWS, { ides: "19", idmun: "1", hloc: "20261124T08", temp: "99" }];
    const from = await folder.put("feed.json.gz", body(rows));
    const contract: Contract = { ...STRICT, range: { mode: "discard_row", at_most: 1 } };
    const taken = async (feed: Feed) =>
      (await ingest({ ...placeIn(folder.settings()), feed, from }, worldAt(NOON))).snapshot;
    assert.equal((await taken(TINY_FEED)).getColumn("temp").toArray(), [99, 7]);
    assert.equal((await taken({ ...TINY_FEED, contract })).getColumn("temp").toArray(), [17, 7]);
  });
});

test("ingest() quarantines bad rows of any feed where the setting badRows says so, but not more than one in a hundred", async () => {
  await withDataFolder(async (folder) => {
    const many = Array.from({ length: 99 }, (_, i) => ({ idmun: String(i + 1), hloc: "20261124T05" }));
    const bad = { ides: "x", hloc: "20261124T05" };
    const result = await take(folder, [...many, bad], NOON, { badRows: "quarantine" });
    assert.equal([result.towns, result.quarantine?.rows], [99, 1]);
    await failsWith("contract", /1 of 99 rows violate the rule "type", which allows 0/, () =>
      take(folder, [...many.slice(1), bad], NOON, { badRows: "quarantine" }),
    );
  });
});

test("ingest() keeps a body that violates its contract, once, with the reason, and says where", async () => {
  await withDataFolder(async (folder) => {
    const bad = [...ROWS, { temp: "N/D" }];
    const name = /Its body is kept in "(.+)\.json\.gz"\.$/;
    await failsWith("contract", name, () => take(folder, bad));
    await failsWith("contract", name, () => take(folder, bad));
    const kept = Object.keys(await folder.files()).filter((file) => file.startsWith("quarantine/"));
    assert.is(kept.length, 2);
    assert.equal(gunzipSync(await folder.bytes(kept[0] ?? "")), Buffer.from(json(bad.map(tinyRow))));
    assert.match(JSON.parse(await folder.read(kept[1] ?? "")).reason, /"temp" is "N\/D", not a number/);
  });
});

test("ingest() keeps no more bodies in the quarantine once a day of them lies there, and says so", async () => {
  await withDataFolder(async (folder) => {
    const bad = (temp: string) => [...ROWS, { temp }];
    await failsWith("contract", /is kept in/, () => take(folder, bad("first")));
    for (let i = 1; i < 24; i++) await folder.put(`quarantine/${i}.reason.json`, "{}");
    const before = await folder.files();
    await failsWith(
      "contract",
      /"temp" is "other".* Its body is not kept, as ".*quarantine" holds 24 already/,
      () => take(folder, bad("other")),
    );
    // One that is there already is named as before.
    await failsWith("contract", /is kept in/, () => take(folder, bad("first")));
    const kept = (files: Record<string, string>) =>
      Object.keys(files).filter((name) => name.startsWith("quar"));
    assert.equal(kept(await folder.files()), kept(before));
  });
});

test("ingest() counts the towns that the feed had at the last run and has no more", async () => {
  await withDataFolder(async (folder) => {
    assert.is((await take(folder)).fewer_towns, null);
    assert.is((await take(folder, ROWS.slice(0, 3))).fewer_towns, 1);
    assert.is((await take(folder)).fewer_towns, null);
  });
});

test("ingest() counts the records that the feed had at the last run and has no more", async () => {
  await withDataFolder(async (folder) => {
    await take(folder);
    const { fewer_towns, fewer_records } = await take(folder, ROWS.slice(1));
    assert.equal([fewer_towns, fewer_records], [null, 1]);
  });
});

test("ingest() refuses a feed that violates a rule for the feed as a whole, and keeps its body", async () => {
  await withDataFolder(async (folder) => {
    const takeUnder = async (contract: Partial<Contract>, rows: Partial<TinyRow>[] = ROWS) => {
      const from = await folder.put("feed.json.gz", body(rows));
      const feed = { ...TINY_FEED, contract: { ...STRICT, ...contract } };
      return await ingest({ ...placeIn(folder.settings()), feed, from }, worldAt(NOON));
    };
    await takeUnder({ fewer_towns: { mode: "fail", at_most: 0 } });
    const before = await snapshots(folder);
    await failsWith(
      "contract",
      /^The feed "tiny" in ".*" violates the rule "fewer_towns", which allows 0: the previous feed had 2 towns, this one has 1\. Try again later, or allow more in the feed's contract\. Its body is kept in ".*quarantine/,
      () => takeUnder({ fewer_towns: { mode: "fail", at_most: 0.4 } }, ROWS.slice(0, 3)),
    );
    assert.equal(await snapshots(folder), before);
    await failsWith("contract", /"duplicates", which allows 0: .*: 1\. Try/, () =>
      takeUnder({ duplicates: { mode: "fail", at_most: 0 } }, [...ROWS, ROWS[0] ?? {}]),
    );
    await takeUnder({ fewer_towns: { mode: "fail", at_most: 1 } }, ROWS.slice(0, 3));
  });
});

test("ingest() sweeps what a run that was cut off left unfinished, and notes it in the run history", async () => {
  await withDataFolder(async (folder) => {
    await folder.put("data_municipio_x_hora/.tmp-1", "half of it");
    await take(folder);
    assert.not.ok(Object.keys(await folder.files()).some((name) => name.includes(".tmp-")));
    const [run] = await runsIn(folder);
    assert.is(run?.figures.leftovers_swept, 1);
  });
});

test("ingest() publishes nothing of a feed that lacks too many of its towns", async () => {
  await withDataFolder(async (folder) => {
    const half = ROWS.filter(({ ides }) => ides === "19");
    await failsWith(
      "contract",
      /has 1 of 2 towns \(50 %\), fewer than the 60 % required\. .* lower the setting "minTowns"/,
      () => take(folder, half, NOON, { minTowns: 60 }),
    );
    const made = Object.keys(await folder.files()).filter((name) => name.startsWith("data_municipio_x_hora"));
    assert.equal(made, []);
    assert.is((await take(folder, half, NOON, { minTowns: 50 })).towns, 1);
  });
});

test("ingest() leaves a line in the run history for a run that is done and for one that failed", async () => {
  await withDataFolder(async (folder) => {
    await take(folder);
    await failsWith("contract", /contains no rows/, () => take(folder, []));
    const [done, failed] = await runsIn(folder);
    assert.equal([done?.outcome, done?.exit_code, done?.figures.rows], ["done", 0, 5]);
    assert.equal(
      done?.steps.map(({ name }) => name),
      ["fetch", "publish"],
    );
    assert.equal([failed?.outcome, failed?.exit_code], ["failed", 65]);
    assert.match(failed?.error ?? "", /contains no rows/);
  });
});

test("ingest() stops wherever it is told to, with a line in the run history, and publishes nothing then", async () => {
  const server = await faultServer({ "/feed": Array(20).fill({ body: body() }) });
  try {
    await withDataFolder(async (begun) => {
      await take(begun);
      const before = await snapshots(begun);
      const feed = { ...TINY_FEED, urls: [`${server.origin}/feed`] as [string] };
      // Row by row there are more steps.
      const settings = { badRows: "quarantine" } as const;
      const points = await eachStop("terminated", (turn) =>
        inCopy(begun, async (folder) => {
          const options = { ...placeIn(folder.settings(settings)), feed, stop: turn.stop };
          const later = worldAt("2026-11-24T13:00:00Z");
          const isStopped = await stopsCleanly(folder, turn, () => ingest(options, later));
          assert.is((await snapshots(folder)).length, before.length + (isStopped ? 0 : 1));
        }),
      );
      assert.ok(points >= 2, `${points} points`);
    });
  } finally {
    await server.close();
  }
});

test("ingest() says in the first run of all that the folder is new, and not again", async () => {
  await withDataFolder(async (folder) => {
    const { warnings } = await take(folder);
    assert.match(
      warnings.join(),
      /^Nothing was ever published in ".*": .* check that the disk is mounted\.$/,
    );
    const [line] = await runsIn(folder);
    assert.equal(line?.figures.warnings, warnings);
    assert.equal((await take(folder, ROWS, "2026-11-24T13:00:00Z")).warnings, []);
  });
});

test("ingest() publishes a feed of an older model run, and says so in its manifest and as a warning", async () => {
  await withDataFolder(async (folder) => {
    await take(folder, ROWS, "2026-11-24T12:00:00Z");
    assert.is((await take(folder, ROWS, "2026-11-24T13:00:00Z")).older_than, null);
    const older = await take(folder, [{ hloc: "20261124T04" }], "2026-11-24T14:00:00Z");
    assert.is(older.older_than, "2026-11-24T05:00:00");
    assert.match(older.warnings.join(), /2026-11-24T04:00:00.*2026-11-24T05:00:00.*outdated forecast\.$/);
    const manifest = JSON.parse(await folder.read("data_municipio_x_hora/20261124_140000.manifest.json"));
    assert.is(manifest.older_than, "2026-11-24T05:00:00");
  });
});

test("ingest() refuses to run beside another run on the same data folder", async () => {
  await withDataFolder(async (folder) => {
    const from = await folder.put("feed.json.gz", body());
    const options = { ...placeIn(folder.settings()), feed: TINY_FEED, from };
    const results = await Promise.allSettled([
      ingest(options, worldAt(NOON)),
      ingest(options, worldAt(NOON)),
    ]);
    assert.equal(results.map(({ status }) => status).sort(), ["fulfilled", "rejected"]);
    const rejected = results.find((result) => result.status === "rejected");
    await failsWith("locked", /^The data folder ".*" is in use by "ingest" \(process \d+ on/, () =>
      Promise.reject(rejected?.reason),
    );
    assert.is((await snapshots(folder)).length, 1);
  });
});

test("ingest() asks the fallback where a URL answers with what is no feed", async () => {
  for (const bad of [
    '{"error":"Later"}',
    "[]",
    '[{"station":"A"}]',
    `[${JSON.stringify(tinyRow())},{"ides"`,
  ]) {
    const server = await faultServer({ "/bad": [{ body: bad }], "/good": [{ body: body() }] });
    try {
      await withDataFolder(async (folder) => {
        const urls = [`${server.origin}/bad`, `${server.origin}/good`] as const;
        const options = { ...placeIn(folder.settings({ attempts: 2 })), feed: { ...TINY_FEED, urls } };
        const { result } = await ingest(options, { ...worldAt(NOON), http: realEffects.http });
        assert.equal([result.towns, result.source.requests], [2, 2], bad);
        const none = { ...options, feed: { ...TINY_FEED, urls: [urls[0]] as const } };
        await failsWith("upstream", /\(2 requests\): ".*bad" contains (an|no|rows) .*/, () =>
          ingest(none, { ...worldAt(NOON), http: realEffects.http }),
        );
      });
    } finally {
      await server.close();
    }
  }
});

test("ingest() says what of a text is not UTF-8, and keeps all other names", async () => {
  await withDataFolder(async (folder) => {
    const rows = [
      tinyRow({ nmun: "Ciudad de México" }),
      tinyRow({ idmun: "1", nmun: "Río" }),
      tinyRow({ idmun: "2", nmun: "@" }),
    ];
    const text = Buffer.from(json(rows));
    text[text.indexOf("@")] = 0xc3;
    const from = await folder.put("feed.json", text);
    const { result, snapshot } = await ingest(
      { ...placeIn(folder.settings()), feed: TINY_FEED, from },
      worldAt(NOON),
    );
    assert.match(result.warnings.join(), /feed\.json" is UTF-8 but for 1 place, which became "\ufffd"\./);
    assert.equal(snapshot.getColumn("nmun").toArray(), ["Río", "\ufffd", "Ciudad de México"]);
  });
});

test("ingest() takes JSON lines, and leaves out values out of range where it is told to", async () => {
  await withDataFolder(async (folder) => {
    const lines = [tinyRow({ temp: "999" }), tinyRow({ idmun: "1", temp: "7" })];
    const from = await folder.put("feed.json", lines.map((row) => `${JSON.stringify(row)}\r\n`).join("\n"));
    const temps = async (outOfRange: "keep" | "null", at: string) => {
      const options = { ...placeIn(folder.settings({ outOfRange })), feed: TINY_FEED, from };
      const { result, snapshot } = await ingest(options, worldAt(at));
      return [snapshot.getColumn("temp").toArray(), result.values_out_of_range];
    };
    assert.equal(await temps("keep", "2026-11-24T12:00:00Z"), [[7, 999], 1]);
    const { result } = await merge({ ...placeIn(folder.settings()), feed: TINY_FEED }, worldAt(NOON));
    assert.match(
      result.warnings.join(),
      /1 value is out of range, and in the means\. .*"--out-of-range null"/,
    );
    assert.equal(await temps("null", "2026-11-24T13:00:00Z"), [[7, null], 0]);
  });
});

test("ingest() leaves out what a feed of one's own has beyond its columns, and tells of it once", async () => {
  await withDataFolder(async (folder) => {
    const rows = [{ ...tinyRow(), flags: ["a"], more: { deep: 1 } }, tinyRow({ idmun: "1" })];
    const from = await folder.put("feed.json", json({ results: rows, count: 2 }));
    const contract = { extra_column: { mode: "evolve", at_most: 1 } } as const;
    const options = {
      ...placeIn(folder.settings()),
      feed: { ...TINY_FEED, rows: "results", contract },
      from,
    };
    const first = await ingest(options, worldAt("2026-11-24T12:00:00Z"));
    assert.equal(first.snapshot.columns, ["ides", "idmun", "nmun", "hloc", "temp", "cvegeo"]);
    const told =
      /Row 1 of ".*feed\.json": it has "flags", "more", which the feed does not define\. It is left out/;
    assert.match(first.result.warnings.join("\n"), told);
    const { result } = await ingest(options, worldAt("2026-11-24T13:00:00Z"));
    assert.not.match(result.warnings.join("\n"), told);
    assert.is(result.violations?.extra_column, 1);
    const without = await folder.put("plain.json", json({ results: [tinyRow()] }));
    await ingest({ ...options, from: without }, worldAt("2026-11-24T14:00:00Z"));
    const again = await ingest(options, worldAt("2026-11-24T15:00:00Z"));
    assert.match(again.result.warnings.join("\n"), told, "it has it anew");
  });
});

test.run();
