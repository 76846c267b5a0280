import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { overwriteFile } from "../../../io/store/overwrite_file.ts";
import { eachFault } from "../../helpers/each_fault.ts";
import { withTemporaryFolder } from "../../helpers/temporary_folder.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

test("overwriteFile() makes the file with its folders, and replaces a longer one whole", async () => {
  await withTemporaryFolder(async (folder) => {
    const path = join(folder, "new", "report.html");
    await overwriteFile(path, bytes("a long one"));
    await overwriteFile(path, bytes("short"));
    assert.is(await readFile(path, "utf8"), "short");
    assert.equal(await readdir(join(folder, "new")), ["report.html"]);
  });
});

test("overwriteFile() leaves the old file or the new one, whole, whichever call fails", async () => {
  await eachFault(["ENOSPC", "EROFS"], ({ files, failed }) =>
    withTemporaryFolder(async (folder) => {
      const path = join(folder, "report.html");
      await overwriteFile(path, bytes("the old one"));
      const failure = await overwriteFile(path, bytes("the new one"), files).catch((error: unknown) => error);
      const left = await readFile(path, "utf8");
      assert.ok(left === "the new one" || (left === "the old one" && failure instanceof Error), failed());
    }),
  );
});

test.run();
