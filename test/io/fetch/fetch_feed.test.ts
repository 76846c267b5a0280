import { rm, writeFile } from "node:fs/promises";
import { createSecureServer, createServer } from "node:http2";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { createServer as createTlsServer } from "node:tls";
import { inspect } from "node:util";
import { gzipSync } from "node:zlib";
import axios, { AxiosError } from "axios";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { wholeText } from "../../../io/body/whole_text.ts";
import type { Effects } from "../../../io/effects.ts";
import { fetchFeed } from "../../../io/fetch/fetch_feed.ts";
import { publicUrl } from "../../../io/public_url.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { certificate } from "../../helpers/faults/certificate.ts";
import { type Answer, type FaultServer, faultServer } from "../../helpers/faults/fault_server.ts";
import { withTemporaryFolder } from "../../helpers/folders/temporary_folder.ts";

const JSON_TEXT = '[{"a":"1"}]';
const GZIP = gzipSync(JSON_TEXT);
const GOOD: Answer = { body: GZIP };
const POLICY = { attempts: 3, timeoutSeconds: 5, deadlineSeconds: 300 };
const NOW = new Date("2026-01-02T03:04:05Z");
const WAY_OUT = String.raw`Try again later, or use "--from" with a file\.$`;

type Scripts = Readonly<Record<string, readonly Answer[]>>;

/** A feed whose URLs are the scripts' paths, on a server that follows them, in a world where waits are listed. */
async function withFeed(scripts: Scripts, run: (world: World) => Promise<void>): Promise<void> {
  const server = await faultServer(scripts);
  const waits: number[] = [];
  const [first = "", ...others] = Object.keys(scripts).map((path) => server.origin + path);
  try {
    await run({
      server,
      waits,
      paths: () => server.requests.map(({ path }) => path),
      feed: {
        name: "tiny",
        urls: [first, ...others],
        public_urls: true,
        headers: { "User-Agent": "Mozilla/5.0 municlima" },
        caps: { body_bytes: 100_000, text_bytes: 200_000 },
        makeSink: wholeText,
      },
      effects: {
        http: axios,
        now: () => NOW,
        environment: {},
        random: () => 0.5,
        sleep: async (milliseconds) => waits.push(milliseconds),
      },
    });
  } finally {
    await server.close();
  }
}

type World = {
  readonly server: FaultServer;
  readonly waits: number[];
  readonly paths: () => string[];
  readonly feed: Parameters<typeof fetchFeed<Uint8Array>>[0];
  readonly effects: Pick<Effects, "http" | "sleep" | "random" | "now" | "environment">;
};

/** Expects that one URL which always gives this answer ends with this clause about it. */
async function expectClause(answer: Answer, clause: RegExp, tries = 3, policy = POLICY): Promise<void> {
  await withFeed({ "/feed": [answer] }, async ({ feed, effects, paths }) => {
    const requests = tries === 1 ? String.raw`\(1 request\)` : String.raw`\(${tries} requests\)`;
    const message = new RegExp(
      `^Could not fetch feed "tiny" ${requests}: "${feed.urls[0]}" ${clause.source}`,
    );
    await failsWith("upstream", message, () => fetchFeed(feed, policy, {}, effects));
    assert.is(paths().length, tries);
  });
}

test("fetchFeed() gives the body as served, its text, its time and the headers that tell of it", async () => {
  const file = Buffer.from(GZIP);
  file.writeUInt32LE(86_400, 4);
  const headers = { "Last-Modified": "Fri, 02 Jan 2026 03:00:00 GMT", "X-Powered-By": "PHP", Date: "today" };
  await withFeed({ "/feed": [{ body: file, headers }] }, async ({ feed, effects, server, waits }) => {
    const { body, text, sha256, ...rest } = await fetchFeed(feed, POLICY, {}, effects);
    assert.ok(file.equals(body));
    assert.is(Buffer.from(text).toString(), JSON_TEXT);
    assert.equal(rest, {
      modifiedAt: new Date("1970-01-02T00:00:00Z"),
      textBytes: JSON_TEXT.length,
      gzipped: true,
      source: `${server.origin}/feed`,
      status: 200,
      headers: {
        "content-length": String(file.length),
        date: "today",
        "last-modified": "Fri, 02 Jan 2026 03:00:00 GMT",
      },
      requests: 1,
    });
    assert.is(server.requests[0]?.headers["user-agent"], "Mozilla/5.0 municlima");
    assert.equal(waits, []);
  });
});

test("fetchFeed() takes plain JSON, a chunked body and a redirected one", async () => {
  const scripts = {
    "/moved": [{ status: 302, headers: { Location: "/feed" } }],
    "/feed": [{ body: JSON_TEXT, headers: { "Transfer-Encoding": "chunked" } }],
  };
  await withFeed(scripts, async ({ feed, effects, server }) => {
    const { text, gzipped, source } = await fetchFeed(feed, POLICY, {}, effects);
    assert.is(Buffer.from(text).toString(), JSON_TEXT);
    assert.is(gzipped, false);
    assert.is(source, `${server.origin}/moved`);
  });
});

test("fetchFeed() goes by the bytes when a header calls plain JSON gzip", async () => {
  const answer = {
    body: JSON_TEXT,
    headers: { "Content-Encoding": "gzip", "Content-Type": "application/gzip" },
  };
  await withFeed({ "/feed": [answer] }, async ({ feed, effects }) => {
    assert.is((await fetchFeed(feed, POLICY, {}, effects)).gzipped, false);
  });
});

test("fetchFeed() asks the fallback at once, without a wait", async () => {
  await withFeed(
    { "/a": [{ status: 500 }], "/b": [GOOD] },
    async ({ feed, effects, paths, waits, server }) => {
      const { source, requests } = await fetchFeed(feed, POLICY, {}, effects);
      assert.is(source, `${server.origin}/b`);
      assert.is(requests, 2);
      assert.equal(paths(), ["/a", "/b"]);
      assert.equal(waits, []);
    },
  );
});

test("fetchFeed() asks all URLs again after a wait, and tells why", async () => {
  const scripts = { "/a": [{ status: 503 }, { status: 404 }, GOOD], "/b": [{ body: "<html>" }] };
  await withFeed(scripts, async ({ feed, effects, paths, waits }) => {
    const retries: unknown[] = [];
    const onRetry = (retry: unknown) => retries.push(retry);
    const { requests } = await fetchFeed(feed, POLICY, { onRetry }, effects);
    assert.is(requests, 5);
    assert.equal(paths(), ["/a", "/b", "/a", "/b", "/a"]);
    assert.equal(waits, [1_500, 3_000]);
    const [a, b] = feed.urls;
    const html = `"${b}" holds an HTML page (6 bytes) where a feed should be`;
    assert.equal(retries, [
      { round: 2, waitMilliseconds: 1_500, reason: `"${a}" answered 503 (Service Unavailable); ${html}` },
      { round: 3, waitMilliseconds: 3_000, reason: `"${a}" answered 404 (Not Found); ${html}` },
    ]);
  });
});

test("fetchFeed() asks a URL that answers 403 once, and its fallback in every round", async () => {
  await withFeed({ "/a": [{ status: 403 }], "/b": [{ status: 500 }] }, async ({ feed, effects, paths }) => {
    const message = new RegExp(
      `^Could not fetch feed "tiny" \\(4 requests\\): "${feed.urls[0]}" answered 403 \\(Forbidden\\); ` +
        `"${feed.urls[1]}" answered 500 \\(Internal Server Error\\)\\. The service refuses clients whose ` +
        `User-Agent does not look like a browser's: check the feed's headers\\. ${WAY_OUT}`,
    );
    await failsWith("upstream", message, () => fetchFeed(feed, POLICY, {}, effects));
    assert.equal(paths(), ["/a", "/b", "/b", "/b"]);
  });
});

test("fetchFeed() refuses a part of a feed, though it is a whole JSON text, and asks for the feed again", async () => {
  const part = { status: 206, body: '[{"a":"1"}]', headers: { "Content-Range": "bytes 0-10/4711" } };
  await expectClause(part, /answered 206 \(Partial Content\) with a part of the feed alone\. Try/);
  await withFeed({ "/feed": [part, GOOD] }, async ({ feed, effects, waits }) => {
    assert.is((await fetchFeed(feed, POLICY, {}, effects)).status, 200);
    assert.is(waits.length, 1);
  });
});

test("fetchFeed() says what to do where a server speaks HTTP/2 alone, and asks it once", async () => {
  const advice =
    /\(1 request\): "\S+" speaks HTTP\/2 alone, which this program does not\. Fetch the feed with "curl --http2 --output feed\.json\.gz" and its URL\. Try again later, or use "--from"/;
  const made = certificate();
  const plain = createServer();
  const secure = made && createSecureServer({ ...made, allowHTTP1: false });
  // Behind TLS others begin with a frame of HTTP/2, too.
  const frames =
    made && createTlsServer(made, (socket) => socket.end(Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0])));
  for (const [server, scheme] of [
    [plain, "http"],
    [secure, "https"],
    [frames, "https"],
  ] as const) {
    if (server === undefined) continue;
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    // A test that fails leaves it open.
    server.unref();
    await withFeed({}, async ({ feed, effects }) => {
      const asked = { ...feed, urls: [`${scheme}://127.0.0.1:${port}/feed`] as const };
      await failsWith("upstream", advice, () =>
        fetchFeed(asked, { ...POLICY, insecureTls: true }, {}, effects),
      );
    });
    server.close();
  }
  for (const answer of [{ status: 505 }, { status: 426, headers: { Upgrade: "h2c" } }])
    await expectClause(answer, /speaks HTTP\/2 alone/, 1);
  if (made !== undefined) await rm(dirname(made.certFile), { recursive: true });
});

test("fetchFeed() gives up at once when every URL is refused for good", async () => {
  await withFeed(
    { "/a": [{ status: 401 }], "/b": [{ status: 410 }] },
    async ({ feed, effects, paths, waits }) => {
      const message = /\(2 requests\): .* answered 401 \(Unauthorized\); .* answered 410 \(Gone\)\. Try/;
      await failsWith("upstream", message, () => fetchFeed(feed, POLICY, {}, effects));
      assert.equal(paths(), ["/a", "/b"]);
      assert.equal(waits, []);
    },
  );
});

test("fetchFeed() tries again after every status that may go away", async () => {
  for (const status of [304, 404, 408, 425, 429, 500, 502, 503, 504, 599]) {
    await withFeed({ "/feed": [{ status }, GOOD] }, async ({ feed, effects }) => {
      assert.is((await fetchFeed(feed, POLICY, {}, effects)).requests, 2, String(status));
    });
  }
});

test("fetchFeed() waits as long as the server asks, in seconds or until a date, but a minute at most", async () => {
  const asked = (value: string) => ({ status: 429, headers: { "Retry-After": value } });
  const inTwentySeconds = new Date(NOW.getTime() + 20_000).toUTCString();
  const script = [asked("10"), asked(inTwentySeconds), asked("3600"), asked("1"), asked("soon"), GOOD];
  await withFeed({ "/feed": script }, async ({ feed, effects, waits }) => {
    await fetchFeed(feed, { ...POLICY, attempts: 6 }, {}, effects);
    assert.equal(waits, [10_000, 20_000, 60_000, 12_000, 24_000]);
  });
});

test("fetchFeed() waits for the most patient of its URLs, also when the answer's body is cut", async () => {
  const busy = (seconds: string) => ({
    status: 503,
    headers: { "Retry-After": seconds },
    body: "busy",
    cutAfter: 1,
  });
  await withFeed({ "/a": [busy("30"), GOOD], "/b": [busy("7")] }, async ({ feed, effects, waits }) => {
    await fetchFeed(feed, POLICY, {}, effects);
    assert.equal(waits, [30_000]);
  });
});

test("fetchFeed() says so when a body is no feed", async () => {
  await expectClause({ body: "" }, /holds nothing: it is empty\. Try again later/);
  await expectClause({ status: 204 }, /holds nothing: it is empty\. Try/);
  await expectClause(
    { body: "<p>Mantenimiento</p>" },
    /holds an HTML page \(20 bytes\) where a feed should be\. Try/,
  );
  await expectClause(
    { body: GZIP.subarray(0, -3) },
    /holds a gzip file that is cut short \(\d+ bytes\)\. Try/,
  );
  await expectClause({ body: gzipSync(GZIP) }, /holds gzip inside gzip/);
});

test("fetchFeed() says so when the connection or the body is cut", async () => {
  await expectClause({ instead: "cut" }, /gave no answer \(connection cut\)\. Try again later/);
  await expectClause({ instead: "reset" }, /gave no answer \(connection cut\)\. Try/);
  const stopped = /stopped in the middle of its body \(connection cut\)\. Try/;
  await expectClause({ body: GZIP, cutAfter: 10 }, stopped);
  await expectClause({ body: GZIP, cutAfter: 10, headers: { "Transfer-Encoding": "chunked" } }, stopped);
  await expectClause({ body: GZIP, headers: { "Content-Length": "5000" } }, stopped);
});

test("fetchFeed() says so when an answer is longer than its Content-Length", async () => {
  const answer = { body: GZIP, headers: { "Content-Length": "12" } };
  await expectClause(
    answer,
    /(gave no answer \(answer breaks the rules of HTTP\)|holds a gzip file that is cut)/,
  );
});

test("fetchFeed() says so when a server does not answer in time or stops in its body", async () => {
  const policy = { ...POLICY, attempts: 1, timeoutSeconds: 0.1 };
  await expectClause({ instead: "silence" }, /gave no answer \(timed out\)\. Try/, 1, policy);
  await expectClause({ body: GZIP, stallAfter: 5 }, /stopped in the middle of its body/, 1, policy);
});

test("fetchFeed() gives up on a redirect that goes in circles or nowhere", async () => {
  const to = (Location: string) => ({ status: 302, headers: { Location } });
  await withFeed({ "/feed": [to("/feed")] }, async ({ feed, effects, paths }) => {
    const message = /gave no answer \(too many redirects\)/;
    await failsWith("upstream", message, () => fetchFeed(feed, { ...POLICY, attempts: 1 }, {}, effects));
    assert.is(paths().length, 6);
  });
  await expectClause(to("http://["), /gave no answer \(Redirected request failed: Invalid URL\)/);
});

test("fetchFeed() refuses a redirect to another host or to a file, and asks nobody there", async () => {
  const to = (Location: string) => ({ status: 302, headers: { Location } });
  const policy = { ...POLICY, attempts: 1 };
  // The same machine by another name is another host.
  const elsewhere = await faultServer({ "/feed": [GOOD] });
  const there = `${elsewhere.origin.replace("127.0.0.1", "localhost")}/feed`;
  try {
    for (const [next, flaw] of [
      [there, "another host"],
      [there.replace("http:", ""), "another host"],
      ["file:///etc/hostname", `which is no "http:" or "https:" URL`],
    ] as const) {
      await withFeed(
        { "/feed": [to("/again")], "/again": [to(next)] },
        async ({ feed, effects, server, paths }) => {
          const urls = [`${server.origin}/feed`] as const;
          const { message } = await failsWith("upstream", /If the feed has moved there/, () =>
            fetchFeed({ ...feed, urls }, policy, {}, effects),
          );
          const shown = publicUrl(next.replace(/^\/\//, "http://"));
          assert.ok(
            message.includes(`"${server.origin}/feed" redirects to "${shown}", ${flaw}. If`),
            message,
          );
          assert.equal(paths(), ["/feed", "/again"]);
        },
      );
    }
    assert.equal(elsewhere.requests, []);
  } finally {
    await elsewhere.close();
  }
});

test("fetchFeed() does not ask again for a body that is too large, told or not", async () => {
  const body = Buffer.alloc(100_001, "[");
  const clause = /sends more than the allowed 100,000 bytes\. Try again later/;
  await expectClause({ body, stallAfter: 10 }, clause, 1);
  await expectClause({ body, headers: { "Transfer-Encoding": "chunked" } }, clause, 1);
  await withFeed({ "/feed": [{ body: body.subarray(1) }] }, async ({ feed, effects }) => {
    assert.is((await fetchFeed(feed, POLICY, {}, effects)).body.length, 100_000);
  });
});

test("fetchFeed() says in words that nobody listens, or that no TLS is spoken", async () => {
  await withFeed({ "/feed": [] }, async ({ feed, effects, server }) => {
    const at = (...urls: [string, ...string[]]) => fetchFeed({ ...feed, urls }, POLICY, {}, effects);
    const secure = server.origin.replace("http:", "https:");
    await failsWith("upstream", /gave no answer \(TLS handshake failed\)\. Try/, () => at(secure));
    await server.close();
    await failsWith("upstream", /gave no answer \(connection refused\)\. Try/, () => at(server.origin));
  });
});

test("fetchFeed() tells how to add a CA when a certificate is not accepted", async () => {
  await withFeed({ "/feed": [] }, async ({ feed, effects }) => {
    const error = new AxiosError("self-signed certificate", "DEPTH_ZERO_SELF_SIGNED_CERT");
    const http = { get: () => Promise.reject(error) } as unknown as Effects["http"];
    const message =
      /\(TLS certificate not accepted: self-signed certificate\)\. If only a CA .* NODE_EXTRA_CA_CERTS .*\. Try/;
    await failsWith("upstream", message, () => fetchFeed(feed, POLICY, {}, { ...effects, http }));
  });
});

test("fetchFeed() ends at its deadline even when a body keeps trickling", async () => {
  const policy = { ...POLICY, deadlineSeconds: 0.15 };
  const scripts = { "/a": [{ body: Buffer.alloc(500, "["), trickleEvery: 10 }], "/b": [GOOD] };
  await withFeed(scripts, async ({ feed, effects, paths }) => {
    const message =
      /^Could not fetch feed "tiny" within 0\.15 s \(1 request\): "\S+" had not finished at the deadline\./;
    await failsWith("upstream", message, () => fetchFeed(feed, policy, {}, effects));
    assert.equal(paths(), ["/a"]);
  });
});

test("fetchFeed() does not begin a wait that would outlast its deadline", async () => {
  const busy = { status: 503, headers: { "Retry-After": "40" } };
  await withFeed({ "/feed": [busy] }, async ({ feed, effects, waits, paths }) => {
    const message = /^Could not fetch feed "tiny" within 30 s \(1 request\): "\S+" answered 503 /;
    await failsWith("upstream", message, () =>
      fetchFeed(feed, { ...POLICY, deadlineSeconds: 30 }, {}, effects),
    );
    assert.equal(waits, []);
    assert.equal(paths(), ["/feed"]);
  });
});

test("fetchFeed() ends a wait at its deadline even when the clock was set back", async () => {
  await withFeed({ "/feed": [{ status: 503 }] }, async ({ feed, effects, paths }) => {
    let hour = 12;
    const now = () => new Date(Date.UTC(2026, 0, 1, hour--));
    const sleep: Effects["sleep"] = (milliseconds, signal) => delay(milliseconds, undefined, { signal });
    const late = () => fetchFeed(feed, { ...POLICY, deadlineSeconds: 0.1 }, {}, { ...effects, now, sleep });
    await failsWith("upstream", /within 0\.1 s \(1 request\): "\S+" answered 503 /, late);
    assert.equal(paths(), ["/feed"]);
  });
});

test("fetchFeed() keeps every URL's failure as the cause", async () => {
  await withFeed({ "/a": [{ status: 500 }], "/b": [{ body: "<" }] }, async ({ feed, effects }) => {
    const { cause } = await failsWith("upstream", /./, () => fetchFeed(feed, POLICY, {}, effects));
    assert.instance(cause, AggregateError);
    const causes = (cause as AggregateError).errors.map((error) => error.cause);
    assert.equal([causes[0].status, causes[0].code], [500, "ERR_BAD_RESPONSE"]);
    assert.match(causes[1].message, /holds an HTML page/);
  });
});

test("fetchFeed() fills in the variables of URLs and headers for its requests, and shows none of them", async () => {
  const scripts = { "/a%2Fb/feed?k=4%262": [GOOD], "/down/a%2Fb": [{ status: 500 }] };
  await withFeed(scripts, async ({ feed, effects, server }) => {
    const environment = { AIR_KEY: "a/b", AIR_PIN: "4&2", AIR_USER: "me@home", AIR_TOKEN: "hush hush" };
    const at = server.origin.replace("//", "//${AIR_USER}:${AIR_PIN}@");
    const headers = { "X-Token": "Bearer ${AIR_TOKEN}" };
    const from = (path: string, public_urls: boolean) => {
      const urls = [`${at}${path}`] as const;
      const asked = { ...feed, urls, public_urls, headers };
      return fetchFeed(asked, { ...POLICY, attempts: 1 }, {}, { ...effects, environment });
    };
    assert.is((await from("/${AIR_KEY}/feed?k=${AIR_PIN}", false)).source, `${server.origin}/…`);
    assert.is(
      (await from("/${AIR_KEY}/feed?k=${AIR_PIN}", true)).source,
      `${at}/\${AIR_KEY}/feed?k=\${AIR_PIN}`,
    );
    for (const { headers } of server.requests) {
      assert.is(headers.authorization, `Basic ${btoa("me@home:4&2")}`);
      assert.is(headers["x-token"], "Bearer hush hush");
    }
    const failure = await failsWith("upstream", /answered 500/, () => from("/down/${AIR_KEY}", false));
    const shown = inspect(failure, { depth: 20, showHidden: true });
    for (const value of [...Object.values(environment), "a%2Fb", "me%40home", btoa("me@home:4&2")])
      assert.not.ok(shown.includes(value), `${value} in ${shown}`);
  });
});

test("fetchFeed() names the variable that is not set, or that no header can hold, and asks nobody", async () => {
  await withFeed({ "/feed": [GOOD] }, async ({ feed, effects, server, paths }) => {
    const urls = [`${server.origin}/feed`, `${server.origin}/feed?key=\${AIR_KEY}`] as const;
    const message =
      /^The feed "tiny" needs the variable AIR_KEY, which is not set\. Set it in the environment or in "\.env"\.$/;
    for (const environment of [{}, { AIR_KEY: "" }])
      await failsWith("config", message, () =>
        fetchFeed({ ...feed, urls }, POLICY, {}, { ...effects, environment }),
      );
    const headers = { Authorization: "Bearer ${AIR_KEY}" };
    const { message: said } = await failsWith("config", /AIR_KEY, .* has a line break/, () =>
      fetchFeed({ ...feed, headers }, POLICY, {}, { ...effects, environment: { AIR_KEY: "hush\n" } }),
    );
    assert.not.match(said, "hush");
    assert.equal(paths(), []);
  });
});

test("fetchFeed() reports the bytes so far and in all", async () => {
  await withFeed({ "/feed": [GOOD] }, async ({ feed, effects }) => {
    const seen: unknown[] = [];
    const onProgress = (bytes: number, total: number | undefined) => seen.push([bytes, total]);
    await fetchFeed(feed, POLICY, { onProgress }, effects);
    assert.equal(seen.at(-1), [GZIP.length, GZIP.length]);
  });
});

test("fetchFeed() lets an unexpected error through, without another try", async () => {
  await withFeed({ "/feed": [GOOD] }, async ({ feed, effects, paths, waits }) => {
    // p-retry takes a TypeError with these words for a broken network.
    const bug = new TypeError("fetch failed");
    const broken = () => {
      throw bug;
    };
    const caught = (run: Promise<unknown>) => run.catch((error: unknown) => error);

    const http = { get: () => Promise.reject(bug) } as unknown as Effects["http"];
    assert.is(await caught(fetchFeed(feed, POLICY, {}, { ...effects, http })), bug);
    assert.is(await caught(fetchFeed(feed, POLICY, { onProgress: broken }, effects)), bug);
    assert.equal(paths(), ["/feed"]);
    assert.equal(waits, []);

    let first = true;
    const downThenBroken: Effects["http"]["get"] = (url, config) => {
      if (!first) throw bug;
      first = false;
      return axios.get(`${url}/none`, config);
    };
    const later = { get: downThenBroken };
    assert.is(await caught(fetchFeed(feed, POLICY, {}, { ...effects, http: later })), bug);
    assert.equal(waits.splice(0), [1_500]);

    const down = { ...feed, urls: [new URL("/none", feed.urls[0]).href] as const };
    assert.is(await caught(fetchFeed(down, POLICY, { onRetry: broken }, effects)), bug);
    assert.equal(waits, []);
  });
});

test("fetchFeed() takes a secret out of a file of its own, and says of one that is not there which it is", async () => {
  await withTemporaryFolder(async (folder) => {
    const path = join(folder, "token");
    await writeFile(path, "hush hush\n");
    await withFeed({ "/feed": [GOOD] }, async ({ feed, effects, server, paths }) => {
      const withToken = (file: string) =>
        fetchFeed({ ...feed, headers: { "X-Token": `Bearer \${file:${file}}` } }, POLICY, {}, effects);
      await withToken(path);
      assert.is(server.requests[0]?.headers["x-token"], "Bearer hush hush");
      const gone =
        /^The feed "tiny" needs the file ".*tokens", which cannot be read \(ENOENT\)\. Write the secret/;
      await failsWith("config", gone, () => withToken(`${path}s`));
      const empty = /^The file "\/dev\/null", which the feed "tiny" needs, is empty\./;
      await failsWith("config", empty, () => withToken("/dev/null"));
      await writeFile(path, "hush\nhush");
      const { message } = await failsWith("config", /has a line break/, () => withToken(path));
      assert.not.match(message, "hush");
      assert.equal(paths(), ["/feed"]);
    });
  });
});

test.run();
