import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { freeSpace } from "../../../../store/objects/local/free_space.ts";
import { withTemporaryFolder } from "../../../helpers/folders/temporary_folder.ts";

test("freeSpace looks at a folder, or at the nearest one above it that is there", async () => {
  await withTemporaryFolder(async (folder) => {
    await mkdir(join(folder, "data"));
    const [there, missing] = await Promise.all([
      freeSpace(join(folder, "data")),
      freeSpace(join(folder, "data/new")),
    ]);
    assert.is(there.folder, join(folder, "data"));
    assert.is(missing.folder, there.folder);
    assert.ok(there.free > 0 && Number.isSafeInteger(there.free), `${there.free}`);
  });
});

test.run();
