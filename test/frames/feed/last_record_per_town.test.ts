import type pl from "nodejs-polars";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { feedFrame } from "../../../frames/feed/feed_frame.ts";
import { lastRecordPerTown } from "../../../frames/feed/last_record_per_town.ts";
import { json, TINY, type TinyRow, tinyRow } from "../../helpers/feeds/tiny_feed.ts";

const frame = (rows: Partial<TinyRow>[]) => feedFrame(json(rows.map(tinyRow)), TINY, "feed.json");
const kept = (records: pl.DataFrame) =>
  records.toRecords().map(({ ides, idmun, temp }) => `${ides}-${idmun}: ${temp}`);

test("lastRecordPerTown() keeps the record with the largest time, in whatever order they come", () => {
  const rows = [
    { hloc: "20230824T13", temp: "3" },
    { hloc: "20230825T01", temp: "4" },
    { hloc: "20230824T12", temp: "2" },
  ];
  assert.equal(kept(lastRecordPerTown(frame(rows), TINY)), ["20-54: 4"]);
});

test("lastRecordPerTown() keeps two towns that share idmun in different states", () => {
  const rows = [
    { ides: "20", idmun: "1", temp: "10" },
    { ides: "19", idmun: "1", temp: "30" },
  ];
  assert.equal(kept(lastRecordPerTown(frame(rows), TINY)), ["19-1: 30", "20-1: 10"]);
  // The latest of one must not make the other's a record of the past.
  const apart = [
    { ...rows[0], hloc: "20230824T12" },
    { ...rows[1], hloc: "20230824T13" },
  ];
  assert.equal(kept(lastRecordPerTown(frame(apart), TINY)), ["19-1: 30", "20-1: 10"]);
});

test("lastRecordPerTown() keeps the last row in feed order of those at the same time", () => {
  const rows = [{ temp: "1" }, { temp: "2" }, { ides: "1", temp: "7" }, { temp: "3" }];
  assert.equal(kept(lastRecordPerTown(frame(rows), TINY)), ["1-54: 7", "20-54: 3"]);
});

test("lastRecordPerTown() keeps all columns and sorts by number, not by text", () => {
  const last = lastRecordPerTown(frame([{ idmun: "10" }, { idmun: "9" }, { ides: "3", idmun: "100" }]), TINY);
  assert.equal(last.columns, ["ides", "idmun", "nmun", "hloc", "temp"]);
  assert.equal(last.getColumn("idmun").toArray(), [100, 9, 10]);
});

test("lastRecordPerTown() keeps the record at or before a given time, and leaves out towns without one", () => {
  const rows = [
    { hloc: "20230824T12", temp: "12" },
    { hloc: "20230824T13", temp: "13" },
    { hloc: "20230824T14", temp: "14" },
    { ides: "1", hloc: "20230824T14", temp: "99" },
  ];
  const at = (time: string) => kept(lastRecordPerTown(frame(rows), TINY, new Date(time)));
  assert.equal(at("2023-08-24T13:59:59Z"), ["20-54: 13"]);
  assert.equal(at("2023-08-24T13:00:00Z"), ["20-54: 13"]);
  assert.equal(at("2023-08-24T14:00:00Z"), ["1-54: 99", "20-54: 14"]);
  assert.equal(at("2023-08-24T11:59:59Z"), []);
});

test.run();
