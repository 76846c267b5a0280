import { mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { checkFolders } from "../../../io/store/check_folders.ts";
import { ingest } from "../../../pipelines/ingest.ts";
import { withDataFolder } from "../../helpers/data_folder.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { withTemporaryFolder } from "../../helpers/temporary_folder.ts";
import { json, TINY_FEED, tinyRow } from "../../helpers/tiny_feed.ts";

const WRITTEN = ["data_municipio_x_hora", "data_temp_prec_mean", "data_merged", "raw"];

test("checkFolders() refuses a folder that is a link to a place outside of the data folder", async () => {
  for (const name of [...WRITTEN, "data_municipio_x_hora/month=2026-11"]) {
    await withTemporaryFolder(async (folder) => {
      // A name that begins like the data folder's is outside of it all the same.
      const [data, outside] = [join(folder, "data"), join(folder, "data_of_others")];
      await mkdir(outside);
      await mkdir(join(data, name, ".."), { recursive: true });
      await symlink(outside, join(data, name));
      await failsWith("config", /outside of the data folder/, () => checkFolders(data));
    });
  }
});

test("checkFolders() takes links within the data folder, a data folder that is a link, and one that is not there", async () => {
  await withTemporaryFolder(async (folder) => {
    await mkdir(join(folder, "real/elsewhere"), { recursive: true });
    await symlink(join(folder, "real/elsewhere"), join(folder, "real/raw"));
    await symlink(join(folder, "real"), join(folder, "data"));
    await checkFolders(join(folder, "data"));
    await checkFolders(join(folder, "nowhere"));
  });
});

test("checkFolders() is asked before a run writes anything", async () => {
  await withDataFolder(async (folder) => {
    await withTemporaryFolder(async (outside) => {
      await symlink(outside, join(folder.path, "data_municipio_x_hora"));
      const from = await folder.put("feed.json", json([tinyRow()]));
      const before = Object.keys(await folder.files());
      await failsWith("config", /"[^"]+data_municipio_x_hora" leads to/, () =>
        ingest({ settings: folder.settings(), feed: TINY_FEED, from }),
      );
      assert.equal(Object.keys(await folder.files()), before);
    });
  });
});

test.run();
