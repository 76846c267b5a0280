import { test } from "uvu";
import * as assert from "uvu/assert";
import { publicUrl } from "../../io/public_url.ts";

test("publicUrl() leaves a URL without secrets as it is written", () => {
  for (const url of [
    "https://smn.conagua.gob.mx/tools/GUI/webservices/?method=3",
    "http://127.0.0.1:8317/sample.json.gz",
    "https://example.org/a?hour=2026-11-24T07:00:00.000Z&at=20261124T07&q=Magdalena%20Zahuatl%C3%A1n&empty=&x",
    "https://example.org?key=",
  ]) {
    assert.is(publicUrl(url), url);
  }
});

test("publicUrl() leaves out who asks, and the fragment", () => {
  assert.is(publicUrl("https://me:word@example.org/feed"), "https://example.org/feed");
  assert.is(publicUrl("https://me@example.org/feed?a=1"), "https://example.org/feed?a=1");
  assert.is(publicUrl("https://example.org/feed#access_token=abc"), "https://example.org/feed");
});

test("publicUrl() hides the value of each parameter that sounds or looks secret, and of no other", () => {
  for (const name of [
    "token",
    "api_key",
    "apikey",
    "APPID_KEY",
    "X-Amz-Signature",
    "password",
    "to%6ben",
    "sig",
  ]) {
    const url = `https://example.org/feed?method=3&${name}=`;
    assert.is(publicUrl(`${url}hush&b=2`), `${url}***&b=2`);
  }
  const long = "d131dd02c5e6eec4693d9a0698aff95c";
  assert.is(publicUrl(`https://example.org/?appid=${long}`), "https://example.org/?appid=***");
  assert.is(publicUrl("https://example.org/?token=%E0%A4%A"), "https://example.org/?token=***");
});

test("publicUrl() hides what a text that is no URL may hold", () => {
  assert.is(publicUrl("http://me:word@[bad/feed?token=abc"), "http://[bad/feed?***");
  assert.is(publicUrl("smn-horly"), "smn-horly");
});

test.run();
