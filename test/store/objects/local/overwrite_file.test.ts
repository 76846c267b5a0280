import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, chown, lstat, readFile, readlink, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { overwriteFile } from "../../../../store/mod.ts";
import { failsWith } from "../../../helpers/fails_with.ts";
import { eachFault } from "../../../helpers/faults/each_fault.ts";
import { withDataFolder } from "../../../helpers/folders/data_folder.ts";
import { withTemporaryFolder } from "../../../helpers/folders/temporary_folder.ts";

const isRoot = process.getuid?.() === 0;
const rootTest = isRoot ? test : test.skip;
const text = (words: string) => new TextEncoder().encode(words);

async function* slowly(...words: string[]): AsyncGenerator<Uint8Array> {
  for (const word of words) yield text(word);
}

test("overwriteFile() writes content in pieces, and says whether a file had to go for it", async () => {
  await withTemporaryFolder(async (folder) => {
    const path = join(folder, "deep/x.csv");
    assert.equal(await overwriteFile(path, text("one")), { bytes: 3, overwrote: false });
    assert.equal(await overwriteFile(path, slowly("two", "three")), { bytes: 8, overwrote: true });
    assert.is(await readFile(path, "utf8"), "twothree");
  });
});

test("overwriteFile() leaves the old file whole when any call fails, or what makes the pieces", async () => {
  await withDataFolder(async ({ path, put, read, files }) => {
    await put("x.csv", "old");
    const tried = await eachFault(["ENOSPC", "EIO"], async ({ files }) => {
      const written = await overwriteFile(join(path, "x.csv"), slowly("n", "ew"), {}, files).catch(() => 0);
      assert.ok(["old", "new"].includes(await read("x.csv")));
      if (written === 0) return;
      await put("x.csv", "old");
    });
    assert.ok(tried.includes("rename") && tried.includes("file.writeFile") && tried.includes("file.chmod"));
    await put("x.csv", "old");
    async function* broken() {
      yield text("n");
      throw new Error("no more");
    }
    await overwriteFile(join(path, "x.csv"), broken()).catch(() => undefined);
    assert.equal(Object.keys(await files()).filter((name) => name !== "x.csv").length, 1, "no draft is left");
    assert.is(await read("x.csv"), "old");
  });
});

test("overwriteFile() keeps a file's permissions, which hold from the first byte on", async () => {
  await withTemporaryFolder(async (folder) => {
    const path = join(folder, "x.csv");
    await writeFile(path, "old");
    await chmod(path, 0o640);
    const modes: number[] = [];
    async function* looking() {
      const [draft = ""] = execFileSync("ls", ["-A", folder], { encoding: "utf8" }).split("\n");
      modes.push((await stat(join(folder, draft))).mode & 0o777);
      yield text("new");
    }
    await overwriteFile(path, looking());
    assert.equal([...modes, (await stat(path)).mode & 0o777], [0o640, 0o640]);
  });
});

rootTest("overwriteFile() keeps a file's owner", async () => {
  await withTemporaryFolder(async (folder) => {
    const path = join(folder, "x.csv");
    await writeFile(path, "old");
    await chown(path, 12_345, 23_456);
    await overwriteFile(path, text("new"));
    const { uid, gid } = await stat(path);
    assert.equal([uid, gid, await readFile(path, "utf8")], [12_345, 23_456, "new"]);
  });
});

test("overwriteFile() writes the file that a link names, and leaves the link", async () => {
  await withTemporaryFolder(async (folder) => {
    await writeFile(join(folder, "x.csv"), "old");
    const link = join(folder, "link.csv");
    await symlink("x.csv", link);
    await overwriteFile(link, text("new"));
    assert.equal([await readlink(link), await readFile(join(folder, "x.csv"), "utf8")], ["x.csv", "new"]);
  });
});

test("overwriteFile() keeps a file that is there when it is told to", async () => {
  await withTemporaryFolder(async (folder) => {
    const path = join(folder, "x.csv");
    assert.equal(await overwriteFile(path, text("one"), { keep: true }), { bytes: 3, overwrote: false });
    await failsWith("cannot-create", /x\.csv" is there already, and "--no-clobber" keeps it/, () =>
      overwriteFile(path, text("two"), { keep: true }),
    );
    async function* late() {
      await writeFile(join(folder, "y.csv"), "first");
      yield text("second");
    }
    await failsWith("cannot-create", /is there already/, () =>
      overwriteFile(join(folder, "y.csv"), late(), { keep: true }),
    );
    assert.equal(
      [await readFile(path, "utf8"), await readFile(join(folder, "y.csv"), "utf8")],
      ["one", "first"],
    );
  });
});

test("overwriteFile() writes into a pipe, which stays one", async () => {
  await withTemporaryFolder(async (folder) => {
    const pipe = join(folder, "pipe");
    execFileSync("mkfifo", [pipe]);
    const reader = spawn("cat", [pipe]);
    let read = "";
    reader.stdout.on("data", (data) => (read += data));
    const closed = once(reader, "close");
    assert.equal(await overwriteFile(pipe, slowly("a,b\n", "1,2\n")), { bytes: 8, overwrote: false });
    await closed;
    assert.equal([read, (await lstat(pipe)).isFIFO()], ["a,b\n1,2\n", true]);
  });
});

/** Devices of the test's own: what goes wrong must not cost the machine its /dev/null. */
function madeDevices(folder: string): boolean {
  try {
    execFileSync("mknod", [join(folder, "null"), "c", "1", "3"], { stdio: "ignore" });
    execFileSync("mknod", [join(folder, "full"), "c", "1", "7"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

rootTest("overwriteFile() writes into a device, which stays one, and says when it is full", async () => {
  await withTemporaryFolder(async (folder) => {
    if (!madeDevices(folder)) return;
    const [none, full] = [join(folder, "null"), join(folder, "full")];
    assert.equal(await overwriteFile(none, text("x")), { bytes: 1, overwrote: false });
    await failsWith("io", /Writing ".*full" failed\. The disk is full/, () => overwriteFile(full, text("x")));
    for (const device of [none, full]) assert.ok((await lstat(device)).isCharacterDevice(), device);
  });
});

test.run();
