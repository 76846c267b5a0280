import { mkdir, open, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { Failure } from "../../../errors/mod.ts";
import type { FileSystem } from "../../../io/store/file_system.ts";
import { replaceFile as replaceBy } from "../../../io/store/replace_file.ts";
import { versionAt } from "../../../io/store/version.ts";
import { eachFault } from "../../helpers/each_fault.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { withTemporaryFolder } from "../../helpers/temporary_folder.ts";

const VERSION = versionAt(new Date("2026-11-24T14:00:00Z"));
const bytes = (text: string) => new TextEncoder().encode(text);
const replaceFile = (path: string, content: Uint8Array, files?: FileSystem) =>
  replaceBy(path, content, VERSION, async () => undefined, files);

test("replaceFile() makes the file, and the folders on the way, where there is none", async () => {
  await withTemporaryFolder(async (folder) => {
    await replaceFile(join(folder, "merged", "current.csv"), bytes("new"));
    assert.is(await readFile(join(folder, "merged", "current.csv"), "utf8"), "new");
    assert.equal(await readdir(join(folder, "merged")), ["current.csv"]);
  });
});

test("replaceFile() replaces a longer file whole", async () => {
  await withTemporaryFolder(async (folder) => {
    const path = join(folder, "current.csv");
    await writeFile(path, "an older and longer one");
    await replaceFile(path, bytes("new"));
    assert.is(await readFile(path, "utf8"), "new");
    assert.equal(await readdir(folder), ["current.csv"]);
  });
});

test("replaceFile() lets who has the old file open read it to its end", async () => {
  await withTemporaryFolder(async (folder) => {
    const path = join(folder, "current.csv");
    await writeFile(path, "old");
    const reader = await open(path, "r");
    try {
      await replaceFile(path, bytes("new"));
      const read = await reader.readFile();
      assert.is(read.toString(), "old");
    } finally {
      await reader.close();
    }
  });
});

test("replaceFile() never shows less than a whole file to who reads meanwhile", async () => {
  await withTemporaryFolder(async (folder) => {
    const path = join(folder, "current.csv");
    const one = "a".repeat(100_000);
    const other = "b".repeat(200_000);
    await writeFile(path, one);
    const write = async () => {
      for (let turn = 0; turn < 20; turn++) await replaceFile(path, bytes(turn % 2 === 0 ? other : one));
    };
    const read = async () => {
      for (let turn = 0; turn < 50; turn++) {
        const seen = await readFile(path, "utf8");
        assert.ok(seen === one || seen === other, `${seen.length} letters`);
      }
    };
    await Promise.all([write(), read()]);
  });
});

test("replaceFile() has the new file on the disk before the version is published, and names it afterwards", async () => {
  await withTemporaryFolder(async (folder) => {
    const path = join(folder, "current.csv");
    await writeFile(path, "old");
    await replaceBy(path, bytes("new"), VERSION, async () => {
      const [next = "", ...others] = (await readdir(folder)).sort();
      assert.match(next, /^\.tmp-current-20261124_140000-/);
      assert.equal(others, ["current.csv"]);
      assert.equal(
        [await readFile(join(folder, next), "utf8"), await readFile(path, "utf8")],
        ["new", "old"],
      );
    });
    assert.is(await readFile(path, "utf8"), "new");
  });
});

test("replaceFile() leaves the old file, and nothing else, when the version cannot be published", async () => {
  await withTemporaryFolder(async (folder) => {
    const path = join(folder, "current.csv");
    await writeFile(path, "old");
    const fails = async () => {
      throw new Failure("io", "The disk is full.");
    };
    await failsWith("io", /^The disk is full\.$/, () => replaceBy(path, bytes("new"), VERSION, fails));
    assert.is(await readFile(path, "utf8"), "old");
    assert.equal(await readdir(folder), ["current.csv"]);
  });
});

test("replaceFile() keeps the old file, and leaves nothing but a next one, when any call fails", async () => {
  let failuresAfterwards = 0;
  const calls = await eachFault(["ENOSPC", "EIO", "EACCES", "EROFS"], ({ files, code, failed }) =>
    withTemporaryFolder(async (folder) => {
      const path = join(folder, "current.csv");
      await writeFile(path, "old");
      let renamed = false;
      const rename: typeof files.rename = async (from, to) => {
        await files.rename(from, to);
        renamed = true;
      };
      const outcome = await replaceFile(path, bytes("new"), { ...files, rename }).catch(
        (error: unknown) => error,
      );
      assert.is(await readFile(path, "utf8"), renamed ? "new" : "old", failed());
      // The version is published then: the next run gives it its place.
      const next = failed() === "rename" ? 1 : 0;
      assert.is((await readdir(folder)).length, 1 + next, failed());
      if (failed() === undefined) return assert.is(outcome, undefined);
      assert.instance(outcome, Failure, failed());
      if (renamed) failuresAfterwards++;
      const { kind, message } = outcome as Failure;
      assert.is(kind, ["ENOSPC", "EIO"].includes(code) ? "io" : "cannot-create", failed());
      assert.ok(message.includes(`"${path}"`), message);
    }),
  );
  assert.equal(calls, ["mkdir", "open", "file.writeFile", "file.sync", "file.close", "rename"]);
  // The folder is opened, synchronized and closed after the rename.
  assert.is(failuresAfterwards, 3 * 4);
});

test("replaceFile() does not replace a folder", async () => {
  await withTemporaryFolder(async (folder) => {
    const path = join(folder, "current.csv");
    await mkdir(path);
    const message = /current\.csv"\. A folder stands where the file should be: move it away\.$/;
    await failsWith("cannot-create", message, () => replaceFile(path, bytes("new")));
    assert.equal((await readdir(folder)).at(-1), "current.csv");
  });
});

test.run();
