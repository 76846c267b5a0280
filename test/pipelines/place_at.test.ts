import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { placeAt } from "../../pipelines/place_at.ts";
import { failsWith } from "../helpers/fails_with.ts";

test("placeAt() gives defaults but for what is given, and keeps the history in the folder", () => {
  const { settings, data, logs } = placeAt("clima", { window: 3, how: "left" });
  assert.equal([settings.window, settings.how, settings.minTowns], [3, "left", 90]);
  assert.equal([settings.dataDir, settings.logDir], ["clima", join("clima", "logs")]);
  assert.equal([data.objects.where("a"), logs.where("b")], [join("clima", "a"), join("clima", "logs", "b")]);
});

test("placeAt() refuses a value that a setting does not take", async () => {
  await failsWith("usage", /--window/, async () => placeAt("clima", { window: -1 }));
});

test("placeAt() refuses a place in a bucket, and says what opens one", async () => {
  const message =
    /^"s3:\/\/weather" is in a bucket, and placeAt\(\) opens folders of this machine\. Give data: \{ objects: await openStore\("s3:\/\/weather"\) \}\.$/;
  await failsWith("usage", message, () => placeAt("s3://weather"));
});

test.run();
