import { execFileSync, spawnSync } from "node:child_process";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { measure } from "../../../ops/metrics/measure.ts";
import { prometheusText } from "../../../ops/metrics/prometheus_text.ts";
import { withDataFolder } from "../../helpers/folders/data_folder.ts";
import { placeIn } from "../../helpers/folders/place_in.ts";
import { snapshotAt } from "../../helpers/folders/snapshot_at.ts";
import { METRICS, measured } from "../../helpers/metrics.ts";
import { worldAt } from "../../helpers/world.ts";

const hasPromtool = spawnSync("promtool", ["--version"]).status === 0;
// Debian has it in "prometheus".
const withPromtool = hasPromtool ? test : test.skip;
if (!hasPromtool)
  process.stdout.write("promtool is not installed: what it says of the metrics is not tried.\n");

test("prometheusText() has each metric's help and type, and a line for each value, with its labels escaped", () => {
  assert.is(
    prometheusText(measured(METRICS)),
    `# HELP municlima_last_run_timestamp_seconds When it ended.
# TYPE municlima_last_run_timestamp_seconds gauge
municlima_last_run_timestamp_seconds{data_dir="/data",feed="tiny",command="merge"} 1795608000.5
# HELP municlima_disk_bytes What a dataset takes.
# TYPE municlima_disk_bytes gauge
municlima_disk_bytes{data_dir="/data",feed="tiny",dataset="raw"} 1000
municlima_disk_bytes{data_dir="/data",feed="tiny",dataset="a\\"b\\\\c\\nd"} 20
# HELP municlima_snapshots How many there are.
# TYPE municlima_snapshots gauge
municlima_snapshots{data_dir="/data",feed="tiny"} 3
`,
  );
});

withPromtool(
  "prometheusText() is what promtool takes without a complaint: of an empty folder, and of one with runs",
  async () => {
    const check = (text: string) =>
      execFileSync("promtool", ["check", "metrics"], { input: text, encoding: "utf8" });
    await withDataFolder(async (folder) => {
      const text = async () =>
        prometheusText(await measure(placeIn(folder.settings()), worldAt("2026-11-01T09:00:00Z")));
      assert.is(check(await text()), "");
      await snapshotAt(folder, "2026-11-01T07:00:00Z", {});
      assert.is(check(await text()), "");
    });
    assert.is(check(prometheusText(measured(METRICS))), "");
  },
);

test.run();
