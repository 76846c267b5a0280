import { existsSync } from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { processMark } from "../../../io/store/_process_mark.ts";
import { script } from "../../helpers/script.ts";

test("processMark() is the same for a process each time, another for another process, and none for one that is gone", async () => {
  // Other systems do not tell.
  if (!existsSync("/proc/self/stat")) return;
  const other = script("for await (const _ of process.stdin);");
  const pid = other.process.pid ?? 0;
  assert.match(processMark(pid) ?? "", /^[0-9a-f-]{36} \d+$/);
  assert.is(processMark(pid), processMark(pid));
  assert.is.not(processMark(pid), processMark(process.pid));
  other.process.stdin?.end();
  await other.done();
  assert.is(processMark(pid), undefined);
});

test.run();
