import { test } from "uvu";
import * as assert from "uvu/assert";
import { summarizeCommand } from "../../commands/summarize.ts";
import { withDataFolder } from "../helpers/folders/data_folder.ts";
import { snapshotAt } from "../helpers/folders/snapshot_at.ts";
import { invocation } from "../helpers/processes/invocation.ts";

test("summarizeCommand() describes the dataset, version and measure that are named", async () => {
  await withDataFolder(async (folder) => {
    await snapshotAt(folder, "2026-11-24T11:00:00Z", { temp: "5" });
    await snapshotAt(folder, "2026-11-24T12:00:00Z", { temp: "6" });
    const flags = { dataDir: folder.path, version: "20261124_110000", measure: "temp" };
    const { call, printed } = invocation(flags, { args: ["snapshots"], cwd: folder.path, json: true });
    await summarizeCommand(call);
    const { version, measures } = JSON.parse(printed());
    assert.equal([version, measures[0].mean], ["20261124_110000", 5]);
  });
});

test.run();
