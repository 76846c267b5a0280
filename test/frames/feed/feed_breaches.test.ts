import { test } from "uvu";
import * as assert from "uvu/assert";
import { feedBreaches } from "../../../frames/feed/feed_breaches.ts";

const CHECK = { rows: 1_290, towns: 12, recordsPerTown: { fewest: 100, most: 116 }, duplicates: 2 };
const found = (...given: Parameters<typeof feedBreaches>) =>
  Object.fromEntries(feedBreaches(...given).map((breach) => [breach.rule, [breach.found, breach.of]]));

test("feedBreaches() counts the records that a town lacks and those that stand twice", () => {
  assert.equal(found(CHECK, { recordsPerTown: 116 }), { records: [16, 116], duplicates: [2, 1_290] });
  const [records, duplicates] = feedBreaches(CHECK, { recordsPerTown: 116 });
  assert.is(records?.says, "a town has only 100 of 116 records");
  assert.is(duplicates?.says, "records of the same town and time as a later one: 2");
});

test("feedBreaches() counts the towns and records that the feed before had and this one has not", () => {
  const last = { rows: 2_345, towns: 20 };
  const { fewerTowns, fewerRecords } = found(CHECK, { recordsPerTown: 1 }, last);
  assert.equal(
    [fewerTowns, fewerRecords],
    [
      [8, 20],
      [1_055, 2_345],
    ],
  );
  assert.is(
    feedBreaches(CHECK, { recordsPerTown: 1 }, last).at(-1)?.says,
    "the feed before had 2,345 records, this one has 1,290",
  );
});

test("feedBreaches() counts nothing where a feed has more than is expected, and more than the one before", () => {
  assert.equal(found({ ...CHECK, duplicates: 0 }, { recordsPerTown: 90 }, { rows: 1_289, towns: 12 }), {
    records: [0, 90],
    duplicates: [0, 1_290],
    fewerTowns: [0, 12],
    fewerRecords: [0, 1_289],
  });
});

test.run();
