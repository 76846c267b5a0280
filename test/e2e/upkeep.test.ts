import { existsSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { json, TINY_FEED, tinyRow } from "../helpers/feeds/tiny_feed.ts";
import { type DataFolder, withDataFolder } from "../helpers/folders/data_folder.ts";
import { snapshotAt } from "../helpers/folders/snapshot_at.ts";
import { type CliEnd, cli } from "../helpers/processes/cli.ts";

const [FIRST, SECOND, THIRD] = ["20261101_070000", "20261101_080000", "20261101_090000"] as const;
const FUTURE = "20991231_235959";
const SNAPSHOTS = "data_municipio_x_hora";
const csvOf = (version: string) => `${SNAPSHOTS}/${version}.csv`;
/** Before each start: a disk whose link() answers as SMB, NFS and vFAT do. */
const NO_HARD_LINKS = `
  import fs from "node:fs";
  import { syncBuiltinESMExports } from "node:module";
  const refuse = async () => { throw Object.assign(new Error("ENOTSUP"), { code: "ENOTSUP" }); };
  fs.promises.link = refuse;
  syncBuiltinESMExports();`;

type Here = {
  readonly folder: DataFolder;
  /** Calls the program on the folder. */
  readonly call: (...args: string[]) => Promise<CliEnd>;
};

/** A data folder with a snapshot of each of some moments. */
async function withSnapshots(versions: readonly string[], work: (here: Here) => Promise<void>) {
  await withDataFolder(async (folder) => {
    for (const version of versions) await snapshotAt(folder, momentOf(version), {}, { hloc: "20230824T13" });
    const call = (...args: string[]) => cli([...args, "--data-dir", "."], { cwd: folder.path });
    await work({ folder, call });
  });
}

function momentOf(version: string): string {
  return version.replace(/^(....)(..)(..)_(..)(..)(..)$/, "$1-$2-$3T$4:$5:$6Z");
}

/** What a call printed that must end with a code. */
async function ends(code: number, end: Promise<CliEnd>): Promise<CliEnd> {
  const ended = await end;
  assert.is(ended.code, code, `${ended.stdout}${ended.stderr}`);
  return ended;
}

test("municlima says at the first run in a folder that its history begins there, and at no other run", async () => {
  await withDataFolder(async (folder) => {
    const { expected: _, caps: __, ...described } = TINY_FEED;
    await folder.put("tiny.json", JSON.stringify(described));
    await folder.put("body.json", json([tinyRow()]));
    const run = () =>
      ends(
        0,
        cli(["run", "--feed", "tiny.json", "--from", "body.json", "--data-dir", "."], { cwd: folder.path }),
      );
    assert.is(
      (await run()).stderr,
      'Warning: Nothing was ever published in ".": this run begins its history. If there should be data, check that the disk is mounted.\n',
    );
    assert.is((await run()).stderr, "");
  });
});

test("municlima verify names a published file that is missing and says what to do, status and merge warn of it", async () => {
  await withSnapshots([FIRST, SECOND, THIRD], async ({ folder, call }) => {
    await ends(0, call("merge"));
    await rm(join(folder.path, csvOf(FIRST)));
    const { stderr } = await ends(65, call("verify"));
    const advice =
      'Restore it from a backup, or accept the loss with "municlima prune --missing --data-dir .".';
    assert.is(stderr, `municlima: "./${csvOf(FIRST)}" is missing. ${advice}\n`.replace("./", ""));

    const warning = `Warning: 1 published file is missing: "${csvOf(FIRST)}". "municlima verify --data-dir ." names each and says what to do.\n`;
    assert.is((await ends(0, call("status"))).stderr, warning);
    assert.is((await ends(0, call("merge"))).stderr, warning, "it takes the two others");
  });
});

test("municlima merge refuses when a file that it needs is missing or was changed, and names it", async () => {
  await withSnapshots([FIRST, SECOND], async ({ folder, call }) => {
    const csv = await folder.read(csvOf(SECOND));
    await folder.put(csvOf(SECOND), csv.replace("Z", "S"));
    const changed = `"${csvOf(SECOND)}" was changed since it was published`;
    assert.ok((await ends(65, call("merge"))).stderr.startsWith(`municlima: ${changed}: `));
    assert.ok((await ends(65, call("verify"))).stderr.startsWith(`municlima: ${changed}. Restore it`));
    await rm(join(folder.path, csvOf(SECOND)));
    const missing = `municlima: "${csvOf(SECOND)}" is missing, although it was published and never removed.`;
    assert.ok((await ends(65, call("merge"))).stderr.startsWith(missing));
    assert.not.ok(existsSync(join(folder.path, "data_merged/current.csv")));
  });
});

test("municlima prune --missing accepts the loss of published files, and nothing else", async () => {
  await withSnapshots([FIRST, SECOND], async ({ folder, call }) => {
    await rm(join(folder.path, csvOf(SECOND)));
    const dry = await ends(0, call("prune", "--missing", "--dry-run"));
    assert.match(dry.stdout, new RegExp(`${SNAPSHOTS} +1 version up to ${SECOND}, .*; 1 stays\n`));
    await ends(65, call("verify"));

    await ends(0, call("prune", "--missing"));
    await ends(0, call("verify"));
    assert.is((await ends(0, call("status"))).stderr, "");
    const { snapshots } = JSON.parse((await ends(0, call("merge", "--json"))).stdout);
    assert.equal(
      snapshots.map(({ version }: { version: string }) => version),
      [FIRST],
    );
    const again = await ends(0, call("prune", "--missing"));
    assert.match(again.stdout, /^Found nothing to prune in "\."\n/);
  });
});

test("municlima leaves out a version of the future and says so in every command, until prune --future removes it", async () => {
  await withSnapshots([FIRST, FUTURE], async ({ folder, call }) => {
    const warning = new RegExp(
      `^Warning: Ignored versions dated in the future: snapshots "${FUTURE}"\\. .*"municlima prune --future --data-dir \\."\\.\n`,
    );
    for (const args of [
      ["status"],
      ["verify"],
      ["merge"],
      ["query", "select * from snapshots"],
      ["export", "snapshots", "--output", "snapshots.csv"],
      ["summarize", "snapshots"],
      ["prune", "--keep", "1"],
    ])
      assert.match((await ends(0, call(...args))).stderr, warning, args[0]);
    const csv = await readFile(join(folder.path, "snapshots.csv"), "utf8");
    assert.is(csv, await folder.read(csvOf(FIRST)));

    const dry = await ends(0, call("prune", "--future", "--dry-run"));
    assert.match(dry.stdout, new RegExp(`${SNAPSHOTS} +1 version up to ${FUTURE}, .*; 1 stays\n`));
    assert.ok(existsSync(join(folder.path, csvOf(FUTURE))));
    await ends(0, call("prune", "--future"));
    assert.not.ok(existsSync(join(folder.path, csvOf(FUTURE))));
    assert.ok(existsSync(join(folder.path, csvOf(FIRST))));
    for (const verb of ["verify", "status", "merge"]) assert.is((await ends(0, call(verb))).stderr, "", verb);
  });
});

test("municlima merge of nothing but snapshots of the future says so, and what to do", async () => {
  await withSnapshots([FUTURE], async ({ call }) => {
    const { stderr } = await ends(66, call("merge"));
    assert.match(
      stderr,
      new RegExp(`^municlima: Every snapshot in .* is dated in the future, .*"${FUTURE}"\\. Check`),
    );
  });
});

test("municlima prune says in its help what --future and --missing do", async () => {
  const { stdout } = await ends(0, cli(["prune", "--help"]));
  const help = stdout.replace(/\s+/g, " ");
  assert.ok(help.includes("--future Remove versions dated in the future, which a wrong clock leaves behind"));
  assert.ok(help.includes("--missing Only accept the loss of published files that are missing"));
});

test("municlima status says what the disk cannot do, on which everything works all the same", async () => {
  await withSnapshots([FIRST], async ({ folder, call }) => {
    const usual = await ends(0, call("status"));
    assert.not.match(usual.stdout, /hard links/);
    const env = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(NO_HARD_LINKS)}` };
    const on = (...args: string[]) => cli([...args, "--data-dir", "."], { cwd: folder.path, env });
    await ends(0, on("merge"));
    const { stdout } = await ends(0, on("status"));
    assert.match(
      stdout,
      /\n {2}note +this disk has no hard links, so guard files protect new files\s+instead\n/,
    );
    const { limits } = JSON.parse((await ends(0, on("status", "--json"))).stdout);
    assert.equal(limits, ["this disk has no hard links, so guard files protect new files instead"]);
    await ends(0, call("verify"));
  });
});

test.run();
