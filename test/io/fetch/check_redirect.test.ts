import { test } from "uvu";
import * as assert from "uvu/assert";
import { checkRedirect } from "../../../io/fetch/_check_redirect.ts";

const SOURCE = "http://a.org/feed?key=${KEY}";

test("checkRedirect() lets another path, port and query of the same host pass, and http become https", () => {
  for (const next of [
    "http://a.org/other?x=1",
    "https://a.org/feed",
    "http://a.org:8080/feed",
    "http://A.ORG/",
  ]) {
    checkRedirect("http://a.org/feed", next, SOURCE);
  }
  checkRedirect("https://a.org/feed", "https://a.org:8443/", SOURCE);
});

test("checkRedirect() refuses every other host, another scheme and the way back from https, naming the feed's URL and the host", () => {
  const refused = (asked: string, next: string, clause: RegExp) =>
    assert.throws(() => checkRedirect(asked, next, SOURCE), clause);
  const http = "http://a.org/feed";
  refused(
    http,
    "http://b.org/feed",
    /^"http:\/\/a\.org\/feed\?key=\$\{KEY\}" redirects to "http:\/\/b\.org\/…", another host$/,
  );
  refused(http, "http://www.a.org/feed", /another host$/);
  refused(http, "http://127.0.0.1/feed", /another host$/);
  refused(http, "file:///etc/passwd", /redirects to "file:…", which is no "http:" or "https:" URL$/);
  refused(http, "ftp://a.org/feed", /which is no "http:" or "https:" URL$/);
  refused("https://a.org/feed", http, /which is not encrypted, although the first address is$/);
});

test.run();
