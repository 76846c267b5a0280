import { test } from "uvu";
import * as assert from "uvu/assert";
import { publicUrl } from "../../io/public_url.ts";

test("publicUrl() leaves scheme, host and port of a URL, and nothing else", () => {
  for (const rest of [
    "/forecast/hush/now",
    "/?appid=hush",
    "/;token=hush",
    "/#hush",
    "?hush",
    "#hush",
    "/hush:8080",
    "/a?b=//hush@c",
  ]) {
    assert.is(publicUrl(`https://example.org${rest}`), "https://example.org/…");
    assert.is(publicUrl(`HTTP://me:hush@example.org:8317${rest}`), "http://example.org:8317/…");
  }
  assert.is(publicUrl("https://hush@example.org"), "https://example.org/…");
  assert.is(publicUrl("sc://10.0.0.7:15002/;token=hush"), "sc://10.0.0.7:15002/…");
  assert.is(publicUrl("sc://10.0.0.7:15002"), "sc://10.0.0.7:15002/");
  assert.is(publicUrl("https:/example.org/hush"), "https://example.org/…");
});

test("publicUrl() shows a URL whole that is no more than scheme and host", () => {
  assert.is(publicUrl("https://example.org/"), "https://example.org/");
  assert.is(publicUrl("https://example.org"), "https://example.org/");
});

test("publicUrl() leaves the scheme alone where there is no host, or none that can be read", () => {
  for (const [text, shown] of [
    ["file:///home/hush", "file:…"],
    ["data:text/plain,hush", "data:…"],
    ["http://me:hush@[bad/feed?token=hush", "http:…"],
    ["https://me:hush@", "https:…"],
    ["//me:hush@example.org/feed", "//…"],
  ] as const) {
    assert.is(publicUrl(text), shown);
  }
});

test("publicUrl() leaves a text that is no URL as it is", () => {
  for (const text of ["smn-horly", "feeds/mine.json", "/srv/feed.json", "C:\\feed.json", ""])
    assert.is(publicUrl(text), text);
});

test.run();
