import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { type Answer, faultServer } from "../helpers/faults/fault_server.ts";
import { json, TINY_FEED, tinyRow } from "../helpers/feeds/tiny_feed.ts";
import { type DataFolder, MUNICIPALITIES, withDataFolder } from "../helpers/folders/data_folder.ts";
import { cli } from "../helpers/processes/cli.ts";

/** A wrong call, how it must end, and what its one line must say. */
type Case = { readonly args: readonly string[]; readonly code: number; readonly says: RegExp };

const GOOD = json([tinyRow(), tinyRow({ hloc: "20230824T13", temp: "20" })]);

/** Runs every case on a folder that already holds a good snapshot and merge, and checks that nothing in it changed. */
async function eachFails(cases: readonly Case[], folder: DataFolder): Promise<void> {
  // Evidence may be added, and the note of which files were found to be as they were published.
  const others = async () =>
    Object.entries(await folder.files()).filter(([name]) => !/^(quarantine|cache)\//.test(name));
  const before = await others();
  for (const each of cases) await fails(each, folder);
  assert.equal(await others(), before, "nothing was published, and no file but evidence was touched");
}

async function fails({ args, code, says }: Case, folder: DataFolder): Promise<void> {
  const what = `municlima ${args.join(" ")}`;
  const ended = await cli(args, { cwd: folder.path });
  assert.match(ended.stderr, says, `${what}: ${ended.stderr}`);
  assert.is(ended.code, code, `${what}: ${ended.stderr}`);
  assert.match(ended.stderr, /^municlima: [^\n]+\n$/, `${what}: one line`);
  assert.is(ended.stdout, "", what);
}

/** A folder that a good ingest and merge have filled, with the description of its feed beside it. */
async function filled(work: (folder: DataFolder, feed: (url: string) => Promise<string>) => Promise<void>) {
  await withDataFolder(async (folder) => {
    const { title, attribution, synthetic, headers, clock, columns, key, time, labels, means } = TINY_FEED;
    const spec = {
      name: "tiny",
      title,
      attribution,
      synthetic,
      headers,
      clock,
      columns,
      key,
      time,
      labels,
      means,
    };
    let made = 0;
    const feed = async (url: string) => {
      const path = join(folder.path, "logs", `feed_${made++}.json`);
      await mkdir(join(folder.path, "logs"), { recursive: true });
      await writeFile(path, JSON.stringify({ ...spec, urls: [url] }));
      return path;
    };
    const from = await folder.put("good.json", GOOD);
    const mine = await feed("http://127.0.0.1:9/feed");
    const first = await cli(["run", "--feed", mine, "--from", from, "--data-dir", "."], { cwd: folder.path });
    assert.is(first.code, 0, first.stderr);
    await work(folder, feed);
  });
}

test("a feed that cannot be fetched ends with 69 and one line that says why", async () => {
  const gz = gzipSync(GOOD);
  const answers: Record<string, [answer: Answer, says: RegExp]> = {
    "/403": [{ status: 403 }, /403.*User-Agent/],
    "/404": [{ status: 404 }, /404/],
    "/500": [{ status: 500 }, /500/],
    "/empty": [{ body: "" }, /nothing: it is empty/],
    "/html": [{ body: "<html><body>Error</body></html>" }, /an HTML page/],
    "/cut": [{ body: gz.subarray(0, -20) }, /a gzip file that is cut short/],
    "/broken": [{ body: gz, cutAfter: 40 }, /cut/],
    "/tail": [{ body: Buffer.concat([gz, Buffer.from("garbage")]) }, /followed by/],
    "/text": [{ body: "Service unavailable" }, /something that is not JSON/],
  };
  const scripts = Object.entries(answers).map(([path, [answer]]) => [path, [answer]] as const);
  const server = await faultServer(Object.fromEntries(scripts));
  try {
    await filled(async (folder, feed) => {
      const cases: Case[] = [];
      for (const [path, [, says]] of Object.entries(answers)) {
        const args = [
          "ingest",
          "--feed",
          await feed(`${server.origin}${path}`),
          "--attempts",
          "1",
          "--data-dir",
          ".",
        ];
        cases.push({ args, code: 69, says });
      }
      const nobody = [
        "ingest",
        "--feed",
        await feed("http://127.0.0.1:9/feed"),
        "--attempts",
        "1",
        "--data-dir",
        ".",
      ];
      cases.push({ args: nobody, code: 69, says: /connection refused/ });
      await eachFails(cases, folder);
    });
  } finally {
    await server.close();
  }
});

test("a file that is not this feed ends with 65, a missing one with 66, and one line that says why", async () => {
  await filled(async (folder, feed) => {
    const mine = await feed("http://127.0.0.1:9/feed");
    const { temp: _, ...short } = tinyRow();
    const bodies: Record<string, [body: Uint8Array | string, says: RegExp]> = {
      "empty.json": ["", /empty/],
      "page.json": ["<html></html>", /an HTML page/],
      "cut.json.gz": [gzipSync(GOOD).subarray(0, -20), /cut short/],
      "tail.json": [`${new TextDecoder().decode(GOOD)}x`, /is not JSON/],
      "object.json": ["{}", /contains an object, not an array of rows/],
      "no_rows.json": ["[]", /contains no rows/],
      "number.json": [json([tinyRow(), 7]), /Row 2 of "[^"]+": it is the number 7, not an object/],
      "nested.json": [
        json([{ ...tinyRow(), temp: {} }]),
        /Row 1 of "[^"]+": "temp" is an object, not a single value/,
      ],
      "missing.json": [json([tinyRow(), short]), /Row 2 of "[^"]+": it has no "temp"/],
      "key.json": [json([tinyRow({ ides: "x" })]), /Row 1 of "[^"]+": "ides" is "x", not a whole number/],
    };
    const cases: Case[] = [];
    for (const [name, [body, says]] of Object.entries(bodies)) {
      await folder.put(`logs/${name}`, body);
      cases.push({
        args: ["ingest", "--feed", mine, "--from", `logs/${name}`, "--data-dir", "."],
        code: 65,
        says,
      });
    }
    const nowhere = ["ingest", "--feed", mine, "--from", "nowhere.json", "--data-dir", "."];
    cases.push({ args: nowhere, code: 66, says: /Could not read "nowhere\.json"/ });
    await eachFails(cases, folder);
  });
});

test("an empty measure is published as null, not as zero", async () => {
  await filled(async (folder, feed) => {
    await folder.put("logs/empty.json", json([tinyRow({ temp: "" })]));
    const args = [
      "ingest",
      "--feed",
      await feed("http://127.0.0.1:9/x"),
      "--from",
      "logs/empty.json",
      "--data-dir",
      ".",
    ];
    const { code, stdout } = await cli([...args, "--json"], { cwd: folder.path });
    assert.is(code, 0);
    const { files, check } = JSON.parse(stdout);
    assert.match(
      await readFile(join(folder.path, files.snapshot), "utf8"),
      /\n20,54,Zahuatlán,2023-08-24T12:00:00,,20054\n$/,
    );
    assert.equal(check.empty, [{ column: "temp", rows: 1 }]);
  });
});

test("a merge without what it needs ends with 66 or 65 and one line that says why", async () => {
  await filled(async (folder) => {
    const merging = ["merge", "--data-dir", "."];
    for (const [csv, code, says] of [
      ["a,b\n1,2", 65, /Cannot use the municipality table "[^"]+": its header "a,b" has no "Cve_Ent"/],
      ["Cve_Ent,Cve_Mun\n20,54\n20,54", 65, /line 3 repeats the municipality 20-54/],
    ] as const) {
      await folder.put(MUNICIPALITIES, csv);
      await eachFails([{ args: merging, code, says }], folder);
    }
    await folder.put(MUNICIPALITIES, "Cve_Ent,Cve_Mun\n1,1");
    const lonely =
      /^municlima: Only 0 of \d+ places \(0 %\) have a municipality in "[^"]+", fewer than the 90 % required\./;
    await eachFails([{ args: merging, code: 65, says: lonely }], folder);
    const empty = ["merge", "--data-dir", "logs/empty"];
    await eachFails(
      [{ args: empty, code: 66, says: /Found no snapshot in "logs\/empty\/data_munici/ }],
      folder,
    );
  });
});

test("a wrong call ends with 64, a wrong setting or folder with 78 or 73, and one line that says why", async () => {
  await filled(async (folder) => {
    await eachFails(
      [
        {
          args: ["ingest", "--fed", "x"],
          code: 64,
          says: /Unknown option "--fed"\. Did you mean "--feed"\?/,
        },
        { args: ["ingst"], code: 64, says: /Unknown command "ingst"\. Did you mean "ingest"\?/ },
        { args: ["merge", "--window", "0"], code: 64, says: /"0"/ },
        {
          args: ["ingest", "--feed", "smn-horly"],
          code: 64,
          says: /Unknown feed "smn-horly"\. Did you mean "smn-hourly"\?/,
        },
        {
          args: ["ingest", "--data-dir", "."],
          code: 78,
          says: /belongs to the feed "tiny", not to "smn-hourly"/,
        },
        {
          args: ["ingest", "--data-dir", "good.json/data"],
          code: 73,
          says: /Cannot write "good\.json\/data\/\.lock"/,
        },
      ],
      folder,
    );
    const misset = await cli(["status"], { cwd: folder.path, env: { MUNICLIMA_WINDOW: "two" } });
    assert.equal([misset.code, misset.stdout], [78, ""]);
    assert.match(misset.stderr, /MUNICLIMA_WINDOW.*"two"/);
  });
});

test.run();
