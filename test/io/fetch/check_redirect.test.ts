import { test } from "uvu";
import * as assert from "uvu/assert";
import { checkRedirect } from "../../../io/fetch/_check_redirect.ts";

test("checkRedirect() lets another path, port and query of the same host pass, and http become https", () => {
  for (const next of [
    "http://a.org/other?x=1",
    "https://a.org/feed",
    "http://a.org:8080/feed",
    "http://A.ORG/",
  ]) {
    checkRedirect("http://a.org/feed", next);
  }
  checkRedirect("https://a.org/feed", "https://a.org:8443/");
});

test("checkRedirect() refuses every other host, another scheme and the way back from https, naming both URLs", () => {
  const refused = (asked: string, next: string, clause: RegExp) =>
    assert.throws(() => checkRedirect(asked, next), clause);
  const http = "http://a.org/feed";
  refused(
    http,
    "http://b.org/feed",
    /^"http:\/\/a\.org\/feed" redirects to "http:\/\/b\.org\/feed", another host$/,
  );
  refused(http, "http://www.a.org/feed", /another host$/);
  refused(http, "http://127.0.0.1/feed", /another host$/);
  refused(
    http,
    "file:///etc/passwd",
    /redirects to "file:\/\/\/etc\/passwd", which is no "http:" or "https:" URL$/,
  );
  refused(http, "ftp://a.org/feed", /which is no "http:" or "https:" URL$/);
  refused("https://a.org/feed", http, /which is not encrypted, although the first address is$/);
});

test("checkRedirect() shows no secret of either URL", () => {
  try {
    checkRedirect("http://me:hush@a.org/?token=hush", "http://you:hush@b.org/?api_key=hush");
    assert.unreachable();
  } catch (error) {
    assert.is(
      (error as Error).message,
      '"http://a.org/?token=***" redirects to "http://b.org/?api_key=***", another host',
    );
  }
});

test.run();
