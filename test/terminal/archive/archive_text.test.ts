import { test } from "uvu";
import * as assert from "uvu/assert";
import type { ArchivedBody, ArchiveResult } from "../../../pipelines/archive/archive_result.ts";
import { archiveText } from "../../../terminal/archive/archive_text.ts";
import { plainScreen } from "../../helpers/processes/plain_screen.ts";

const body = (run: string): ArchivedBody => ({
  run,
  body: "raw/2c26b46b68ffc68f.json.gz",
  rows: 285_708,
  bytes: 4_885_941,
  files: { parquet: "x.parquet", manifest: "_x.manifest.json" },
});

const text = (more: Partial<ArchiveResult>) =>
  archiveText(
    {
      schema_version: 1,
      command: "archive",
      run_id: "1",
      dry_run: false,
      data_dir: "data",
      warnings: [],
      feed: { name: "tiny", title: { en: "Tiny feed" }, attribution: "Made up", synthetic: false },
      archived: [body("2026-11-24T02:00:00")],
      archived_before: 0,
      restored: 0,
      unreadable: [],
      seconds: 0.62,
      ...more,
    },
    plainScreen(),
  );

test("archiveText() tells which run of the model was archived, and how to ask for it", () => {
  assert.is(
    text({ archived_before: 2, restored: 1 }),
    `Archived 1 feed body in 620 ms

  feed      tiny: Tiny feed
  run       2026-11-24 02:00  285,708 records, 4.9 MB of Parquet
  before    2 feed bodies archived already
  restored  1 damaged file made again

  next  municlima query "select run, count(*) as records from forecasts group by run order by run"
`,
  );
});

test("archiveText() tells of the newest twelve runs alone, and of bodies that were left out", () => {
  const archived = Array.from({ length: 14 }, (_, day) => body(`2026-11-${day + 10}T02:00:00`));
  const said = text({ archived, unreadable: [{ body: "raw/x.json.gz", why: "It is damaged." }] });
  assert.match(said, /and 2 earlier runs/);
  assert.match(said, /left out +1 feed body that cannot be read/);
  assert.not.match(said, /2026-11-11 /);
});

test("archiveText() says that there was nothing to archive, and that a dry run wrote nothing", () => {
  assert.match(text({ archived: [] }), /^Found nothing to archive/);
  assert.match(
    text({ dry_run: true, archived: [{ ...body("2026-11-24T02:00:00"), bytes: null }] }),
    /^Would archive 1 feed body.*nothing was written/s,
  );
});

test.run();
