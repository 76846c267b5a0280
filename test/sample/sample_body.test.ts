import { gunzipSync } from "node:zlib";
import * as fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { sampleBody } from "../../sample/sample_body.ts";

const modifiedAt = new Date("2026-01-05T16:00:00.900Z");

test("sampleBody() names the file and its time in the gzip header", () => {
  const body = Buffer.from(sampleBody("[]", { modifiedAt }));
  // RFC 1952: magic, deflate, flags (FNAME alone), MTIME, extra flags (fastest), system (Unix), name.
  assert.is(body.subarray(0, 4).toString("hex"), "1f8b0808");
  assert.is(new Date(body.readUInt32LE(4) * 1000).toISOString(), "2026-01-05T16:00:00.000Z");
  assert.is(body.subarray(8, 10).toString("hex"), "0403");
  assert.is(body.subarray(10, body.indexOf(0, 10)).toString(), "HourlyForecast_MX");
});

test("sampleBody() holds any text whole, in UTF-8", async () => {
  const property = fc.property(fc.string({ unit: "binary" }), (text) => {
    assert.is(gunzipSync(sampleBody(text, { modifiedAt })).toString("utf8"), text);
  });
  await fc.assert(property);
});

test("sampleBody() ends with a checksum that finds a changed byte", () => {
  const body = sampleBody("Muestra", { modifiedAt });
  body[body.length - 8] = (body.at(-8) ?? 0) ^ 1;
  assert.throws(() => gunzipSync(body), /incorrect data check/);
});

test("sampleBody() refuses a time that the header has no room for", () => {
  assert.throws(() => sampleBody("[]", { modifiedAt: new Date("1969-12-31T23:59:59Z") }), /out of range/);
});

test.run();
