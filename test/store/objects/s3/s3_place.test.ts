import { test } from "uvu";
import * as assert from "uvu/assert";
import { isS3, s3Place } from "../../../../store/objects/s3/s3_place.ts";
import { failsWith } from "../../../helpers/fails_with.ts";

test("s3Place() takes an address apart into a bucket and a folder", () => {
  assert.equal(s3Place("s3://weather"), { bucket: "weather", prefix: "" });
  assert.equal(s3Place("s3://weather/"), { bucket: "weather", prefix: "" });
  assert.equal(s3Place("s3://my.weather-1/a/month=2026-11/"), {
    bucket: "my.weather-1",
    prefix: "a/month=2026-11/",
  });
});

test("s3Place() refuses what names no bucket, and a folder that no object can be in", async () => {
  for (const address of [
    "s3://",
    "s3://W",
    "s3:///a",
    "s3://weather//a",
    "s3://weather/../a",
    "s3://weather/ñ",
    "weather",
  ]) {
    await failsWith("config", /^"s?.*" is no place in a bucket\. Write s3:/, () => s3Place(address));
  }
});

test("isS3() tells a bucket's address from a path", () => {
  assert.equal(["s3://weather", "s3:", "data/s3://weather", "S3://weather"].map(isS3), [
    true,
    false,
    false,
    false,
  ]);
});

test.run();
