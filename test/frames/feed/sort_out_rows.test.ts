import fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { type Contract, QUARANTINE, type RowMode, type RowRule, STRICT } from "../../../frames/contract.ts";
import { feedFrame } from "../../../frames/feed/feed_frame.ts";
import { sortOutRows } from "../../../frames/feed/sort_out_rows.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { json, TINY, tinyRow } from "../../helpers/feeds/tiny_feed.ts";

const GOOD = tinyRow({ idmun: "1" });
/** The contract that lets rows of one rule through in one mode, however many. */
const having = (rule: RowRule, mode: RowMode, at_most = 1e9): Contract => ({
  ...STRICT,
  [rule]: { mode, at_most },
});
const sorted = (rows: readonly unknown[], contract: Contract) =>
  sortOutRows(json(rows), TINY, contract, "feed.json");
const { temp: _, ...WITHOUT_TEMP } = tinyRow();
const BAD: Record<RowRule, unknown> = {
  missing_column: WITHOUT_TEMP,
  extra_column: { ...tinyRow(), tmp: "1" },
  type: tinyRow({ temp: "N/D" }),
  range: tinyRow({ temp: "99.9" }),
};
const REASONS: Record<RowRule, RegExp> = {
  missing_column: /it has no "temp"/,
  extra_column: /it has "tmp", which the feed does not define/,
  type: /"temp" is "N\/D", not a number/,
  range: /"temp" is 99\.9, outside -30 to 55/,
};

for (const rule of Object.keys(BAD) as RowRule[]) {
  test(`sortOutRows() refuses the feed, quarantines the row or takes it without the value, as the contract says for ${rule}`, async () => {
    const rows = [GOOD, BAD[rule], GOOD];
    await failsWith("contract", new RegExp(`^Row 2 of "feed\\.json": ${REASONS[rule].source}\\.`), () =>
      sorted(rows, having(rule, "freeze")),
    );
    const aside = sorted(rows, having(rule, "discard_row"));
    assert.is(aside.frame.height, 2);
    assert.equal(
      aside.quarantined.map(({ row, record }) => ({ row, record })),
      [{ row: 2, record: BAD[rule] }],
    );
    assert.match(aside.quarantined[0]?.reasons.join() ?? "", REASONS[rule]);
    assert.is(aside.violations[rule], 1);

    const without = sorted(rows, having(rule, "discard_value"));
    assert.equal([without.frame.height, without.quarantined], [3, []]);
    assert.is(without.frame.row(1)[4], rule === "extra_column" ? 8.87 : null);
    assert.equal(without.frame.columns, feedFrame(json([GOOD]), TINY, "").columns);
  });
}

test("sortOutRows() takes a value out of range, or a row without a value, as it is where that may evolve", () => {
  const range = sorted([GOOD, BAD.range], having("range", "evolve"));
  assert.equal([range.frame.row(1)[4], range.violations.range, range.quarantined], [99.9, 1, []]);
  assert.is(sorted([BAD.missing_column], having("missing_column", "evolve")).frame.row(0)[4], null);
});

test("sortOutRows() never takes a row without its key or its time", () => {
  for (const bad of [{ ides: "x" }, { idmun: "" }, { hloc: "20230824T24" }]) {
    const { frame, quarantined } = sorted([GOOD, tinyRow(bad)], having("type", "discard_value"));
    assert.equal([frame.height, quarantined.length], [1, 1]);
  }
  const { hloc: _, ...timeless } = tinyRow();
  assert.is(sorted([GOOD, timeless], having("missing_column", "evolve")).quarantined.length, 1);
});

test("sortOutRows() quarantines a row rather than take it with an empty key, but never for a further column", () => {
  const range = sorted([GOOD, tinyRow({ ides: "77" })], having("range", "discard_value"));
  assert.equal([range.frame.height, range.quarantined.length], [1, 1]);
  assert.is(sorted([GOOD, tinyRow({ ides: "77" })], having("range", "evolve")).frame.height, 2);
  assert.is(sorted([BAD.extra_column], having("extra_column", "discard_value")).quarantined.length, 0);
});

test("sortOutRows() gives every reason of a row, and counts it once for each rule", () => {
  const { quarantined, violations, firsts } = sorted(
    [GOOD, tinyRow({ ides: "77", idmun: "y", temp: "N/D" })],
    {
      ...QUARANTINE,
      type: { mode: "discard_row", at_most: 9 },
    },
  );
  assert.equal(quarantined[0]?.reasons, [
    '"idmun" is "y", not a whole number',
    '"temp" is "N/D", not a number',
    '"ides" is 77, outside 1 to 32',
  ]);
  assert.equal(violations, { missing_column: 0, extra_column: 0, type: 1, range: 1 });
  assert.equal(firsts, {
    type: { row: 2, what: '"idmun" is "y", not a whole number' },
    range: { row: 2, what: '"ides" is 77, outside 1 to 32' },
  });
});

test("sortOutRows() quarantines what is no row at all", () => {
  const { frame, quarantined } = sorted(
    [GOOD, null, [1], "x", { ...GOOD, temp: {} }],
    having("type", "discard_row"),
  );
  assert.is(frame.height, 1);
  assert.equal(
    quarantined.map(({ reasons }) => reasons),
    [
      ["it is null, not an object"],
      ["it is an array, not an object"],
      ['it is the string "x", not an object'],
      ['"temp" is an object, not a single value'],
    ],
  );
});

test("sortOutRows() refuses a feed in which more rows break a rule than it allows, as a number or as a share", async () => {
  const rows = [GOOD, BAD.type, GOOD, BAD.type];
  assert.is(sorted(rows, having("type", "discard_row", 2)).quarantined.length, 2);
  assert.is(sorted(rows, having("type", "discard_row", 0.5)).quarantined.length, 2);
  for (const at_most of [1, 0.49]) {
    await failsWith("contract", /^Row 2 of .+ 2 of 4 rows violate the rule "type", which allows 1\./, () =>
      sorted(rows, having("type", "discard_row", at_most)),
    );
  }
});

test("sortOutRows() refuses a feed of which no row is left, and what is no array", async () => {
  await failsWith("contract", /contains no usable row: row 1: "temp" is/, () =>
    sorted([BAD.type], having("type", "discard_row")),
  );
  await failsWith("contract", /contains no rows/, () => sorted([], QUARANTINE));
  await failsWith("contract", /not an array of rows/, () => sortOutRows(json({}), TINY, QUARANTINE, "x"));
});

test("sortOutRows() reads Latin-1 and a byte order mark as feedFrame() does", () => {
  const text = JSON.stringify([tinyRow({ nmun: "Zahuatlán" })]);
  for (const body of [Buffer.from(text, "latin1"), Buffer.from(`\ufeff${text}`)]) {
    const { frame } = sortOutRows(body, TINY, QUARANTINE, "feed.json");
    assert.equal(frame.toRecords(), feedFrame(body, TINY, "feed.json").toRecords());
    assert.is(frame.getColumn("nmun").get(0), "Zahuatlán");
  }
});

test("sortOutRows() and feedFrame() parse no text that contains more than its caps", async () => {
  const capped = { ...TINY, caps: { rows: 2, nesting: 3 } };
  for (const read of [
    (body: Uint8Array) => sortOutRows(body, capped, QUARANTINE, "feed.json"),
    (body: Uint8Array) => feedFrame(body, capped, "feed.json"),
  ]) {
    read(json([GOOD, GOOD]));
    for (const rows of [
      [GOOD, GOOD, GOOD],
      [{}, {}, {}],
    ]) {
      await failsWith("contract", /contains more than the allowed 2 rows/, () => read(json(rows)));
    }
    await failsWith("contract", /contains more than 3 levels/, () => read(json([[[[1]]]])));
  }
});

test("sortOutRows() loses no row: each is taken or quarantined, and those taken are what feedFrame() makes of them", () => {
  const value = fc.constantFrom("1", " 2.5 ", "", "N/D", "99", "-31", null, 7);
  const row = fc.oneof(
    { weight: 3, arbitrary: fc.constant(GOOD as unknown) },
    { weight: 3, arbitrary: value.map((temp) => ({ ...GOOD, temp })) },
    fc.constantFrom(...Object.values(BAD), null),
  );
  fc.assert(
    fc.property(fc.array(row, { maxLength: 12 }), (others) => {
      const rows = [GOOD, ...others];
      const contract = having("type", "discard_row");
      const all: Contract = {
        ...contract,
        missing_column: contract.type,
        extra_column: contract.type,
        range: contract.type,
      };
      const { frame, quarantined } = sorted(rows, all);
      const aside = new Set(quarantined.map(({ row }) => row - 1));
      const taken = rows.filter((_, i) => !aside.has(i));
      assert.is(frame.height + quarantined.length, rows.length);
      assert.equal(frame.toRecords(), feedFrame(json(taken), TINY, "").toRecords());
      for (const record of frame.toRecords())
        assert.ok(record.temp === null || Math.abs(Number(record.temp)) <= 55);
    }),
    { seed: 4, numRuns: 120 },
  );
});

test("sortOutRows() keeps the sign of a zero beside a row that is sorted out, as in a feed without one", () => {
  const rows = [{ ...tinyRow(), nmun: "NAME", temp: "TEMP" }, BAD.extra_column];
  const text = JSON.stringify(rows).replace('"NAME"', "-0").replace('"TEMP"', "-0.0");
  const { frame } = sortOutRows(
    new TextEncoder().encode(text),
    TINY,
    having("extra_column", "discard_row"),
    "feed.json",
  );
  const [nmun, temp] = ["nmun", "temp"].map((name) => frame.getColumn(name).toArray()[0]);
  assert.is(nmun, "-0");
  assert.ok(Object.is(temp, -0));
});

test.run();
