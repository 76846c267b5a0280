import { open, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { hashFile } from "../../../io/store/hash_file.ts";
import { sha256 } from "../../../io/store/manifest.ts";
import { withTemporaryFolder } from "../../helpers/temporary_folder.ts";

test("hashFile() is the hash of all the file's bytes, of however many pieces", async () => {
  await withTemporaryFolder(async (folder) => {
    for (const size of [0, 1, 2 ** 20, 2 ** 21 + 7]) {
      const bytes = Uint8Array.from({ length: size }, (_, i) => i % 251);
      await writeFile(join(folder, "file"), bytes);
      const file = await open(join(folder, "file"));
      assert.equal(await hashFile(file), { sha256: sha256(bytes), bytes: size });
      await file.close();
    }
  });
});

test.run();
