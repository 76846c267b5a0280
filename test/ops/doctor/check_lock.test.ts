import { test } from "uvu";
import * as assert from "uvu/assert";
import { checkLock } from "../../../ops/doctor/check_lock.ts";
import { LOCK } from "../../../store/layout.ts";
import { memoryStore } from "../../../store/objects/memory/memory_store.ts";

const NOW = new Date("2026-03-02T12:00:00Z");

test("checkLock says when the lock of a run on another machine will expire, and takes nothing", async () => {
  const objects = memoryStore();
  assert.equal((await checkLock({ objects }, NOW)).verdict, "ok");
  const times = { started_at: NOW.toISOString(), heartbeat: NOW.toISOString() };
  const holder = { schema_version: 1, token: "t", pid: 7, host: "elsewhere", command: "run", ...times };
  await objects.putNew(LOCK, new TextEncoder().encode(JSON.stringify(holder)));
  const { verdict, says, advice } = await checkLock({ objects }, NOW);
  assert.is(verdict, "warning");
  assert.match(says, /^the data folder .* is in use by "run" \(process 7 on "elsewhere"\)/);
  // The store's clock goes on between the two.
  assert.match(
    advice ?? "",
    /Run again when it has finished; if it was cut off, its lock .* expires in (9|10) min/,
  );
  assert.ok(await objects.head(LOCK));
});

test.run();
