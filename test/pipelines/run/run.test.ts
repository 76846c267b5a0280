import { test } from "uvu";
import * as assert from "uvu/assert";
import { run } from "../../../pipelines/run/run.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { json, TINY_FEED, tinyRow } from "../../helpers/feeds/tiny_feed.ts";
import { withDataFolder } from "../../helpers/folders/data_folder.ts";
import { placeIn } from "../../helpers/folders/place_in.ts";
import { runsIn } from "../../helpers/processes/runs_in.ts";
import { worldAt } from "../../helpers/world.ts";

test("run() ingests and merges under one run id", async () => {
  await withDataFolder(async (folder) => {
    const from = await folder.put("feed.json", json([tinyRow()]));
    const world = worldAt("2026-11-24T12:00:00Z", { uuid: () => "the-run" });
    const { result, merged } = await run({ ...placeIn(folder.settings()), feed: TINY_FEED, from }, world);
    assert.equal([result.ingest.run_id, result.merge.run_id, merged.height], ["the-run", "the-run", 1]);
    const entries = await runsIn(folder);
    assert.equal(
      entries.map(({ command, run_id }) => `${command} ${run_id}`),
      ["ingest the-run", "merge the-run"],
    );
  });
});

test("run() merges nothing when the ingest fails", async () => {
  await withDataFolder(async (folder) => {
    const from = await folder.put("feed.json", "[]");
    const options = { ...placeIn(folder.settings()), feed: TINY_FEED, from };
    await failsWith("contract", /contains no rows/, () => run(options, worldAt("2026-11-24T12:00:00Z")));
    assert.equal(
      (await runsIn(folder)).map(({ command }) => command),
      ["ingest"],
    );
  });
});

test.run();
