import { test } from "uvu";
import { Failure } from "../../errors/mod.ts";
import { listSnapshots, realFileSystem } from "../../io/store/mod.ts";
import { averageTowns } from "../../pipelines/_average_towns.ts";
import { withDataFolder } from "../helpers/data_folder.ts";
import { failsWith } from "../helpers/fails_with.ts";
import { snapshotAt } from "../helpers/snapshot_at.ts";
import { TINY_FEED } from "../helpers/tiny_feed.ts";

test("averageTowns() asks before it reads whether to go on", async () => {
  await withDataFolder(async (folder) => {
    await snapshotAt(folder, "2026-10-31T22:00:00Z", { temp: "10.1" });
    const snapshots = await listSnapshots(folder.path);
    const checkpoint = async () => {
      throw new Failure("interrupted", "Told to.");
    };
    await failsWith("interrupted", /Told to/, () =>
      averageTowns(folder.path, snapshots, TINY_FEED, { checkpoint }, realFileSystem),
    );
  });
});

test.run();
