import { test } from "uvu";
import * as assert from "uvu/assert";
import { emfLines } from "../../../ops/metrics/emf_lines.ts";
import { measure } from "../../../ops/metrics/measure.ts";
import { emfMetrics } from "../../helpers/emf_metrics.ts";
import { withDataFolder } from "../../helpers/folders/data_folder.ts";
import { placeIn } from "../../helpers/folders/place_in.ts";
import { snapshotAt } from "../../helpers/folders/snapshot_at.ts";
import { METRICS, measured } from "../../helpers/metrics.ts";
import { worldAt } from "../../helpers/world.ts";

const NOW = Date.parse("2026-11-24T12:00:00Z");

test("emfLines() is a line for each set of dimensions, with every value but moments, and no path", () => {
  const lines = emfLines(measured(METRICS)).trimEnd().split("\n");
  assert.equal(
    lines.map((line) => emfMetrics(line, NOW)),
    [["disk_bytes"], ["disk_bytes"], ["snapshots"]],
  );
  assert.equal(JSON.parse(lines[0] ?? ""), {
    _aws: {
      Timestamp: NOW,
      CloudWatchMetrics: [
        {
          Namespace: "municlima",
          Dimensions: [["feed", "dataset"]],
          Metrics: [{ Name: "disk_bytes", Unit: "Bytes" }],
        },
      ],
    },
    feed: "tiny",
    dataset: "raw",
    disk_bytes: 1000,
  });
});

test("emfLines() keeps to the format's rules for an empty folder, for one with runs, and for labels without end", async () => {
  await withDataFolder(async (folder) => {
    const at = worldAt("2026-11-01T09:00:00Z");
    const lines = async () =>
      emfLines(await measure(placeIn(folder.settings()), at))
        .trimEnd()
        .split("\n");
    for (const line of await lines()) emfMetrics(line, at.now().getTime());
    await snapshotAt(folder, "2026-11-01T07:00:00Z", {});
    const names = (await lines()).flatMap((line) => emfMetrics(line, at.now().getTime()));
    for (const name of ["data_age_seconds", "last_run_exit_code", "disk_bytes"])
      assert.ok(names.includes(name), name);
  });
  const samples = [{ labels: { dataset: "x".repeat(2000) }, amount: 1 }];
  emfMetrics(emfLines(measured([{ name: "disk_bytes", help: "", unit: "bytes", samples }])), NOW);
});

test.run();
