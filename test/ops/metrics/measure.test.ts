import { test } from "uvu";
import * as assert from "uvu/assert";
import { measure } from "../../../ops/metrics/measure.ts";
import { appendRun, localStore } from "../../../store/mod.ts";
import { type DataFolder, withDataFolder } from "../../helpers/folders/data_folder.ts";
import { placeIn } from "../../helpers/folders/place_in.ts";
import { snapshotAt } from "../../helpers/folders/snapshot_at.ts";
import { runEntry } from "../../helpers/run_entry.ts";
import { worldAt } from "../../helpers/world.ts";

async function valuesOf(folder: DataFolder): Promise<ReadonlyMap<string, number>> {
  const { metrics } = await measure(placeIn(folder.settings()), worldAt("2026-11-01T09:00:00Z"));
  return new Map(
    metrics.flatMap(({ name, samples }) =>
      samples.map(({ labels, amount }) => [[name, ...Object.values(labels)].join(" "), amount] as const),
    ),
  );
}

test("measure() tells of an empty folder what is known of it, and nothing that is not", async () => {
  await withDataFolder(async (folder) => {
    const values = await valuesOf(folder);
    assert.equal(
      [values.get("condition empty"), values.get("condition fresh"), values.get("snapshots")],
      [1, 0, 0],
    );
    for (const name of [
      "data_age_seconds fetched",
      "snapshot_towns",
      "last_run_exit_code ingest",
      "quarantined_rows",
    ])
      assert.is(values.get(name), undefined, name);
  });
});

test("measure() tells how old the data is, what the last runs did and what lies on the disk", async () => {
  await withDataFolder(async (folder) => {
    await snapshotAt(folder, "2026-11-01T07:00:00Z", {});
    const values = await valuesOf(folder);
    const ended = Date.parse("2026-11-01T07:00:00Z") / 1000;
    for (const [name, value] of Object.entries({
      "last_success_timestamp_seconds ingest": ended,
      "last_run_exit_code ingest": 0,
      "data_timestamp_seconds fetched": ended,
      "data_age_seconds fetched": 7200,
      "data_age_seconds published": 7200,
      "data_age_limit_seconds fetched": 10_800,
      "condition fresh": 1,
      snapshots: 1,
      unchanged_runs: 0,
      quarantined_rows: 0,
      "disk_files raw": 1,
    }))
      assert.is(values.get(name), value, name);
    for (const name of ["disk_bytes snapshots", "history_bytes", "feed_bytes", "feed_rows", "snapshot_towns"])
      assert.ok((values.get(name) ?? 0) > 0, name);
  });
});

test("measure() keeps the last success apart from the last run, and adds up a step that was done twice", async () => {
  await withDataFolder(async (folder) => {
    const logs = localStore(folder.settings().logDir);
    const at = (hour: string) => ({ data_dir: folder.path, finished_at: `2026-11-01T${hour}:00:00Z` });
    await appendRun(logs, runEntry({ ...at("05"), seconds: 3 }));
    const steps = [1, 2, 4].map((seconds, n) => ({ name: n === 1 ? "join" : "check", seconds }));
    await appendRun(logs, runEntry({ ...at("06"), outcome: "failed", exit_code: 65, steps }));
    const values = await valuesOf(folder);
    const hour = (time: string) => Date.parse(`2026-11-01T${time}:00:00Z`) / 1000;
    assert.is(values.get("last_run_timestamp_seconds merge"), hour("06"));
    assert.is(values.get("last_success_timestamp_seconds merge"), hour("05"));
    assert.is(values.get("last_run_exit_code merge"), 65);
    assert.is(values.get("last_run_step_duration_seconds merge check"), 5);
    assert.is(values.get("last_run_step_duration_seconds merge join"), 2);
  });
});

test.run();
