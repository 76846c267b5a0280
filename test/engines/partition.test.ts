import { test } from "uvu";
import * as assert from "uvu/assert";
import { partitionsOf, type SnapshotFiles } from "../../engines/partition.ts";

/** Snapshots "1", "2", … of which each is in a CSV, or in a Parquet file of two snapshots that has this name. */
const snapshots = (...files: (string | undefined)[]): SnapshotFiles[] =>
  files.map((path, i) => ({
    version: String(i + 1),
    rows: 10 + i,
    csv: `${i + 1}.csv`,
    parquet: path === undefined ? undefined : { path, snapshots: 2 },
  }));
const shown = (...files: (string | undefined)[]) =>
  partitionsOf(snapshots(...files)).map(
    ({ path, format, versions, whole }) => `${format} ${path} ${versions} ${whole ? "whole" : "some"}`,
  );

test("partitionsOf() takes a snapshot from its Parquet file where it has one, and otherwise from its CSV", () => {
  assert.equal(shown(undefined, "a", "a"), ["csv 1.csv 1 whole", "parquet a 2,3 whole"]);
});

test("partitionsOf() says whether all snapshots of a Parquet file count", () => {
  assert.equal(shown("a", "b", "b"), ["parquet a 1 some", "parquet b 2,3 whole"]);
});

test("partitionsOf() keeps the order of snapshots, also where files have snapshots between each other's", () => {
  assert.equal(shown("a", undefined, "a"), ["parquet a 1 some", "csv 2.csv 2 whole", "parquet a 3 some"]);
  assert.equal(shown("a", "b", "a"), ["parquet a 1 some", "parquet b 2 some", "parquet a 3 some"]);
  assert.equal(shown(), []);
});

test("partitionsOf() counts the records of the snapshots that count", () => {
  const partitions = partitionsOf(snapshots("a", "a", undefined));
  assert.equal(
    partitions.map(({ rows }) => rows),
    [21, 12],
  );
});

test.run();
