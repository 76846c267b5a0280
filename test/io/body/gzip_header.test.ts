import { gzipSync } from "node:zlib";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { gzipHeader } from "../../../io/body/gzip_header.ts";

test("gzipHeader() gives the time that the header holds", () => {
  const file = gzipSync("[]");
  file.writeUInt32LE(Date.UTC(2023, 7, 25, 0, 39, 32) / 1_000, 4);
  assert.equal(gzipHeader(file), { modifiedAt: new Date("2023-08-25T00:39:32Z") });
});

test("gzipHeader() reads a file that lies in the middle of a larger buffer", () => {
  const file = gzipSync("[]");
  file.writeUInt32LE(86_400, 4);
  const larger = Buffer.concat([Buffer.from("12345"), file]);
  assert.equal(gzipHeader(larger.subarray(5)), { modifiedAt: new Date("1970-01-02T00:00:00Z") });
});

test("gzipHeader() gives no time where the header holds 0 or is cut", () => {
  assert.equal(gzipHeader(gzipSync("[]")), {});
  assert.equal(gzipHeader(Uint8Array.of(0x1f, 0x8b, 8, 0, 1, 1, 1)), {});
});

test("gzipHeader() gives undefined for anything that is not gzip", () => {
  for (const bytes of [[], [0x1f], [0x5b, 0x5d], [0x8b, 0x1f, 8, 0], [0x50, 0x4b, 3, 4]]) {
    assert.is(gzipHeader(Uint8Array.from(bytes)), undefined);
  }
});

test.run();
