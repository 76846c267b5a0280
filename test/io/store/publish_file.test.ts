import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { Failure } from "../../../errors/mod.ts";
import { realFileSystem } from "../../../io/store/file_system.ts";
import { publishFile } from "../../../io/store/publish_file.ts";
import { eachFault } from "../../helpers/each_fault.ts";
import { failsWith } from "../../helpers/fails_with.ts";
import { withTemporaryFolder } from "../../helpers/temporary_folder.ts";

const NEW = new TextEncoder().encode("town,temp\n20-54,12.5\n");
const CODES = ["ENOSPC", "EDQUOT", "EIO", "EACCES", "EPERM", "EROFS"];
const ADVICE: Record<string, RegExp> = {
  ENOSPC: /^Writing "(.+)" failed\. The disk is full: make room and run again\.$/,
  EDQUOT: /^Writing "(.+)" failed\. Your quota of the disk is used up: make room and run again\.$/,
  EIO: /^Writing "(.+)" failed\. The file system reports: EIO: what happened, .+\. Run again\.$/,
  EACCES: /^Cannot write "(.+)"\. You may not write there: check .+, or use another --data-dir\.$/,
  EPERM: /^Cannot write "(.+)"\. You may not write there, or the disk knows no hard links: use another/,
  EROFS: /^Cannot write "(.+)"\. The file system is read-only: use another --data-dir\.$/,
};

test("publishFile() writes the bytes under the name, and makes the folders on the way", async () => {
  await withTemporaryFolder(async (folder) => {
    const path = join(folder, "a", "b", "1.csv");
    assert.is(await publishFile(path, NEW), true);
    assert.equal(new Uint8Array(await readFile(path)), NEW);
    assert.equal(await readdir(join(folder, "a", "b")), ["1.csv"]);
    assert.is((await stat(path)).nlink, 1);
  });
});

test("publishFile() leaves a file of that name as it is, and says so", async () => {
  await withTemporaryFolder(async (folder) => {
    await writeFile(join(folder, "1.csv"), "old");
    const before = await stat(join(folder, "1.csv"));
    assert.is(await publishFile(join(folder, "1.csv"), NEW), false);
    assert.is(await readFile(join(folder, "1.csv"), "utf8"), "old");
    assert.is((await stat(join(folder, "1.csv"))).ino, before.ino);
    assert.equal(await readdir(folder), ["1.csv"]);
  });
});

test("publishFile() lets one alone of many have the name, whole", async () => {
  await withTemporaryFolder(async (folder) => {
    const all = Array.from({ length: 20 }, (_, i) => new Uint8Array(1000).fill(i));
    const won = await Promise.all(all.map((bytes) => publishFile(join(folder, "1.csv"), bytes)));
    assert.is(won.filter(Boolean).length, 1);
    assert.equal(new Uint8Array(await readFile(join(folder, "1.csv"))), all[won.indexOf(true)]);
    assert.equal(await readdir(folder), ["1.csv"]);
  });
});

test("publishFile() gives no name to a file that is not on the disk yet", async () => {
  await withTemporaryFolder(async (folder) => {
    const calls = await eachFault(["EIO"], ({ files }) =>
      publishFile(join(folder, String(Math.random())), NEW, files).catch(() => undefined),
    );
    const steps = ["mkdir", "open", "file.writeFile", "file.sync", "file.close", "link", "rm"];
    assert.equal(calls, steps);
  });
});

test("publishFile() shows no file under the name, and leaves none behind, when any call fails", async () => {
  let failures = 0;
  await eachFault(CODES, ({ files, code, failed }) =>
    withTemporaryFolder(async (folder) => {
      const path = join(folder, "table", "1.csv");
      const outcome = await publishFile(path, NEW, files).catch((error: unknown) => error);
      const names = await readdir(join(folder, "table")).catch(() => []);
      if (failed() === undefined || failed() === "rm") {
        assert.is(outcome, true);
        assert.equal(
          names.filter((name) => !name.startsWith(".tmp-")),
          ["1.csv"],
        );
        return;
      }
      failures++;
      const where = `${code} in ${failed()}`;
      assert.equal(names, [], where);
      assert.instance(outcome, Failure, where);
      const { kind, message, cause } = outcome as Failure;
      assert.is(kind, ["ENOSPC", "EDQUOT", "EIO"].includes(code) ? "io" : "cannot-create", where);
      assert.is(ADVICE[code]?.exec(message)?.[1] ?? path, path, message);
      assert.match(message, ADVICE[code] ?? "", where);
      assert.is((cause as NodeJS.ErrnoException).code, code, where);
    }),
  );
  assert.ok(failures >= 9 * CODES.length, `${failures} faults`);
});

test("publishFile() leaves a file of that name as it is when any call fails", async () => {
  await eachFault(["ENOSPC", "EACCES"], ({ files, failed }) =>
    withTemporaryFolder(async (folder) => {
      await writeFile(join(folder, "1.csv"), "old");
      const outcome = await publishFile(join(folder, "1.csv"), NEW, files).catch((error: unknown) => error);
      assert.is(await readFile(join(folder, "1.csv"), "utf8"), "old", failed());
      if (failed() !== undefined && failed() !== "rm") assert.instance(outcome, Failure, failed());
      else assert.is(outcome, false);
      if (failed() !== "rm") assert.equal(await readdir(folder), ["1.csv"], failed());
    }),
  );
});

test("publishFile() says what stands in the way", async () => {
  await withTemporaryFolder(async (folder) => {
    await writeFile(join(folder, "file"), "");
    const inFile = join(folder, "file", "1.csv");
    const message = /file\/1\.csv"\. A file stands where a folder should be: use another --data-dir\.$/;
    await failsWith("cannot-create", message, () => publishFile(inFile, NEW));
    const deeper = /A part of the path is a file, not a folder: use another --data-dir\.$/;
    await failsWith("cannot-create", deeper, () => publishFile(join(inFile, "x", "1.csv"), NEW));
    const long = /The path is too long: use another --data-dir\.$/;
    await failsWith("cannot-create", long, () => publishFile(join(folder, "x".repeat(300)), NEW));
  });
});

const onLinux = process.platform === "linux" ? test : test.skip;

onLinux("publishFile() names a full disk that the system itself reports", async () => {
  const open = async () => await realFileSystem.open("/dev/full", "w");
  const files = { ...realFileSystem, open } as typeof realFileSystem;
  await withTemporaryFolder(async (folder) => {
    const path = join(folder, "1.csv");
    await failsWith("io", /The disk is full/, () => publishFile(path, NEW, files));
    assert.equal(await readdir(folder), []);
  });
});

test("publishFile() takes no bug for a failure of the disk", async () => {
  await withTemporaryFolder(async (folder) => {
    for (const wrong of [{} as Uint8Array, undefined as unknown as Uint8Array]) {
      const error = await publishFile(join(folder, "1.csv"), wrong).catch((error: unknown) => error);
      assert.instance(error, TypeError);
    }
    await mkdir(join(folder, "1.csv"));
    assert.is(await publishFile(join(folder, "1.csv"), NEW), false);
    assert.equal(await readdir(folder), ["1.csv"]);
  });
});

test.run();
