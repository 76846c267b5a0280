import { test } from "uvu";
import * as assert from "uvu/assert";
import { memoryStore } from "../../../../store/objects/memory/memory_store.ts";
import { bytes, conforms } from "../conformance.ts";

conforms("memoryStore", (work) => work(memoryStore({ pageSize: 3 })), 3);

test("memoryStore() goes by the clock that it is given", async () => {
  let now = new Date("2026-11-24T14:00:00Z");
  const objects = memoryStore({ clock: () => now });
  await objects.putNew("a", bytes("1"));
  now = new Date("2026-11-24T15:00:00Z");
  assert.equal((await objects.head("a"))?.modified, new Date("2026-11-24T14:00:00Z"));
  assert.equal(await objects.time(), now);
  assert.is(objects.where("a"), "memory:a");
});

test.run();
