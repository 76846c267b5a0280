import { mkdir, readdir, readFile, utimes, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { realFileSystem, sweepLeftovers } from "../../../io/store/mod.ts";
import { withTemporaryFolder } from "../../helpers/temporary_folder.ts";

const NOW = new Date();
const CUT_OFF = "data_merged/20261124_130000";

/** Makes files, each holding its own name. */
async function put(data: string, ...names: readonly string[]): Promise<void> {
  for (const name of names) {
    await mkdir(dirname(join(data, name)), { recursive: true });
    await writeFile(join(data, name), name);
  }
}
/** Every file there is, sorted. */
async function left(data: string): Promise<string[]> {
  return (await readdir(data, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(data.length + 1))
    .sort();
}

test("sweepLeftovers() removes unfinished files of every dataset, and nothing else", async () => {
  await withTemporaryFolder(async (data) => {
    const leftovers = ["data_municipio_x_hora/.tmp-1", "data_municipio_x_hora/month=2026-10/.tmp-2"];
    leftovers.push("data_temp_prec_mean/.tmp-3", "data_merged/.tmp-4", "raw/.tmp-5", "quarantine/.tmp-5");
    // Another run may be about to ask for the lock, and what a user puts somewhere is the user's.
    const others = [
      ".tmp-6",
      "data_municipio/.tmp-7",
      "data_merged/current.csv",
      "raw/tmp-8",
      "notes/.tmp-9",
    ];
    await put(data, ...leftovers, ...others);
    assert.is(await sweepLeftovers(data, NOW), leftovers.length);
    assert.equal(await left(data), others.sort());
    assert.is(await sweepLeftovers(data, NOW), 0);
  });
});

test("sweepLeftovers() takes back what was published without its manifest, and no file that a user put there", async () => {
  await withTemporaryFolder(async (data) => {
    const part = "data_municipio_x_hora/month=2026-10/20261101_010000";
    const cutOff = [`${CUT_OFF}.csv`, "data_merged/.tmp-20261124_130000-1"];
    cutOff.push(`${part}.parquet`, "data_municipio_x_hora/month=2026-10/.tmp-20261101_010000-1");
    const whole = ["data_merged/20261124_120000.csv", "data_merged/20261124_120000.manifest.json"];
    const users = ["data_merged/20261124_110000.csv", "data_temp_prec_mean/20261124_130000.csv"];
    await put(data, ...cutOff, ...whole, ...users, "data_merged/.tmp-20261124_120000-1");
    await sweepLeftovers(data, NOW);
    assert.equal(await left(data), [...whole, ...users].sort());
  });
});

test("sweepLeftovers() keeps the draft for as long as the file that it tells of cannot be removed", async () => {
  await withTemporaryFolder(async (data) => {
    const cutOff = ["data_merged/.tmp-20261124_130000-1", `${CUT_OFF}.csv`];
    await put(data, ...cutOff);
    const rm = async (path: unknown) => {
      throw Object.assign(new Error(`EIO: ${path}`), { code: "EIO" });
    };
    assert.is(await sweepLeftovers(data, NOW, { ...realFileSystem, rm }), 0);
    assert.equal(await left(data), cutOff);
  });
});

test("sweepLeftovers() gives the newest merged table its place where the merge was cut off before that", async () => {
  await withTemporaryFolder(async (data) => {
    const next = "data_merged/.tmp-current-20261124_130000-1";
    const current = () => readFile(join(data, "data_merged/current.csv"), "utf8");
    await put(data, "data_merged/current.csv", next);
    await sweepLeftovers(data, NOW);
    assert.is(await current(), "data_merged/current.csv", "the version itself is not published");
    await put(data, `${CUT_OFF}.csv`, `${CUT_OFF}.manifest.json`, next);
    await sweepLeftovers(data, NOW);
    assert.is(await current(), next);
    assert.is((await left(data)).length, 3);
    await put(data, "data_merged/.tmp-current-20261124_120000-1");
    await sweepLeftovers(data, NOW);
    assert.is(await current(), next, "there is a newer one");
    assert.is((await left(data)).length, 3);
  });
});

test("sweepLeftovers() removes the file of a run that asked for the lock long ago, not of one that may be asking", async () => {
  await withTemporaryFolder(async (data) => {
    await put(data, ".tmp-asking", ".tmp-asked", ".lock");
    const before = NOW.getTime() / 1000 - 601;
    for (const name of [".tmp-asked", ".lock"]) await utimes(join(data, name), before, before);
    assert.is(await sweepLeftovers(data, NOW), 1);
    assert.equal(await left(data), [".lock", ".tmp-asking"]);
  });
});

test("sweepLeftovers() finds nothing in a folder that is not there", async () => {
  assert.is(await sweepLeftovers("/nowhere/at/all", NOW), 0);
});

test.run();
