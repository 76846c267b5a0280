import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { claimDataFolder } from "../../../io/store/claim_data_folder.ts";
import { feedOfDataFolder } from "../../../io/store/feed_of_data_folder.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { withTemporaryFolder } from "../../helpers/temporary_folder.ts";
import { TINY_FEED } from "../../helpers/tiny_feed.ts";

test("feedOfDataFolder() is the feed that claimed the folder, whole", async () => {
  await withTemporaryFolder(async (folder) => {
    await claimDataFolder(folder, TINY_FEED);
    assert.equal(await feedOfDataFolder(folder), TINY_FEED);
  });
});

test("feedOfDataFolder() of a folder that none claimed, or of none, is undefined", async () => {
  await withTemporaryFolder(async (folder) => {
    assert.is(await feedOfDataFolder(folder), undefined);
    assert.is(await feedOfDataFolder(join(folder, "none")), undefined);
    await writeFile(join(folder, "file"), "");
    assert.is(await feedOfDataFolder(join(folder, "file")), undefined);
  });
});

test("feedOfDataFolder() says on one line that the record is damaged", async () => {
  const message =
    /^Cannot read ".+data_folder\.json", which says whose data folder it is: .+\. Restore it from a copy\.$/;
  await withTemporaryFolder(async (folder) => {
    for (const text of [
      "",
      '{\n"feed": {\n',
      '{\n  "feed": x\n}\n',
      "null",
      "{}",
      '{"feed": {"name": "tiny"}}',
    ]) {
      await writeFile(join(folder, "data_folder.json"), text);
      await failsWith("config", message, () => feedOfDataFolder(folder));
    }
  });
});

test("feedOfDataFolder() takes a record that it may not read for no free folder", async () => {
  const readFile = async () => {
    throw Object.assign(new Error("EACCES: permission denied, open 'data_folder.json'"), { code: "EACCES" });
  };
  await failsWith("io", /EACCES: permission denied.+Check the disk and its permissions\.$/, () =>
    feedOfDataFolder("data", { readFile }),
  );
});

test.run();
