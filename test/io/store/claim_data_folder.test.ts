import { readdir, readFile, stat, writeFile } from "node:fs/promises";
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
    assert.equal((await readdir(data)).sort(), ["data_folder.json", "datapackage.json"]);
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

test("claimDataFolder() puts a data dictionary of the feed beside the record, and leaves one that is there", async () => {
  await withTemporaryFolder(async (folder) => {
    const path = join(folder, "datapackage.json");
    await claimDataFolder(folder, { ...TINY_FEED, urls: ["https://me:hush@example.org/feed?token=hush"] });
    const text = await readFile(path, "utf8");
    assert.equal(JSON.parse(text).resources[1].schema.primaryKey, ["ides", "idmun"]);
    assert.match(text, /"https:\/\/example\.org\/feed"/);
    assert.not.match(text, /hush/);
    await writeFile(path, "the user's own");
    await claimDataFolder(folder, TINY_FEED);
    assert.is(await readFile(path, "utf8"), "the user's own");
  });
});

test("claimDataFolder() leaves nothing that is not whole when a call fails, and says so", async () => {
  await eachFault(["ENOSPC", "EROFS"], ({ files, code, failed }) =>
    withTemporaryFolder(async (folder) => {
      const outcome = await claimDataFolder(folder, TINY_FEED, files).catch((error: unknown) => error);
      const left = (await readdir(folder)).sort();
      if (left.includes("data_folder.json"))
        assert.equal(await feedOfDataFolder(folder), TINY_FEED, failed());
      else assert.equal(left, [], failed());
      if (left.includes("datapackage.json")) {
        JSON.parse(await readFile(join(folder, "datapackage.json"), "utf8"));
      }
      // That a temporary file stays is no reason to fail, nor that no one knows whether the dictionary is there.
      if ([undefined, "rm", "access"].includes(failed())) {
        assert.equal([outcome, left.length], [undefined, failed() === "rm" ? left.length : 2]);
        return;
      }
      assert.instance(outcome, Failure, failed());
      const { kind, message } = outcome as Failure;
      assert.match(message, left.includes("data_folder.json") ? /datapackage\.json"/ : /data_folder\.json"/);
      const expected = code === "ENOSPC" ? "io" : "cannot-create";
      assert.is(kind, failed() === "readFile" ? "io" : expected, failed());
    }),
  );
});

test.run();
