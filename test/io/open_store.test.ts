import { test } from "uvu";
import * as assert from "uvu/assert";
import { openStore } from "../../io/open_store.ts";
import { failsWith } from "../helpers/fails_with.ts";

const ENVIRONMENT = { HOME: "/nowhere", AWS_REGION: "eu-west-1", AWS_EC2_METADATA_DISABLED: "true" };
const open = (environment: Readonly<Record<string, string>>, place = "s3://weather/hourly") =>
  openStore(place, "/nowhere", { ...ENVIRONMENT, ...environment });

test("openStore() opens a folder of this machine by its path, and a bucket by its address", async () => {
  const [folder, bucket] = [await open({}, "data"), await open({})];
  assert.equal([folder.where("a"), folder.isRemote], ["data/a", undefined]);
  assert.equal([bucket.where("a"), bucket.isRemote], ["s3://weather/hourly/a", true]);
});

test("openStore() wants a region at Amazon's, and none at another server's endpoint", async () => {
  const none = { HOME: "/nowhere" };
  await failsWith("config", /^No AWS region is set\. Set AWS_REGION to that of the bucket\.$/, () =>
    openStore("s3://weather", "/nowhere", none),
  );
  const endpoint = { ...none, AWS_ENDPOINT_URL: "http://127.0.0.1:7070" };
  assert.is((await openStore("s3://weather", "/nowhere", endpoint)).place, "s3://weather");
});

test("openStore() refuses variables that say what cannot be, and shows no secret of an endpoint", async () => {
  for (const endpoint of ["http://me:hush@127.0.0.1", "http://127.0.0.1/?k=hush", "ftp://hush", "hush"]) {
    const failure = await failsWith("config", /^AWS_ENDPOINT_URL is not the URL of a server\./, () =>
      open({ AWS_ENDPOINT_URL: endpoint }),
    );
    assert.not.match(failure.message, "hush");
  }
  for (const [variable, value, advice] of [
    ["MUNICLIMA_S3_ENCRYPTION", "rot13", "AES256, aws:kms, or aws:kms:<key>."],
    ["MUNICLIMA_S3_ENCRYPTION", "AES256:key", "AES256, aws:kms, or aws:kms:<key>."],
    ["MUNICLIMA_S3_STORAGE_CLASS", "COLD", "one of STANDARD, STANDARD_IA,"],
    ["MUNICLIMA_S3_ADDRESSING", "host", "one of path, virtual."],
    ["MUNICLIMA_CACHE_MEGABYTES", "4GB", "a whole number of megabytes."],
  ] as const) {
    const failure = await failsWith("config", new RegExp(`^${variable} is "${value}"\\. Use `), () =>
      open({ [variable]: value }),
    );
    assert.match(failure.message, advice);
  }
});

test.run();
