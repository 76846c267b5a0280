import { test } from "uvu";
import * as assert from "uvu/assert";
import { feedViolations } from "../../../frames/feed/feed_violations.ts";

const CHECK = { rows: 1_290, towns: 12, town_records: { fewest: 100, most: 116 }, duplicates: 2 };
const found = (...given: Parameters<typeof feedViolations>) =>
  Object.fromEntries(
    feedViolations(...given).map((violation) => [violation.rule, [violation.found, violation.of]]),
  );

test("feedViolations() counts the records that a town lacks and those that stand twice", () => {
  assert.equal(found(CHECK, { records_per_town: 116 }), { records: [16, 116], duplicates: [2, 1_290] });
  const [records, duplicates] = feedViolations(CHECK, { records_per_town: 116 });
  assert.is(records?.says, "a town has only 100 of 116 records");
  assert.is(duplicates?.says, "duplicate records (same town and time): 2");
});

test("feedViolations() counts the towns and records that the previous feed had and this one has not", () => {
  const last = { rows: 2_345, towns: 20 };
  const { fewer_towns, fewer_records } = found(CHECK, { records_per_town: 1 }, last);
  assert.equal(
    [fewer_towns, fewer_records],
    [
      [8, 20],
      [1_055, 2_345],
    ],
  );
  assert.is(
    feedViolations(CHECK, { records_per_town: 1 }, last).at(-1)?.says,
    "the previous feed had 2,345 records, this one has 1,290",
  );
});

test("feedViolations() counts nothing where a feed has more than is expected, and more than the one before", () => {
  assert.equal(found({ ...CHECK, duplicates: 0 }, { records_per_town: 90 }, { rows: 1_289, towns: 12 }), {
    records: [0, 90],
    duplicates: [0, 1_290],
    fewer_towns: [0, 12],
    fewer_records: [0, 1_289],
  });
});

test.run();
