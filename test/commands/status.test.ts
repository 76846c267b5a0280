import { test } from "uvu";
import * as assert from "uvu/assert";
import { statusCommand } from "../../commands/status.ts";
import { withDataFolder } from "../helpers/folders/data_folder.ts";
import { invocation } from "../helpers/processes/invocation.ts";

test("statusCommand() tells what to run next, on the folder it was asked about", async () => {
  await withDataFolder(async ({ path }) => {
    const { call, printed } = invocation({ dataDir: path }, { cwd: path });
    await statusCommand(call);
    assert.is(
      printed().replaceAll(path, "<folder>"),
      `empty: there is no snapshot yet

Data folder <folder>

  feed       none yet
  snapshots  none yet: run municlima ingest --data-dir <folder>
  merged     none yet
`,
    );
  });
});

test("statusCommand() gives an empty folder as JSON too: nulls, not an error", async () => {
  await withDataFolder(async ({ path }) => {
    const { call, printed } = invocation({ dataDir: path }, { cwd: path, json: true });
    await statusCommand(call);
    const { feed, snapshot_count, newest_snapshot, newest_merge, last_run } = JSON.parse(printed());
    assert.equal(
      [feed, snapshot_count, newest_snapshot, newest_merge, last_run],
      [null, 0, null, null, null],
    );
  });
});

test.run();
