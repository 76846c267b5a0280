import { Buffer } from "node:buffer";
import * as assert from "uvu/assert";

/**
 * Holds a line of CloudWatch's embedded metric format to what the specification says, and its metrics to being there; gives
 * their names.
 *
 * @param besides what else the line may tell
 */
export function emfMetrics(line: string, now: number, besides: readonly string[] = []): string[] {
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
  const told = [
    "_aws",
    ...besides,
    ...Dimensions.flat(),
    ...Metrics.map(({ Name }: { readonly Name: string }) => Name),
  ];
  assert.equal(Object.keys(document).sort(), told.sort());
  return Metrics.map(({ Name }: { readonly Name: string }) => Name);
}
