import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { TINY_FEED } from "../helpers/feeds/tiny_feed.ts";
import { withDataFolder } from "../helpers/folders/data_folder.ts";
import { publishMany } from "../helpers/folders/publish_csv.ts";
import { snapshotAt } from "../helpers/folders/snapshot_at.ts";
import { withTemporaryFolder } from "../helpers/folders/temporary_folder.ts";
import { cli, startCli } from "../helpers/processes/cli.ts";
import { keepFigures } from "./_figures.ts";

const { expected: _, caps: __, ...TINY } = TINY_FEED;
const MANY = 400;
const ROUNDS = 24;
const SQL = "select count(*) as towns, count(distinct version) as versions from snapshots";
const ENDLESS = "select count(*) from range(1000000000) a, range(1000000000) b";

/** What removes files, and how few snapshots may be left: `prune` also keeps those that the next merge would take. */
const REMOVALS: readonly (readonly [args: readonly string[], fewest: number])[] = [
  [["prune", "--keep", "2"], 3],
  [["compact", "--feed", "tiny.json", "--all", "--remove-csv"], MANY + 1],
];

test("a query beside a prune or compact answers from what was there when it began, or asks to be asked again", async () => {
  const counts = { answered: 0, "to be asked again": 0 };
  let late = 0;
  await withDataFolder(async (whole) => {
    await snapshotAt(whole, "2026-10-31T00:00:00Z", {});
    await publishMany(whole, "20261101", MANY);
    for (let round = 0; round < ROUNDS; round++) {
      const [args, fewest] = REMOVALS[round % REMOVALS.length] as (typeof REMOVALS)[number];
      await withTemporaryFolder(async (path) => {
        const data = join(path, "data");
        await cp(whole.path, data, { recursive: true });
        await writeFile(join(path, "tiny.json"), JSON.stringify(TINY));
        const removal = startCli([...args, "--data-dir", data], { cwd: path });
        // The moment of the query moves through the removal.
        await delay(10 * round);
        const { code, stdout, stderr } = await cli(["query", SQL, "--data-dir", data, "--json"]);
        const removed = await removal.end;
        assert.is(removed.code, 0, removed.stderr);
        if (code === 75) {
          assert.match(stderr, /^municlima: Another run removed files of .* Ask again\.\n$/);
          counts["to be asked again"]++;
          return;
        }
        assert.is(code, 0, stderr);
        const [{ towns, versions }] = JSON.parse(stdout).answer;
        // Each snapshot has one town: half of one would be seen.
        const isWhole = towns === versions && towns >= fewest && towns <= MANY + 1;
        assert.ok(isWhole, `${towns} towns of ${versions} versions`);
        if (towns < MANY) late++;
        counts.answered++;
      });
    }
  });
  await keepFigures("ask", [
    {
      tried: "a query beside `prune` and beside `compact --remove-csv`, each at another moment",
      times: ROUNDS,
      held: "the answer is that of before or after, or one line says to ask again",
      counts: { ...counts, "answered from after": late },
    },
  ]);
});

test("a query that would take for ever ends when it is told to", async () => {
  for (const [signal, code] of [
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const) {
    await withDataFolder(async (folder) => {
      await snapshotAt(folder, "2026-10-31T00:00:00Z", {});
      const asked = startCli(["query", ENDLESS, "--data-dir", folder.path]);
      await untilItAsks(asked.process.pid as number);
      asked.process.kill(signal);
      const end = await asked.end;
      assert.equal([end.code, end.signal], [code, null], end.stderr);
    });
  }
});

/** Until a process has DuckDB's library loaded and was given a moment more: how long that takes is the machine's. */
async function untilItAsks(pid: number): Promise<void> {
  while (!(await readFile(`/proc/${pid}/maps`, "utf8")).includes("libduckdb")) await delay(20);
  await delay(1500);
}

test.run();
