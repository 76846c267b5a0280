import { test } from "uvu";
import * as assert from "uvu/assert";
import { townLabels } from "../../../engines/polars/_town_labels.ts";
import { feedFrame } from "../../../frames/feed/feed_frame.ts";
import pl from "../../../frames/polars.ts";
import { json, TINY, type TinyRow, tinyRow } from "../../helpers/feeds/tiny_feed.ts";

const lazy = (rows: Partial<TinyRow>[]) => feedFrame(json(rows.map(tinyRow)), TINY, "feed.json").lazy();

test("townLabels() gives a renamed town its last name, also where the last one is null", () => {
  const older = [{ nmun: "Old" }, { ides: "1", nmun: "Gone" }, { ides: "2", nmun: "Named" }];
  const newer = [{ nmun: "New" }, { ides: "2", nmun: "" }];
  const labels = townLabels(TINY)(pl.concat([older, newer].map(lazy))).collectSync();
  assert.equal(labels.columns, ["ides", "idmun", "nmun"]);
  assert.equal(
    labels
      .sort({ by: ["ides"] })
      .getColumn("nmun")
      .toArray(),
    ["Gone", null, "New"],
  );
});

test("townLabels() of a feed without labels are the towns", () => {
  const labels = townLabels({ ...TINY, labels: [] })(lazy([{}, {}])).collectSync();
  assert.equal(labels.toRecords(), [{ ides: 20, idmun: 54 }]);
});

test.run();
