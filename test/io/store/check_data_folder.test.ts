import { test } from "uvu";
import * as assert from "uvu/assert";
import type { Feed } from "../../../configs/mod.ts";
import { checkDataFolder } from "../../../io/store/check_data_folder.ts";
import { claimDataFolder } from "../../../io/store/claim_data_folder.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { withTemporaryFolder } from "../../helpers/temporary_folder.ts";
import { TINY_FEED } from "../../helpers/tiny_feed.ts";

const [first, ...rest] = TINY_FEED.columns;
if (first === undefined) throw new Error("The tiny feed has columns.");

test("checkDataFolder() lets any feed have a folder that none claimed", async () => {
  await withTemporaryFolder(async (folder) => {
    assert.is(await checkDataFolder(folder, TINY_FEED), undefined);
  });
});

test("checkDataFolder() lets the feed that claimed the folder have it", async () => {
  await withTemporaryFolder(async (folder) => {
    await claimDataFolder(folder, TINY_FEED);
    assert.is(await checkDataFolder(folder, TINY_FEED), undefined);
  });
});

test("checkDataFolder() refuses another feed, and names both", async () => {
  await withTemporaryFolder(async (folder) => {
    await claimDataFolder(folder, TINY_FEED);
    const message =
      /^The data folder ".+" belongs to the feed "tiny", not to "other"\. Use another --data-dir\.$/;
    await failsWith("config", message, () => checkDataFolder(folder, { ...TINY_FEED, name: "other" }));
  });
});

test("checkDataFolder() refuses a feed whose tables would not fit the old ones", async () => {
  const others: Partial<Feed>[] = [
    { columns: rest },
    { columns: [...rest, first] },
    { columns: [{ ...first, type: "string" }, ...rest] },
    { columns: [{ ...first, name: "state" }, ...rest] },
    { columns: [...TINY_FEED.columns, { name: "more", type: "number", meaning: "" }] },
    { key: ["idmun", "ides"] },
    { time: "temp" },
  ];
  await withTemporaryFolder(async (folder) => {
    await claimDataFolder(folder, TINY_FEED);
    const message =
      /^The feed "tiny" has other columns than when the data folder ".+" was begun\. Use another --data-dir\.$/;
    for (const other of others) {
      await failsWith("config", message, () => checkDataFolder(folder, { ...TINY_FEED, ...other }));
    }
  });
});

test("checkDataFolder() lets a feed change in what its tables do not hold", async () => {
  await withTemporaryFolder(async (folder) => {
    await claimDataFolder(folder, TINY_FEED);
    await checkDataFolder(folder, {
      ...TINY_FEED,
      urls: ["http://127.0.0.1:9/moved"],
      columns: [{ ...first, meaning: "The state", maximum: 33 }, ...rest],
    });
  });
});

test.run();
