import { Buffer } from "node:buffer";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { emfLines } from "../../../ops/metrics/emf_lines.ts";
import { measure } from "../../../ops/metrics/measure.ts";
import { withDataFolder } from "../../helpers/folders/data_folder.ts";
import { placeIn } from "../../helpers/folders/place_in.ts";
import { snapshotAt } from "../../helpers/folders/snapshot_at.ts";
import { METRICS, measured } from "../../helpers/metrics.ts";
import { worldAt } from "../../helpers/world.ts";

/** Holds a line to what the specification says, and its metrics to being there; gives their names. */
function assertLine(line: string, now: number): string[] {
  assert.ok(Buffer.byteLength(line) < 256 * 1024);
  const document = JSON.parse(line);
  const { Timestamp, CloudWatchMetrics, ...others } = document._aws;
  assert.equal([others, CloudWatchMetrics.length], [{}, 1]);
  assert.ok(Timestamp > now - 14 * 86_400_000 && Timestamp < now + 2 * 3_600_000);
  const [{ Namespace, Dimensions, Metrics, ...more }] = CloudWatchMetrics;
  assert.equal(more, {});
  assert.match(Namespace, /^[\w.#/:-]{1,255}$/);
  assert.ok(Metrics.length >= 1 && Metrics.length <= 100);
  for (const set of Dimensions) {
    assert.ok(set.length <= 30);
    for (const name of set) {
      assert.ok(name.length <= 250);
      assert.type(document[name], "string");
      assert.ok(document[name].length >= 1 && document[name].length <= 1024);
      assert.ok(!["run_id", "data_dir", "version"].includes(name), `${name} is paid for by its values`);
    }
  }
  for (const { Name, Unit } of Metrics) {
    assert.ok(["Seconds", "Bytes", "Count"].includes(Unit), Unit);
    assert.type(document[Name], "number");
  }
  const told = ["_aws", ...Dimensions.flat(), ...Metrics.map(({ Name }: { readonly Name: string }) => Name)];
  assert.equal(Object.keys(document).sort(), told.sort());
  return Metrics.map(({ Name }: { readonly Name: string }) => Name);
}

const NOW = Date.parse("2026-11-24T12:00:00Z");

test("emfLines() is a line for each set of dimensions, with every value but moments, and no path", () => {
  const lines = emfLines(measured(METRICS)).trimEnd().split("\n");
  assert.equal(
    lines.map((line) => assertLine(line, NOW)),
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
    for (const line of await lines()) assertLine(line, at.now().getTime());
    await snapshotAt(folder, "2026-11-01T07:00:00Z", {});
    const names = (await lines()).flatMap((line) => assertLine(line, at.now().getTime()));
    for (const name of ["data_age_seconds", "last_run_exit_code", "disk_bytes"])
      assert.ok(names.includes(name), name);
  });
  const samples = [{ labels: { dataset: "x".repeat(2000) }, amount: 1 }];
  assertLine(emfLines(measured([{ name: "disk_bytes", help: "", unit: "bytes", samples }])), NOW);
});

test.run();
