import { mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { readFeedSource } from "../../../io/body/read_feed_source.ts";
import { wholeText } from "../../../io/body/whole_text.ts";
import { realEffects } from "../../../io/effects.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { faultServer } from "../../helpers/faults/fault_server.ts";

const JSON_TEXT = '[{"a":"1"}]';
const GZIP = gzipSync(JSON_TEXT);
const FEED = {
  name: "tiny",
  public_urls: true,
  urls: ["http://127.0.0.1:1/"],
  headers: { "User-Agent": "Mozilla/5.0 municlima" },
  caps: { body_bytes: 1_000, text_bytes: 2_000 },
  makeSink: wholeText,
} as const;
const POLICY = { attempts: 2, timeoutSeconds: 5, deadlineSeconds: 300 };

let folder = "";
test.before(async () => {
  folder = await mkdtemp(join(tmpdir(), "municlima-"));
});
test.after(() => rm(folder, { recursive: true }));

async function file(content: Uint8Array | string): Promise<string> {
  const path = join(folder, "feed");
  await writeFile(path, content);
  return path;
}

/** Reads from this source, with standard input in these chunks. */
function read(from: string, stdin: readonly (Uint8Array | string)[] = []) {
  async function* chunks() {
    for (const chunk of stdin) yield Buffer.from(chunk);
  }
  const effects = { ...realEffects, sleep: async () => {}, stdin: chunks() };
  return readFeedSource(from, FEED, POLICY, {}, effects);
}

test("readFeedSource() reads a file, gzip or plain, by its path or its URL", async () => {
  const path = await file(GZIP);
  const fetched = await read(path);
  assert.ok(GZIP.equals(fetched.body));
  assert.is(Buffer.from(fetched.text).toString(), JSON_TEXT);
  const { body, text, sha256, ...rest } = fetched;
  assert.equal(rest, { textBytes: 11, gzipped: true, source: path, headers: {}, requests: 0 });

  const plain = await read(pathToFileURL(await file(JSON_TEXT)).href);
  assert.is(Buffer.from(plain.text).toString(), JSON_TEXT);
  assert.is(plain.source, path);
  assert.is(plain.gzipped, false);
});

test("readFeedSource() gives up on a standard input that does not end within the deadline", async () => {
  const stdin = new PassThrough();
  stdin.write("[");
  const effects = { ...realEffects, stdin };
  // A deadline alone does not keep a process alive, as an open pipe does.
  const pipe = setInterval(() => undefined, 1_000);
  const message =
    /^"standard input" had not ended after 0\.1 s\. Check what writes it, or give "--deadline-seconds" more\.$/;
  await failsWith("io", message, () =>
    readFeedSource("-", FEED, { ...POLICY, deadlineSeconds: 0.1 }, {}, effects),
  );
  clearInterval(pipe);
});

test("readFeedSource() reads standard input, however it is cut into chunks", async () => {
  for (const chunks of [
    [GZIP],
    [...GZIP].map((byte) => Uint8Array.of(byte)),
    [JSON_TEXT],
    ["[{", '"a":"1"}]'],
  ]) {
    const { text, source } = await read("-", chunks);
    assert.is(Buffer.from(text).toString(), JSON_TEXT);
    assert.is(source, "standard input");
  }
});

test("readFeedSource() fetches an http URL in place of the feed's own, with its headers and retries", async () => {
  const server = await faultServer({ "/old": [{ status: 503 }, { body: GZIP }] });
  try {
    const { source, status, requests } = await read(`${server.origin}/old`);
    assert.equal({ source, status, requests }, { source: `${server.origin}/…`, status: 200, requests: 2 });
    assert.is(server.requests[0]?.headers["user-agent"], "Mozilla/5.0 municlima");
    await failsWith("upstream", /^Could not fetch feed "tiny" \(2 requests\): ".*\/…" answered 404/, () =>
      read(`${server.origin}/none`),
    );
  } finally {
    await server.close();
  }
});

test("readFeedSource() finds nothing to work on where there is no file or a folder", async () => {
  const none = join(folder, "none.gz");
  await failsWith("no-input", /^Could not read ".*none\.gz"\. There is no such file: check the path\.$/, () =>
    read(none),
  );
  await failsWith("no-input", /There is no such file/, () => read(pathToFileURL(none).href));
  await failsWith("no-input", /There is no such file/, () => read(""));
  await failsWith("no-input", /^Could not read ".*"\. It is a folder: name a file in it\.$/, () =>
    read(folder),
  );
  const inFile = join(await file("[]"), "feed.gz");
  await failsWith("no-input", /There is no such file/, () => read(inFile));
});

test("readFeedSource() blames the file or standard input for a bad envelope", async () => {
  const html = /^".*feed" holds an HTML page \(6 bytes\) where a feed should be\. Name another file\.$/;
  await failsWith("contract", html, async () => read(await file("<html>")));
  await failsWith("contract", /^"standard input" holds nothing: it is empty\. /, () => read("-"));
  await failsWith("contract", /^"standard input" holds a gzip file that is cut short /, () =>
    read("-", [GZIP.subarray(0, -1)]),
  );
});

test("readFeedSource() refuses a file that is too large before it reads it", async () => {
  const message = (cap: string) =>
    new RegExp(
      `^".*feed" contains more than the ${cap} bytes allowed for a body of this feed\\. Name another file\\.$`,
    );
  const path = await file("[");
  await truncate(path, 1e12);
  await failsWith("contract", message("2,000"), () => read(path));
  await truncate(await file(GZIP), 1_001);
  await failsWith("contract", message("1,000"), () => read(path));
});

test("readFeedSource() takes plain JSON up to the size of an inflated one", async () => {
  const most = `[${" ".repeat(1_998)}]`;
  assert.is((await read(await file(most))).body.length, 2_000);
  assert.is((await read("-", [most.slice(0, 700), most.slice(700)])).body.length, 2_000);
});

test("readFeedSource() stops reading standard input once it is too much", async () => {
  const endless = (start: Uint8Array | string) => {
    let chunks = 0;
    async function* stdin() {
      for (yield Buffer.from(start); ; chunks += 1) yield Buffer.alloc(100);
    }
    const effects = { ...realEffects, stdin: stdin() };
    return { run: () => readFeedSource("-", FEED, POLICY, {}, effects), chunks: () => chunks };
  };
  const plain = endless("[");
  await failsWith("contract", /^"standard input" contains more than the 2,000 bytes allowed/, plain.run);
  assert.is(plain.chunks(), 19);
  const gzip = endless(GZIP);
  await failsWith("contract", /^"standard input" contains more than the 1,000 bytes allowed/, gzip.run);
  assert.is(gzip.chunks(), 9);
});

test("readFeedSource() does not know other URLs, nor half ones", async () => {
  await failsWith(
    "usage",
    /^Cannot read "ftp:\/\/host\/…": "ftp:" URLs are not supported\. Use "http:",/,
    () => read("ftp://host/a.gz"),
  );
  await failsWith("usage", /"s3:" URLs are not supported/, () => read("S3://bucket/a.gz"));
  await failsWith("usage", /^"http:…" is not a whole URL\. Check it\.$/, () => read("http://"));
  await failsWith("usage", /^"file:\/\/host\/…" names no file of this machine\. Use "file:\/\/\/"/, () =>
    read("file://host/a.gz"),
  );
  await failsWith("no-input", /There is no such file/, () => read(join(folder, "a:b.gz")));
});

test.run();
