import { test } from "uvu";
import * as assert from "uvu/assert";
import { BUILT_IN_FEEDS } from "../../configs/built_in_feeds.ts";
import { SETTING_SPECS } from "../../configs/setting_specs.ts";

test("BUILT_IN_FEEDS has the columns that the provider serves, in its alphabetical order", () => {
  const counts = { "smn-hourly": 20, "smn-daily": 19, sample: 20 };
  assert.equal([...BUILT_IN_FEEDS.keys()], Object.keys(counts));
  for (const [name, count] of Object.entries(counts)) {
    const columns = BUILT_IN_FEEDS.get(name)?.columns.map((column) => column.name) ?? [];
    assert.is(columns.length, count, name);
    assert.equal(columns, [...columns].sort(), name);
  }
});

test("BUILT_IN_FEEDS begins with the default feed", () => {
  assert.is([...BUILT_IN_FEEDS.keys()][0], SETTING_SPECS.feed.default);
});

test("BUILT_IN_FEEDS marks made-up rows, and nothing else, as synthetic", () => {
  const synthetic = [...BUILT_IN_FEEDS.values()].filter((feed) => feed.synthetic);
  assert.equal(
    synthetic.map(({ name }) => name),
    ["sample"],
  );
});

test.run();
