import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { localFiles } from "../../io/files.ts";
import { withTemporaryFolder } from "../helpers/folders/temporary_folder.ts";

test("localFiles read a file, its first bytes, or all of it where it has fewer", async () => {
  await withTemporaryFolder(async (folder) => {
    const path = join(folder, "file");
    await writeFile(path, "abcdef");
    assert.is((await localFiles.read(path)).toString(), "abcdef");
    assert.is((await localFiles.readStart(path, 3)).toString(), "abc");
    assert.is((await localFiles.readStart(path, 9)).toString(), "abcdef");
  });
});

test("localFiles remove a file, and one that is not there is no trouble", async () => {
  await withTemporaryFolder(async (folder) => {
    const path = join(folder, "file");
    await writeFile(path, "");
    await localFiles.remove(path);
    await localFiles.remove(path);
    const code = await localFiles.read(path).catch((error: NodeJS.ErrnoException) => error.code);
    assert.is(code, "ENOENT");
  });
});

test.run();
