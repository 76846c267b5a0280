import { test } from "uvu";
import * as assert from "uvu/assert";
import { diffCommand } from "../../commands/diff.ts";
import { withDataFolder } from "../helpers/folders/data_folder.ts";
import { snapshotAt } from "../helpers/folders/snapshot_at.ts";
import { invocation } from "../helpers/processes/invocation.ts";

test("diffCommand() takes two versions, and tells what differs in words or JSON", async () => {
  await withDataFolder(async (folder) => {
    await snapshotAt(folder, "2026-11-24T11:00:00Z", { temp: "5" });
    await snapshotAt(folder, "2026-11-24T12:00:00Z", { temp: "6" });
    const args = ["20261124_120000", "20261124_110000"];
    const flags = { dataDir: folder.path, dataset: "snapshots" };
    const words = invocation(flags, { args, cwd: folder.path });
    await diffCommand(words.call);
    assert.match(words.printed(), /^snapshots: 20261124_110000 compared with 20261124_120000\n/);
    const json = invocation(flags, { cwd: folder.path, json: true });
    await diffCommand(json.call);
    assert.is(JSON.parse(json.printed()).measures[0].mean_change, 1);
  });
});

test.run();
