import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { sample } from "../../../configs/feeds/sample.ts";
import { Failure } from "../../../errors/mod.ts";
import { readFeedSpec } from "../../../io/settings/read_feed_spec.ts";

const test = suite<{ path: string; folder: string }>("readFeedSpec");

test.before.each(async (context) => {
  context.folder = await mkdtemp(join(tmpdir(), "municlima-"));
  context.path = join(context.folder, "mine.json");
});

test.after.each(({ folder }) => rm(folder, { recursive: true }));

async function failureOf(nameOrPath: string): Promise<{ kind: string; message: string }> {
  try {
    await readFeedSpec(nameOrPath);
  } catch (error) {
    if (error instanceof Failure) return { kind: error.kind, message: error.message };
    throw error;
  }
  throw new Error("Nothing failed.");
}

test("readFeedSpec() finds a built-in feed by its name", async () => {
  assert.is(await readFeedSpec("sample"), sample);
  assert.is((await readFeedSpec("smn-daily")).time, "dloc");
});

test("readFeedSpec() reads a feed from a JSON file", async ({ path }) => {
  const mine = { ...sample, name: "mine" };
  await writeFile(path, `\uFEFF${JSON.stringify(mine)}`);
  const contract = { extra_column: { mode: "evolve", at_most: 1 } };
  assert.equal(await readFeedSpec(path), { ...mine, contract });
});

test("readFeedSpec() lists the known feeds where a name is unknown", async () => {
  const use = "Use smn-hourly, smn-daily, sample, or the path of a .json file that describes a feed.";
  assert.equal(await failureOf("smn-horly"), {
    kind: "usage",
    message: `Unknown feed "smn-horly". Did you mean "smn-hourly"? ${use}`,
  });
  for (const name of ["noaa", "constructor", "feeds/mine.yaml"]) {
    assert.equal(await failureOf(name), { kind: "usage", message: `Unknown feed "${name}". ${use}` });
  }
});

test("readFeedSpec() says that a file is missing", async ({ path }) => {
  assert.equal(await failureOf(path), {
    kind: "no-input",
    message:
      `Found no file "${path}". ` +
      "Use smn-hourly, smn-daily, sample, or the path of a .json file that describes a feed.",
  });
});

test("readFeedSpec() says which part of which file is wrong", async ({ path }) => {
  await writeFile(path, JSON.stringify({ ...sample, name: "mine", time: "nhor" }));
  const { kind, message } = await failureOf(path);
  assert.is(kind, "config");
  assert.match(message, `The feed in "${path}" is wrong: "columns.6.type" makes "hloc" a datetime`);
  assert.match(message, '"time" names "nhor", which is not a datetime column. Correct the file.');
});

test("readFeedSpec() says where a file's JSON breaks", async ({ path }) => {
  await writeFile(path, '{"name": "mine",}');
  const { kind, message } = await failureOf(path);
  assert.is(kind, "config");
  assert.match(message, `The file "${path}" is not valid JSON at line 1, column 17: `);
});

test("readFeedSpec() keeps a built-in's name for the built-in", async ({ path }) => {
  await writeFile(path, JSON.stringify(sample));
  assert.equal(await failureOf(path), {
    kind: "config",
    message: `The feed in "${path}" takes the name "sample" of a built-in one. Give it another name.`,
  });
});

test.run();
