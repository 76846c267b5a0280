import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { runHook } from "../../../ops/hooks/run_hook.ts";
import { withTemporaryFolder } from "../../helpers/folders/temporary_folder.ts";

test("runHook() gives a command its input, and what it says of both outputs", async () => {
  const { said, problem } = await runHook('cat; echo "odd" >&2', '{"event":"change"}\n');
  assert.is(problem, undefined);
  assert.equal(said.trim().split("\n").sort(), ["odd", '{"event":"change"}']);
});

test("runHook() says how a command failed: its exit code, its signal, and one that is not there", async () => {
  assert.is((await runHook("exit 3", "")).problem, "ended with exit code 3");
  assert.is((await runHook("kill -9 $$", "")).problem, "was ended by SIGKILL");
  assert.is((await runHook("/nowhere/at-all", "")).problem, "ended with exit code 127");
});

test("runHook() does not mind a command that reads nothing of a long input", async () => {
  assert.equal(await runHook("true", "x".repeat(10_000_000)), { said: "" });
});

test("runHook() ends a command that hangs, and what it has started", async () => {
  await withTemporaryFolder(async (cwd) => {
    const file = join(cwd, "count");
    await writeFile(file, "");
    const loop = `(while true; do echo x >> ${file}; sleep 0.05; done) & echo begun; wait`;
    const { said, problem } = await runHook(loop, "", 500);
    assert.equal([said, problem], ["begun\n", "had not ended after 0.5 s, and was ended"]);
    const before = (await readFile(file, "utf8")).length;
    assert.ok(before > 0);
    await delay(300);
    assert.is((await readFile(file, "utf8")).length, before);
  });
});

test("runHook() does not wait for what a command leaves behind", async () => {
  const { problem } = await runHook("sleep 5 & echo $!", "", 30_000);
  assert.is(problem, undefined);
});

test.run();
