import pl from "nodejs-polars";
import { test } from "uvu";
import * as assert from "uvu/assert";
import type { IngestResult } from "../../pipelines/ingest/ingest_result.ts";
import { ingestText } from "../../terminal/ingest_text.ts";
import { TINY_FEED } from "../helpers/feeds/tiny_feed.ts";
import { markedScreen, plainScreen } from "../helpers/processes/plain_screen.ts";
import { ingestResult } from "../helpers/results.ts";

const SNAPSHOT = pl.DataFrame({
  ides: [20, 20],
  idmun: [54, 55],
  nmun: ["Zahuatlán", "Zautla"],
  hloc: [new Date("2026-08-26T02:00:00Z"), new Date("2026-08-26T02:00:00Z")],
  temp: [8.87, null],
});

function text(more: Partial<IngestResult> = {}): string {
  return ingestText(ingestResult(more), SNAPSHOT, TINY_FEED, "merge", plainScreen());
}

test("ingestText() tells what was fetched, held and kept, shows the towns, and says what to run next", () => {
  assert.is(
    text(),
    `Ingested 2 towns in 520 ms

  feed     tiny: Tiny feed
  fetched  1.2 kB from http://127.0.0.1:9/feed
  holds    2 towns × 2 records, 2026-08-26 01:00 to 2026-08-26 02:00
  kept     the last record of each of 2 towns

  ides  idmun  nmun       hloc              temp
    20     54  Zahuatlán  2026-08-26 02:00  8.87
    20     55  Zautla     2026-08-26 02:00     –

  snapshot  data/data_municipio_x_hora/20260826_080000.csv
  manifest  data/data_municipio_x_hora/20260826_080000.manifest.json
  body      data/raw/ab.json.gz
  next      municlima merge
`,
  );
});

test("ingestText() says of a dry run that nothing was written, and names no file", () => {
  const dry = text({ files: null, dry_run: true });
  assert.match(dry, /^Checked 2 towns in 520 ms\n/);
  assert.match(dry, /\n {2}dry run {2}nothing was written; the snapshot would be version 20260826_080000\n$/);
  assert.not.match(dry, /data\/|next/);
});

test("ingestText() says how many requests it took, and when the server had no newer feed", () => {
  const { source } = ingestResult();
  assert.match(
    text({ source: { ...source, requests: 3 } }),
    / 1\.2 kB from http:\/\/127\.0\.0\.1:9\/feed in 3 requests\n/,
  );
  assert.match(
    text({ source: { ...source, status: 304 } }),
    /fetched {2}no newer feed than the 1\.2 kB kept here, from http:\/\/127\.0\.0\.1:9\/feed\n/,
  );
});

test("ingestText() tells which record was kept, and between which numbers the towns' records are", () => {
  const { check } = ingestResult();
  const uneven = text({
    record: "now",
    towns: 1,
    check: { ...check, town_records: { fewest: 1, most: 2 } },
  });
  assert.match(uneven, /holds {4}2 towns with 1 to 2 records, /);
  assert.match(uneven, /kept {5}the record for this hour of 1 town\n/);
});

test("ingestText() marks made-up values, wherever the feed is named", () => {
  const feed = { ...TINY_FEED, synthetic: true };
  const marked = ingestText(ingestResult({ feed }), SNAPSHOT, feed, undefined, markedScreen());
  assert.match(marked, /feed {5}tiny: Tiny feedwarn\( \(made-up values\)\)\n/);
  assert.not.match(marked, /next/);
});

test("ingestText() speaks of what the feed tells of", () => {
  const noun = { singular: { en: "station" }, plural: { en: "stations" } };
  const text = ingestText(
    ingestResult({ feed: { name: "air", title: { en: "Air" }, attribution: "", synthetic: false, noun } }),
    SNAPSHOT,
    TINY_FEED,
    undefined,
    plainScreen(),
  );
  assert.match(text, /^Ingested 2 stations in/);
  assert.not.match(text, /town/);
});

test.run();
