import { createHash } from "node:crypto";
import { once } from "node:events";
import { connect } from "node:net";
import { gunzipSync } from "node:zlib";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { sample } from "../../configs/feeds/sample.ts";
import { Failure } from "../../errors/mod.ts";
import type { Issue } from "../../sample/hourly_issue.ts";
import { sampleFeed } from "../../sample/sample_feed.ts";
import { startSampleServer } from "../../sample/sample_server.ts";
import { sampleTowns } from "../../sample/sample_towns.ts";

const towns = sampleTowns().slice(0, 3);
const morning: Issue = { hloc: "20260105T09", publishedAt: new Date("2026-01-05T16:00:00Z") };
const later: Issue = { hloc: "20260105T10", publishedAt: new Date("2026-01-05T17:00:00Z") };

test("startSampleServer() serves the feed as a gzip file with its headers", async () => {
  await withServer({}, async (url) => {
    const response = await fetch(`${url}/sample.json.gz`);
    const body = new Uint8Array(await response.arrayBuffer());
    assert.is(response.status, 200);
    assert.is(gunzipSync(body).toString(), sampleFeed({ issue: "20260105T09", towns }));
    const time = new DataView(body.buffer).getUint32(4, true);
    assert.is(new Date(time * 1000).toISOString(), "2026-01-05T16:00:00.000Z");
    assert.equal(picked(response), {
      "content-type": "application/octet-stream",
      "content-encoding": null,
      "content-length": String(body.length),
      etag: `"${createHash("sha256").update(body).digest("hex")}"`,
      "last-modified": "Mon, 05 Jan 2026 16:00:00 GMT",
      "x-municlima-synthetic": "true",
    });
  });
});

test("startSampleServer() serves the feed where the configuration says it is", async () => {
  await withServer({}, async (url) => {
    const { pathname, search } = new URL(sample.urls[0]);
    assert.is((await fetch(`${url}${pathname}${search}`)).status, 200);
    assert.is((await fetch(`${url}${pathname}?method=3`)).status, 200);
  });
});

test("startSampleServer() answers HEAD with the headers of GET and no body", async () => {
  await withServer({}, async (url) => {
    const get = await fetch(`${url}/sample.json.gz`);
    const head = await fetch(`${url}/sample.json.gz`, { method: "HEAD" });
    assert.is(head.status, 200);
    assert.equal(picked(head), picked(get));
    assert.is((await head.arrayBuffer()).byteLength, 0);
  });
});

test("startSampleServer() answers 304 where the client has the content, until the next issue", async () => {
  let issue = morning;
  await withServer({ issue: () => issue }, async (url) => {
    const etag = (await fetch(`${url}/sample.json.gz`)).headers.get("etag") ?? "";
    for (const tags of [etag, `"another", W/${etag}`, "*"]) {
      const unchanged = await fetch(`${url}/sample.json.gz`, { headers: { "If-None-Match": tags } });
      assert.is(unchanged.status, 304, tags);
      assert.is(unchanged.headers.get("etag"), etag);
      assert.is((await unchanged.arrayBuffer()).byteLength, 0);
    }
    const other = await fetch(`${url}/sample.json.gz`, { headers: { "If-None-Match": `"another"` } });
    assert.is(other.status, 200);
    issue = later;
    const changed = await fetch(`${url}/sample.json.gz`, { headers: { "If-None-Match": etag } });
    assert.is(changed.status, 200);
    assert.is(changed.headers.get("last-modified"), "Mon, 05 Jan 2026 17:00:00 GMT");
  });
});

test("startSampleServer() makes the body of an issue once", async () => {
  let issue = morning;
  const mutable = [...towns];
  await withServer({ issue: () => issue, towns: mutable }, async (url) => {
    const length = async () => (await fetch(`${url}/sample.json.gz`)).headers.get("content-length");
    const first = await length();
    // Made again, the body would now be that of no towns at all.
    mutable.length = 0;
    assert.is(await length(), first);
    issue = later;
    assert.is.not(await length(), first);
  });
});

test("startSampleServer() says at / what it is and what to run", async () => {
  await withServer({}, async (url) => {
    const response = await fetch(`${url}/`);
    assert.is(response.status, 200);
    assert.is(response.headers.get("content-type"), "text/plain; charset=utf-8");
    const text = await response.text();
    assert.match(text, /synthetic feed: made-up weather/);
    assert.match(text, /municlima ingest --feed sample\n$/);
  });
});

test("startSampleServer() answers 404 to other paths and 405 to other methods", async () => {
  await withServer({}, async (url) => {
    const missing = await fetch(`${url}/sample.json`);
    assert.is(missing.status, 404);
    assert.is(await missing.text(), "Nothing is here. The feed is at /sample.json.gz.\n");
    const refused = await fetch(`${url}/sample.json.gz`, { method: "POST", body: "x" });
    assert.is(refused.status, 405);
    assert.is(refused.headers.get("allow"), "GET, HEAD");
    assert.is(await refused.text(), "Only GET and HEAD are answered here.\n");
  });
});

test("startSampleServer() names the port that is in use and what to pass", async () => {
  await withServer({}, async (url) => {
    const port = Number(new URL(url).port);
    const error = await startSampleServer({ port, issue: () => morning, towns }).catch((reason) => reason);
    assert.instance(error, Failure);
    assert.is(error.kind, "cannot-create");
    const reason = "another program is using it";
    assert.is(error.message, `Cannot listen on port ${port} of 127.0.0.1: ${reason}. Pass another "--port".`);
    assert.is(error.cause.code, "EADDRINUSE");
  });
});

test("startSampleServer() frees its port when it is closed, open connections or not, once or twice", async () => {
  const server = await startSampleServer({ port: 0, issue: () => morning, towns });
  const port = Number(new URL(server.url).port);
  const open = connect(port, "127.0.0.1");
  await once(open, "connect");
  await server.close();
  await server.close();
  open.destroy();
  const again = await startSampleServer({
    port,
    issue: () => morning,
    towns,
  });
  assert.is(again.url, server.url);
  await again.close();
});

// Only Linux takes all of 127.0.0.0/8 for this machine without being told.
if (process.platform === "linux") {
  test("startSampleServer() listens on 127.0.0.1 and no other address", async () => {
    await withServer({}, async (url) => {
      const [error] = await once(connect(Number(new URL(url).port), "127.0.0.2"), "error");
      assert.is(error.code, "ECONNREFUSED");
    });
  });
}

async function withServer(
  options: Partial<Parameters<typeof startSampleServer>[0]>,
  use: (url: string) => Promise<void>,
): Promise<void> {
  const server = await startSampleServer({ port: 0, issue: () => morning, towns, ...options });
  try {
    await use(server.url);
  } finally {
    await server.close();
  }
}

function picked({ headers }: Response): Record<string, string | null> {
  const names = ["content-type", "content-encoding", "content-length", "etag", "last-modified"];
  return Object.fromEntries([...names, "x-municlima-synthetic"].map((name) => [name, headers.get(name)]));
}

test.run();
