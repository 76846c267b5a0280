import { test } from "uvu";
import * as assert from "uvu/assert";
import type { SyncResult } from "../../../pipelines/maintain/sync_result.ts";
import { syncText } from "../../../terminal/ops/sync_text.ts";
import { plainScreen } from "../../helpers/processes/plain_screen.ts";

const DONE: SyncResult = {
  schema_version: 1,
  command: "sync",
  run_id: "1",
  dry_run: false,
  warnings: [],
  from: "data",
  to: "s3://weather/hourly",
  copied: 12,
  bytes: 25_100_000,
  there: 3,
  removed: 0,
  events: 4,
  seconds: 2,
};

test("syncText() says how much was copied, and how much was there", () => {
  assert.is(
    syncText(DONE, plainScreen()),
    `Copied 25.1 MB in 2 s

  from       data
  to         s3://weather/hourly
  copied     12 objects, 25.1 MB
  there      3 objects
  published  4 events
`,
  );
});

test("syncText() says that nothing was missing, what was removed, and that a dry run copied nothing", () => {
  const text = syncText({ ...DONE, copied: 0, bytes: 0, removed: 2, dry_run: true }, plainScreen());
  assert.match(text, "copied     nothing was missing");
  assert.match(text, "removed    2 that no longer count");
  assert.match(text, "dry run    nothing was copied");
});

test.run();
