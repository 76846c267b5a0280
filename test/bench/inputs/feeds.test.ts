import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { grownFeed, hourlyFeed, indentedFeed } from "../../../bench/inputs/feeds.ts";

type Record = { readonly ides: string; readonly idmun: string; readonly hloc: string };

test("the bench's feeds hold the same rows, and the grown one further towns under keys of their own", async () => {
  const where = { work: await mkdtemp(join(tmpdir(), "municlima-bench-")), quick: true };
  const text = async (path: string) => gunzipSync(await readFile(path)).toString();
  try {
    const hourly: Record[] = JSON.parse(await text(await hourlyFeed(where)));
    const indented = await text(await indentedFeed(where));
    assert.match(indented, /^\[\n {4}\{\n {8}"desciel": ".*\\u00/s);
    assert.not.match(indented, /[\u0080-\uffff]/);
    assert.equal(JSON.parse(indented), hourly);

    const grown: Record[] = JSON.parse(await text(await grownFeed(where, 4)));
    const towns = (records: readonly Record[]) =>
      new Set(records.map(({ ides, idmun }) => `${ides}-${idmun}`));
    assert.equal(grown.slice(0, hourly.length), hourly);
    assert.is(grown.length, 4 * hourly.length);
    assert.is(towns(grown).size, 4 * towns(hourly).size);
  } finally {
    await rm(where.work, { recursive: true });
  }
});

test.run();
