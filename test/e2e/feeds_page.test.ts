import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { parseFeed } from "../../configs/description/parse_feed.ts";

const DOCS = fileURLToPath(new URL("../../docs", import.meta.url));
const PAGE = await readFile(join(DOCS, "feeds.md"), "utf8");

test("docs/feeds.md: every field of a description is in it, and those of its examples are good", async () => {
  for (const name of ["air_quality", "daily"]) {
    const described = JSON.parse(await readFile(join(DOCS, `feeds/${name}.feed.json`), "utf8"));
    const feed = parseFeed(described, name);
    for (const field of Object.keys(feed))
      if (!["synthetic", "public_urls"].includes(field)) assert.ok(PAGE.includes(`\`${field}\``), field);
  }
});

test("docs/feeds.md: its smallest description is a valid one", () => {
  const [, text = ""] = /## The smallest description[\s\S]*?```json\n([\s\S]*?)```/.exec(PAGE) ?? [];
  const feed = parseFeed(JSON.parse(text), "docs/feeds.md");
  assert.equal([feed.name, feed.key, feed.time], ["my-feed", ["ides", "idmun"], "hloc"]);
});

test.run();
