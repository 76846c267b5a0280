import { test } from "uvu";
import * as assert from "uvu/assert";
import { bundlePage } from "../../io/bundle_page.ts";

test("bundlePage() gives one script and one style that ask for nothing else", async () => {
  const { script, style } = await bundlePage();
  assert.ok(script.length > 100_000 && script.length < 600_000, `${script.length}`);
  assert.not.match(script, /\bfetch\(|XMLHttpRequest|import\(|<\/script/);
  assert.match(style, /data-theme/);
  assert.not.match(style, /url\(|@import/);
});

test.run();
