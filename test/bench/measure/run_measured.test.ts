import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { runMeasured } from "../../../bench/measure/run_measured.ts";

const node = (script: string) => runMeasured([process.execPath, "-e", script], tmpdir());
const failure = (script: string) =>
  node(script).then(
    () => "no failure",
    (error: Error) => error.message,
  );
const testWithPython = spawnSync("python3", ["--version"]).status === 0 ? test : test.skip;

testWithPython("runMeasured() counts the memory of the command, not of what measures it", async () => {
  const script = "globalThis.kept = Buffer.alloc(300e6, 1)";
  const { wall, cpu, peakMb, startedAt } = await node(script);
  assert.ok(peakMb > 300 && peakMb < 500, `${peakMb} MB`);
  assert.ok(wall > 0 && cpu > 0 && Math.abs(Date.now() / 1000 - startedAt) < 60);
});

testWithPython("runMeasured() tells what a command that fails said", async () => {
  assert.is(await failure("throw new TypeError('no such thing')"), "TypeError: no such thing");
  assert.is(await failure("process.exit(3)"), "It ended with code 3.");
});

testWithPython("runMeasured() keeps this program's settings away from the command", async () => {
  process.env.MUNICLIMA_WINDOW = "9";
  try {
    await node("if (process.env.MUNICLIMA_WINDOW) throw new Error('it is set')");
  } finally {
    delete process.env.MUNICLIMA_WINDOW;
  }
});

test.run();
