import { test } from "uvu";
import * as assert from "uvu/assert";
import { BUILT_IN_FEEDS } from "../../../configs/mod.ts";
import { feedTitle } from "../../../reports/page/feed_title.ts";
import { WORDS } from "../../../reports/page/words.ts";

const FEEDS = [...BUILT_IN_FEEDS.values()];

test("feedTitle() calls each built-in feed as its description does in English, and otherwise in Spanish", () => {
  for (const feed of FEEDS) {
    assert.is(feedTitle(feed, WORDS.en), feed.title);
    assert.match(feedTitle(feed, WORDS.es), /^Pronóstico municipal /);
  }
});

test("feedTitle() leaves the title of a feed of one's own", () => {
  assert.is(feedTitle({ name: "mine", title: "My feed" }, WORDS.es), "My feed");
});

test.run();
