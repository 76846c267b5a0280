import { test } from "uvu";
import * as assert from "uvu/assert";
import { statusCommand } from "../../commands/status.ts";
import { failsWith } from "../helpers/fails_with.ts";
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

test("statusCommand() ends as a check where it is asked to: 2 where nothing is there, and otherwise with an answer", async () => {
  await withDataFolder(async ({ path }) => {
    for (const flags of [{ check: true }, { maxAge: "3h" }, { maxUnchanged: 3 }, { require: "current" }]) {
      const { call, printed } = invocation({ dataDir: path, ...flags }, { cwd: path });
      await failsWith("failing", /^".*" is empty: there is no snapshot yet\.$/, () => statusCommand(call));
      assert.match(printed(), /^empty: there is no snapshot yet\n/);
    }
    await statusCommand(invocation({ dataDir: path }, { cwd: path }).call);
  });
});

test("statusCommand() refuses ages and datasets that are none, before it reads anything", async () => {
  for (const maxAge of ["3", "fetched", "fetched=", "read=3h", "fetched=3h,issued", "3h,x"])
    await failsWith(
      "usage",
      /^--max-age cannot be ".+"\. Give a duration, such as 3h, or one for each of/,
      () => statusCommand(invocation({ maxAge }, { cwd: "/nowhere" }).call),
    );
  await failsWith("usage", /^--require cannot be "raw"\. Give some of municipalities,snapshots,/, () =>
    statusCommand(invocation({ require: "current,raw" }, { cwd: "/nowhere" }).call),
  );
});

test.run();
