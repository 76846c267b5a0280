import { test } from "uvu";
import * as assert from "uvu/assert";
import { type Feed, feedChanges } from "../../configs/mod.ts";
import { TINY_FEED } from "../helpers/feeds/tiny_feed.ts";

const withUnit = (unit: string | undefined): Partial<Feed> => ({
  columns: TINY_FEED.columns.map(({ unit: old, ...column }) => {
    const own = column.name === "temp" ? unit : old;
    return { ...column, ...(own !== undefined && { unit: own }) };
  }),
});
const [mean] = TINY_FEED.means as [Feed["means"][number]];

test("feedChanges() tells what changes the meaning of a feed's tables", () => {
  for (const [part, clause] of [
    [{ clock: "UTC" }, 'its clock is "UTC" instead of "America/Mexico_City"'],
    [{ synthetic: true }, "its values are made up now"],
    [withUnit("°F"), '"temp" is in "°F" instead of "°C"'],
    [withUnit(undefined), '"temp" is in no unit instead of "°C"'],
    [{ means: [{ ...mean, of: ["ides"] }] }, '"temp_mean" is made of ides instead of temp'],
    [{ means: [{ ...mean, unit: "K" }] }, '"temp_mean" is in "K" instead of "°C"'],
    [{ means: [] }, 'it has no mean "temp_mean" any more'],
  ] as const)
    assert.equal(feedChanges(TINY_FEED, { ...TINY_FEED, ...part }), { changed: [clause], added: [] });
});

test("feedChanges() tells what is only added, and lets all else be", () => {
  const less = { ...TINY_FEED, ...withUnit(undefined), labels: [], means: [{ ...mean, unit: "" }] };
  const second = { ...mean, name: "warmth" };
  assert.equal(feedChanges(less, { ...TINY_FEED, means: [mean, second] }), {
    changed: [],
    added: [
      'the unit "°C" of "temp"',
      'the unit "°C" of "temp_mean"',
      'the mean "warmth"',
      'the label "nmun"',
    ],
  });
  const marked = TINY_FEED.columns.map((column) =>
    column.name === "temp" ? { ...column, missing: [-99] } : column,
  );
  assert.equal(feedChanges(TINY_FEED, { ...TINY_FEED, columns: marked }).added, [
    'what is missing in "temp"',
  ]);
  const other = {
    ...TINY_FEED,
    title: { en: "Another" },
    urls: ["https://example.org/"] as const,
    labels: [],
    expected: { towns: 9, records_per_town: 9 },
    columns: TINY_FEED.columns.map((column) => ({ ...column, meaning: "Another" })),
  };
  assert.equal(feedChanges(TINY_FEED, other), { changed: [], added: [] });
});

test.run();
