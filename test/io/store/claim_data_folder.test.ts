import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { Failure } from "../../../errors/mod.ts";
import { claimDataFolder } from "../../../io/store/claim_data_folder.ts";
import { feedOfDataFolder } from "../../../io/store/feed_of_data_folder.ts";
import { eachFault } from "../../helpers/each_fault.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { withTemporaryFolder } from "../../helpers/temporary_folder.ts";
import { TINY_FEED } from "../../helpers/tiny_feed.ts";

const OTHER = { ...TINY_FEED, name: "other" };

test("claimDataFolder() records the feed in a folder that it makes", async () => {
  await withTemporaryFolder(async (folder) => {
    const data = join(folder, "a", "data");
    await claimDataFolder(data, TINY_FEED);
    assert.equal(await readdir(data), ["data_folder.json"]);
    assert.equal(JSON.parse(await readFile(join(data, "data_folder.json"), "utf8")), {
      schema_version: 1,
      feed: TINY_FEED,
    });
  });
});

test("claimDataFolder() records no secret of the feed's URLs and headers", async () => {
  await withTemporaryFolder(async (folder) => {
    await claimDataFolder(folder, {
      ...TINY_FEED,
      urls: ["https://me:hush@example.org/feed", "https://example.org/feed?method=3&token=hush"],
      headers: { Authorization: "Bearer hush", "X-Api-Key": "hush", "User-Agent": "tiny" },
    });
    const owner = await feedOfDataFolder(folder);
    assert.equal(owner?.urls, ["https://example.org/feed", "https://example.org/feed?method=3&token=***"]);
    assert.equal(owner?.headers, { Authorization: "***", "X-Api-Key": "***", "User-Agent": "tiny" });
  });
});

test("claimDataFolder() leaves a record that is there as it is", async () => {
  await withTemporaryFolder(async (folder) => {
    await claimDataFolder(folder, TINY_FEED);
    const before = await stat(join(folder, "data_folder.json"));
    await claimDataFolder(folder, { ...TINY_FEED, title: "Another title" });
    const after = await stat(join(folder, "data_folder.json"));
    assert.equal([after.ino, after.mtimeMs, after.size], [before.ino, before.mtimeMs, before.size]);
  });
});

test("claimDataFolder() refuses another feed, and the folder stays the first one's", async () => {
  await withTemporaryFolder(async (folder) => {
    await claimDataFolder(folder, TINY_FEED);
    await failsWith("config", /belongs to the feed "tiny", not to "other"/, () =>
      claimDataFolder(folder, OTHER),
    );
    assert.equal(await feedOfDataFolder(folder), TINY_FEED);
  });
});

test("claimDataFolder() lets one of two feeds at once have the folder", async () => {
  await withTemporaryFolder(async (folder) => {
    const claims = await Promise.allSettled([TINY_FEED, OTHER].map((feed) => claimDataFolder(folder, feed)));
    assert.equal(claims.map(({ status }) => status).sort(), ["fulfilled", "rejected"]);
    const owner = claims[0]?.status === "fulfilled" ? TINY_FEED : OTHER;
    assert.equal(await feedOfDataFolder(folder), owner);
  });
});

test("claimDataFolder() leaves no record when a call fails", async () => {
  await eachFault(["ENOSPC", "EROFS"], ({ files, code, failed }) =>
    withTemporaryFolder(async (folder) => {
      const outcome = await claimDataFolder(folder, TINY_FEED, files).catch((error: unknown) => error);
      if (failed() === undefined || failed() === "rm") {
        assert.equal(await feedOfDataFolder(folder), TINY_FEED);
        return;
      }
      assert.equal(await readdir(folder), [], failed());
      assert.instance(outcome, Failure, failed());
      const { kind, message } = outcome as Failure;
      assert.match(message, /data_folder\.json"/);
      const expected = code === "ENOSPC" ? "io" : "cannot-create";
      assert.is(kind, failed() === "readFile" ? "io" : expected, failed());
    }),
  );
});

test.run();
