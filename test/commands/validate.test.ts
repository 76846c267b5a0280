import { test } from "uvu";
import * as assert from "uvu/assert";
import { json } from "../helpers/feeds/tiny_feed.ts";
import { withDataFolder } from "../helpers/folders/data_folder.ts";
import { cli } from "../helpers/processes/cli.ts";

test("municlima validate ends with 65 for a file that breaks the contract, and prints one document with --json", async () => {
  await withDataFolder(async (folder) => {
    const file = await folder.put("feed.json", json([{ ides: "1" }]));
    const { code, stdout, stderr } = await cli(["validate", file, "--data-dir", folder.path]);
    assert.equal([code, stdout.split("\n")[0]], [65, `${file} breaks the contract of smn-hourly`]);
    assert.match(stdout, /readable\s+fails/);
    assert.match(stderr, /violates the rule "readable" of "smn-hourly"/);
    const inJson = await cli(["validate", file, "--json", "--data-dir", folder.path]);
    assert.equal([inJson.code, JSON.parse(inJson.stdout).valid], [65, false]);
  });
});

test("municlima validate asks for the file, and ends with 66 where it is not there", async () => {
  const none = await cli(["validate"]);
  assert.equal(none.code, 64);
  assert.match(none.stderr, /missing required argument/i);
  assert.is((await cli(["validate", "/nowhere/feed.json"])).code, 66);
});

test.run();
