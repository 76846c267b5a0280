import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { Failure } from "../../../errors/mod.ts";
import { openBody } from "../../../io/body/open_body.ts";
import { wholeText } from "../../../io/body/whole_text.ts";
import { sha256 } from "../../../store/mod.ts";
import { failsWith } from "../../helpers/fails_with.ts";

const CAPS = { text_bytes: 100_000 };
const open = (body: Uint8Array | string) => openBody(Buffer.from(body), CAPS, "a.gz", wholeText);
const text = async (body: Uint8Array | string) => Buffer.from((await open(body)).text).toString();
const jsonText = fc.json().map((json) => Buffer.from(`[${json}]`));

test("openBody() inflates gzip and tells when it was made", async () => {
  const file = gzipSync('[{"a":"1"}]');
  file.writeUInt32LE(86_400, 4);
  const { text, ...rest } = await open(file);
  assert.is(Buffer.from(text).toString(), '[{"a":"1"}]');
  assert.equal(rest, {
    modifiedAt: new Date("1970-01-02T00:00:00Z"),
    textBytes: 11,
    sha256: sha256(Buffer.from('[{"a":"1"}]')),
    gzipped: true,
  });
});

test("openBody() gives plain JSON as it is, without a copy", async () => {
  const body = Buffer.from("[1]");
  assert.is((await openBody(body, CAPS, "a.json", wholeText)).text, body);
});

test("openBody() takes an array or an object, after white space or a byte order mark", async () => {
  assert.is(await text(" \r\n\t[1]"), " \r\n\t[1]");
  assert.is(await text('{"a":1}'), '{"a":1}');
  assert.is(await text("\uFEFF[1]"), "[1]");
  assert.is(await text(gzipSync("\uFEFF [1]")), " [1]");
});

test("openBody() hands on the text alone, and what is no JSON not at all", async () => {
  const handed: string[] = [];
  const sink = () => ({
    write: (piece: Uint8Array) => handed.push(Buffer.from(piece).toString()),
    end: () => 7,
  });
  const opened = await openBody(gzipSync("\uFEFF [1]"), CAPS, "a.gz", sink);
  assert.equal([opened.text, opened.textBytes, opened.sha256], [7, 4, sha256(Buffer.from(" [1]"))]);
  assert.equal(handed, [" [1]"]);
  await failsWith("upstream", /HTML/, () => openBody(Buffer.from("<p>"), CAPS, "a.gz", sink));
  assert.equal(handed, [" [1]"]);
});

test("openBody() takes a byte order mark and what follows it from members of a byte each", async () => {
  const file = Buffer.concat([...Buffer.from("\uFEFF \n[1]")].map((byte) => gzipSync(Buffer.of(byte))));
  assert.is(await text(file), " \n[1]");
});

test("openBody() refuses a body without content", async () => {
  await failsWith("upstream", /^"a\.gz" holds nothing: it is empty\.$/, () => open(""));
  await failsWith("upstream", /holds nothing: it is empty/, () => open("\uFEFF"));
  await failsWith("upstream", /holds nothing: it is empty/, () => open(gzipSync("")));
  await failsWith("upstream", /holds nothing but white space \(3 bytes\)\.$/, () => open(" \n "));
});

test("openBody() refuses an HTML page, gzip or not", async () => {
  const page = "\n<!DOCTYPE html><p>Error</p>";
  const message = /^"a\.gz" holds an HTML page \(28 bytes\) where a feed should be\.$/;
  await failsWith("upstream", message, () => open(page));
  await failsWith("upstream", message, () => open(gzipSync(page)));
});

test("openBody() refuses what cannot be an array or an object", async () => {
  const message = /^"a\.gz" holds something that is not JSON \(\d+ bytes\)\.$/;
  for (const body of ["null", '"[]"', "\0[]", "\u00a0[]", Buffer.of(0x1f, 0x5b)]) {
    await failsWith("upstream", message, () => open(body));
  }
});

test("openBody() names what people take for a feed, and what to do with it", async () => {
  for (const [body, said] of [
    [Buffer.from("\uFEFF[1]", "utf16le"), "text in UTF-16 (8 bytes): save it as UTF-8"],
    [Buffer.from("PK\u0003\u0004x"), "a zip archive (5 bytes): unpack it"],
    [gzipSync("PAR1x"), "a Parquet file (5 bytes): a feed is JSON"],
    [Buffer.of(0x28, 0xb5, 0x2f, 0xfd), "a zstd file (4 bytes): unpack it"],
  ] as const) {
    const error = await open(body).catch(String);
    assert.is(error, `Failure: "a.gz" holds ${said}.`);
  }
});

test("openBody() refuses gzip inside gzip", async () => {
  const message = /^"a\.gz" holds gzip inside gzip \(22 bytes when inflated once\)\.$/;
  await failsWith("upstream", message, () => open(gzipSync(gzipSync("[]"))));
});

test("openBody() takes as much text as is allowed and no byte more, gzip or not", async () => {
  const most = `[${" ".repeat(CAPS.text_bytes - 2)}]`;
  assert.is((await open(most)).text.length, CAPS.text_bytes);
  assert.is((await open(gzipSync(most))).text.length, CAPS.text_bytes);
  await failsWith("upstream", /holds 100,001 bytes, more than the allowed 100,000 bytes\.$/, () =>
    open(`${most} `),
  );
  await failsWith("upstream", /of more than 100,000 bytes when inflated/, () => open(gzipSync(`${most} `)));
});

test("openBody() gives back any text that was compressed, and refuses it when cut anywhere", async () => {
  await fc.assert(
    fc.asyncProperty(
      jsonText,
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      async (json, part) => {
        const file = gzipSync(json);
        assert.ok(json.equals((await open(file)).text));
        await failsWith("upstream", /^"a\.gz" holds /, () =>
          open(file.subarray(0, Math.floor(part * file.length))),
        );
      },
    ),
  );
});

test("openBody() refuses any bytes after the end of a compressed text", async () => {
  await fc.assert(
    fc.asyncProperty(jsonText, fc.uint8Array({ minLength: 1 }), async (json, rest) => {
      await failsWith("upstream", /^"a\.gz" holds a /, () => open(Buffer.concat([gzipSync(json), rest])));
    }),
  );
});

test("openBody() never gives another text when a bit of the file is wrong", async () => {
  await fc.assert(
    fc.asyncProperty(jsonText, fc.nat(), async (json, bit) => {
      const file = gzipSync(json);
      const offset = 2 + ((bit >> 3) % (file.length - 2));
      file.writeUInt8(file.readUInt8(offset) ^ (1 << (bit & 7)), offset);
      const opened = await open(file).catch((error: unknown) => error);
      if (opened instanceof Failure) assert.is(opened.kind, "upstream");
      else assert.ok(json.equals((opened as Awaited<ReturnType<typeof open>>).text));
    }),
  );
});

test("openBody() fails with nothing but a Failure, whatever the bytes", async () => {
  const magic = fc.constantFrom([], [0x1f, 0x8b], [0x1f, 0x8b, 8], [0xef, 0xbb, 0xbf]);
  await fc.assert(
    fc.asyncProperty(magic, fc.uint8Array({ maxLength: 60 }), async (start, rest) => {
      const opened = await open(Buffer.concat([Buffer.from(start), rest])).catch((error: unknown) => error);
      assert.ok(opened instanceof Failure || Object.hasOwn(opened as object, "gzipped"));
    }),
  );
});

test.run();
