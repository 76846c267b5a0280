import { appendFile, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { compact } from "../../../pipelines/maintain/compact.ts";
import { merge } from "../../../pipelines/merge/merge.ts";
import { diff } from "../../../pipelines/read/diff.ts";
import { report } from "../../../pipelines/report/report.ts";
import { unpack } from "../../../reports/page/unpack.ts";
import type { PageData } from "../../../reports/page_data.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { TINY_FEED } from "../../helpers/feeds/tiny_feed.ts";
import { type DataFolder, withDataFolder } from "../../helpers/folders/data_folder.ts";
import { placeIn } from "../../helpers/folders/place_in.ts";
import { snapshotAt } from "../../helpers/folders/snapshot_at.ts";
import { worldAt } from "../../helpers/world.ts";

async function fill(folder: DataFolder): Promise<void> {
  const options = { ...placeIn(folder.settings({ window: 1 })), feed: TINY_FEED };
  await snapshotAt(folder, "2026-10-31T12:00:00Z", { temp: "5" }, { idmun: "1", nmun: "Abejones" });
  await merge(options, worldAt("2026-10-31T12:10:00Z"));
  await snapshotAt(folder, "2026-11-24T12:00:00Z", { temp: "7.5" }, { ides: "19", idmun: "1", temp: "" });
  await merge(options, worldAt("2026-11-24T12:10:00Z"));
}

test("diff() compares the last two merged tables", async () => {
  await withDataFolder(async (folder) => {
    await fill(folder);
    const result = await diff({ ...placeIn(folder.settings()) });
    assert.equal([result.older, result.newer], ["20261031_121000", "20261124_121000"]);
    assert.equal(result.town_counts, { in_older: 2, in_newer: 2, in_both: 1, changed: 1 });
    assert.equal(result.new, [{ ides: 19, idmun: 1, nmun: "Zahuatlán" }]);
    assert.equal(result.gone, [{ ides: 20, idmun: 1, nmun: "Abejones" }]);
    const [temp] = result.measures;
    assert.equal([temp?.name, temp?.unit, temp?.mean_change], ["temp_mean", "°C", 2.5]);
    assert.equal(temp?.largest, [
      { ides: 20, idmun: 54, nmun: "Zahuatlán", older: 5, newer: 7.5, change: 2.5 },
    ]);
    // Times differ from run to run, which is no news.
    assert.equal(
      result.columns.map(({ name }) => name),
      ["nmun", "temp_mean", "records", "Value", "cvegeo"],
    );
  });
});

test("diff() compares any two versions, also of snapshots in a Parquet file", async () => {
  await withDataFolder(async (folder) => {
    await fill(folder);
    await compact({ ...placeIn(folder.settings()), feed: TINY_FEED }, worldAt("2026-11-24T13:00:00Z"));
    const settings = folder.settings();
    const there = await diff({ ...placeIn(settings), dataset: "snapshots" });
    assert.equal([there.older, there.measures[0]?.mean_change], ["20261031_120000", 2.5]);
    const back = await diff({
      ...placeIn(settings),
      dataset: "snapshots",
      older: there.newer,
      newer: there.older,
    });
    assert.is(back.measures[0]?.mean_change, -2.5);
    assert.is((await diff({ ...placeIn(settings), dataset: "means" })).measures[0]?.mean_change, 2.5);
  });
});

test("diff() of snapshots compares what their feeds forecast for the same hours, as the report does", async () => {
  await withDataFolder(async (folder) => {
    const hour = (time: string, temp: string) => ({ hloc: `20261124T${time}`, temp });
    await snapshotAt(folder, "2026-11-24T12:00:00Z", hour("04", "10"), hour("05", "11"));
    await snapshotAt(folder, "2026-11-24T13:00:00Z", hour("05", "12"), hour("06", "20"));
    await merge({ ...placeIn(folder.settings()), feed: TINY_FEED }, worldAt("2026-11-24T13:10:00Z"));
    const place = placeIn(folder.settings());
    const found = await diff({ ...place, dataset: "snapshots" });
    assert.equal(
      [found.compared, found.same_hours],
      ["same_hours", { count: 1, first: "2026-11-24T05:00:00", last: "2026-11-24T05:00:00" }],
    );
    // The last hours alone would say 9 °C.
    assert.equal([found.measures[0]?.name, found.measures[0]?.mean_change], ["temp", 1]);
    assert.equal(found.measures[0]?.largest, [
      { ides: 20, idmun: 54, nmun: "Zahuatlán", older: 11, newer: 12, change: 1 },
    ]);

    const output = join(folder.path, "page.html");
    await report({ ...place, output }, worldAt("2026-11-24T13:20:00Z"));
    const packed = /id="data">([^<]+)</.exec(await readFile(output, "utf8"))?.[1] ?? "";
    const page = (await unpack(packed)) as PageData;
    assert.equal(page.revision?.change, [[found.measures[0]?.mean_change]]);

    for (const name of Object.keys(await folder.files())) {
      if (name.startsWith("raw/")) await rm(join(folder.path, name));
    }
    const without = await diff({ ...place, dataset: "snapshots" });
    assert.equal([without.compared, without.same_hours], ["different_hours", null]);
    assert.is(without.measures[0]?.mean_change, 9);
  });
});

test("diff() says what is missing to compare", async () => {
  await withDataFolder(async (folder) => {
    const run = (more: object = {}) => diff({ ...placeIn(folder.settings()), ...more });
    await failsWith("no-input", /Found no data in/, () => run());
    await snapshotAt(folder, "2026-11-24T12:00:00Z", {});
    await failsWith("no-input", /Found no merged tables in .*Run "municlima merge" first/, () => run());
    await failsWith(
      "no-input",
      /Found one version of the snapshots .*"20261124_120000", and none before it/,
      () => run({ dataset: "snapshots" }),
    );
    await failsWith("no-input", /no version "20261124_120001".* Did you mean "20261124_120000"\?/, () =>
      run({ dataset: "snapshots", older: "20261124_120001" }),
    );
    await failsWith("usage", /Both versions are "20261124_120000"/, () =>
      run({ dataset: "snapshots", older: "20261124_120000" }),
    );
  });
});

test("diff() compares nothing that was changed since it was published", async () => {
  await withDataFolder(async (folder) => {
    await fill(folder);
    await appendFile(
      join(folder.path, "data_municipio_x_hora/20261124_120000.csv"),
      "20,2,A,2023-08-24T12:00:00,1\n",
    );
    await failsWith("contract", /20261124_120000\.csv" was changed/, () =>
      diff({ ...placeIn(folder.settings()), dataset: "snapshots" }),
    );
  });
});

test.run();
