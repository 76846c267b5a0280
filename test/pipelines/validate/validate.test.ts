import { test } from "uvu";
import * as assert from "uvu/assert";
import { STRICT } from "../../../frames/mod.ts";
import { ingest } from "../../../pipelines/ingest/ingest.ts";
import { merge } from "../../../pipelines/merge/merge.ts";
import { validate } from "../../../pipelines/validate/validate.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { json, TINY_FEED, tinyRow } from "../../helpers/feeds/tiny_feed.ts";
import { type DataFolder, withDataFolder } from "../../helpers/folders/data_folder.ts";
import { placeIn } from "../../helpers/folders/place_in.ts";
import { snapshotAt } from "../../helpers/folders/snapshot_at.ts";
import { worldAt } from "../../helpers/world.ts";

const held = async (folder: DataFolder, name: string, more = {}) =>
  await validate(`${folder.path}/${name}`, { settings: folder.settings(more), feed: TINY_FEED });
/** The rules that a file breaks or that one should know of. */
const noticed = ({ findings }: Awaited<ReturnType<typeof held>>) =>
  findings
    .filter(({ verdict }) => verdict !== "passes")
    .map(({ rule, verdict, found }) => [rule, verdict, found]);
const WHOLE = ["1", "2"].flatMap((idmun) =>
  ["20230824T12", "20230824T13"].map((hloc) => tinyRow({ idmun, hloc })),
);

test("validate() finds nothing in a whole feed", async () => {
  await withDataFolder(async (folder) => {
    await folder.put("feed.json", json(WHOLE));
    const report = await held(folder, "feed.json", { minTowns: 100 });
    assert.equal(
      [report.valid, report.kind, report.rows, report.towns, noticed(report)],
      [true, "feed", 4, 2, []],
    );
  });
});

test("validate() counts every bad row of a feed, and allows as many as its contract does", async () => {
  await withDataFolder(async (folder) => {
    await folder.put(
      "feed.json",
      json([...WHOLE, tinyRow({ temp: "N/D" }), tinyRow({ ides: "x" }), tinyRow({ temp: "99" })]),
    );
    const strict = await held(folder, "feed.json");
    assert.equal([strict.valid, strict.rows], [false, 7]);
    assert.equal(noticed(strict), [
      ["type", "fails", 2],
      ["range", "warns", 1],
      // The town of the value out of range has but that record.
      ["records", "warns", 1],
    ]);
    assert.match(strict.findings.find(({ rule }) => rule === "range")?.says ?? "", /^row 7: "temp" is 99,/);
    assert.match(strict.findings.find(({ rule }) => rule === "type")?.says ?? "", /^row 5: "temp" is "N\/D"/);
    const feed = {
      ...TINY_FEED,
      contract: { ...strictest, type: { mode: "discard_row", at_most: 2 } },
    } as const;
    const lenient = await validate(`${folder.path}/feed.json`, { settings: folder.settings(), feed });
    assert.ok(lenient.valid);
  });
});

test("validate() fails a feed with too few towns, and counts short ones and doubled records", async () => {
  await withDataFolder(async (folder) => {
    await folder.put("feed.json", json([tinyRow(), tinyRow()]));
    const report = await held(folder, "feed.json", { minTowns: 90 });
    assert.equal(noticed(report), [
      ["towns", "fails", 1],
      ["duplicates", "warns", 1],
    ]);
    await folder.put("feed.json", json([tinyRow()]));
    assert.equal(noticed(await held(folder, "feed.json", { minTowns: 50 })), [
      ["towns", "warns", 1],
      ["records", "warns", 1],
    ]);
  });
});

test("validate() takes as many towns as ingest() does, to the town", async () => {
  await withDataFolder(async (folder) => {
    const towns = Array.from({ length: 9 }, (_, i) => tinyRow({ idmun: String(i + 1) }));
    const file = await folder.put("feed.json", json(towns));
    const feed = { ...TINY_FEED, expected: { towns: 10, records_per_town: 1 } };
    const at = (minTowns: number) => validate(file, { settings: folder.settings({ minTowns }), feed });
    assert.equal([(await at(90)).valid, (await at(91)).valid], [true, false]);
  });
});

test("validate() fails a feed that breaks a rule for the feed as a whole where the feed's contract says so", async () => {
  await withDataFolder(async (folder) => {
    const file = await folder.put("feed.json", json([...WHOLE, tinyRow({ idmun: "3" })]));
    const as = async (at_most: number) => {
      const contract = { ...STRICT, records: { mode: "fail", at_most } } as const;
      const feed = { ...TINY_FEED, contract };
      return noticed(await validate(file, { settings: folder.settings(), feed }));
    };
    assert.equal(await as(0), [["records", "fails", 1]]);
    assert.equal(await as(1), []);
  });
});

test("validate() counts a town whose values are out of range, which ingest() takes", async () => {
  await withDataFolder(async (folder) => {
    const file = await folder.put("feed.json", json([tinyRow(), tinyRow({ idmun: "9", temp: "99" })]));
    const report = await validate(file, { settings: folder.settings(), feed: TINY_FEED });
    assert.equal([report.valid, report.rows, report.towns], [true, 2, 2]);
    const { snapshot } = await ingest({ ...placeIn(folder.settings()), feed: TINY_FEED, from: file });
    assert.is(snapshot.height, report.towns);
  });
});

test("validate() says of what is no feed at all why it cannot be read", async () => {
  await withDataFolder(async (folder) => {
    await folder.put("feed.json", "<html>");
    const report = await held(folder, "feed.json");
    assert.equal([report.valid, noticed(report)], [false, [["readable", "fails", 1]]]);
    await failsWith("no-input", /nowhere\.json/, () => held(folder, "nowhere.json"));
    await failsWith("no-input", /nowhere\.csv" cannot be read/, () => held(folder, "nowhere.csv"));
  });
});

test("validate() takes published snapshots and tables for what they are, and finds what was changed in them", async () => {
  await withDataFolder(async (folder) => {
    await snapshotAt(folder, "2026-11-24T15:00:00Z", { temp: "13" }, { ides: "19", idmun: "1", temp: "" });
    await merge({ ...placeIn(folder.settings()), feed: TINY_FEED }, worldAt("2026-11-24T16:00:00Z"));
    const snapshot = "data_municipio_x_hora/20261124_150000.csv";
    const current = "data_merged/current.csv";
    for (const [name, kind] of [
      [snapshot, "snapshot"],
      [current, "means"],
      ["data_temp_prec_mean/20261124_160000.csv", "means"],
    ] as const) {
      const report = await held(folder, name);
      assert.equal([report.valid, report.kind, report.rows, report.towns], [true, kind, 2, 2]);
    }
    const broken = async (name: string, from: string, to: string) => {
      await folder.put("changed.csv", (await folder.read(name)).replace(from, to));
      return noticed(await held(folder, "changed.csv"));
    };
    assert.equal(await broken(snapshot, "13.0", "N/D"), [["readable", "fails", 1]]);
    assert.equal(await broken(snapshot, "19,1", "20,54"), [
      ["one row per town", "fails", 1],
      ["empty", "warns", 1],
    ]);
    assert.equal(await broken(snapshot, "ides,idmun", "idmun,ides"), [["readable", "fails", 1]]);
    assert.equal(await broken(current, "13.0", "N/D"), [["type", "fails", 1]]);
    assert.equal(await broken(current, "13.0", "99"), [["range", "warns", 1]]);
    assert.equal(await broken(current, "19,1", "20,54"), [["one row per town", "fails", 1]]);
    assert.equal(await broken(current, "temp_mean", "temperature"), [["missing_column", "fails", 1]]);
  });
});

const freeze = { mode: "freeze", at_most: 0 } as const;
const strictest = {
  ...STRICT,
  missing_column: freeze,
  extra_column: freeze,
  type: freeze,
  range: { mode: "evolve", at_most: 1 },
} as const;

test.run();
