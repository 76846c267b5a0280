import {
  appendFile,
  mkdir,
  open,
  readdir,
  readFile,
  readlink,
  stat,
  symlink,
  utimes,
  writeFile,
} from "node:fs/promises";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { Failure } from "../../../../errors/mod.ts";
import { localStore } from "../../../../store/objects/local/local_store.ts";
import { type FileSystem, type ObjectStore, realFileSystem } from "../../../../store/objects/mod.ts";
import { failsWith } from "../../../helpers/fails_with.ts";
import { eachFault } from "../../../helpers/faults/each_fault.ts";
import { hastyFiles } from "../../../helpers/folders/hasty_files.ts";
import { withTemporaryFolder } from "../../../helpers/folders/temporary_folder.ts";
import { script } from "../../../helpers/processes/script.ts";
import { bytes, conforms, pagesOf, sha256, textOf } from "../conformance.ts";

const NEW = bytes("town,temp\n20-54,12.5\n");
const CODES = ["ENOSPC", "EDQUOT", "EIO", "EACCES", "EPERM", "EROFS"];
const BROKEN = ["ENOSPC", "EDQUOT", "EIO"];
const ADVICE: Record<string, RegExp> = {
  ENOSPC: /^Writing "(.+)" failed\. The disk is full: make room and run again\.$/,
  EDQUOT: /^Writing "(.+)" failed\. Your quota of the disk is used up: make room and run again\.$/,
  EIO: /^Writing "(.+)" failed\. The file system reports: EIO: what happened, .+\. Run again\.$/,
  EACCES: /^Cannot write "(.+)"\. You may not write there: check .+, or use another data folder\.$/,
  EPERM: /^Cannot write "(.+)"\. You may not write there: check .+, or use another data folder\.$/,
  EROFS: /^Cannot write "(.+)"\. The file system is read-only: use another data folder\.$/,
};
const withoutLinks = (files: FileSystem): FileSystem => ({
  ...files,
  link: async () => {
    throw Object.assign(new Error("ENOTSUP: operation not supported, link"), { code: "ENOTSUP" });
  },
});
/** All files and folders below a folder, also those that begin with a dot, sorted. */
const all = async (folder: string) => (await readdir(folder, { recursive: true }).catch(() => [])).sort();

conforms("localStore", (work) => withTemporaryFolder((folder) => work(localStore(folder))), 500);

/** The same without hard links, where every new object takes the other way. */
conforms(
  "localStore, without hard links,",
  (work) => withTemporaryFolder((folder) => work(localStore(folder, withoutLinks(hastyFiles)))),
  500,
);

for (const [disk, wrap, steps] of [
  ["", (files: FileSystem) => files, ["link", "rm"]],
  [" on a disk without hard links", withoutLinks, ["lstat", "readFile", "rename", "rm"]],
] as const) {
  test(`putNew()${disk} gives no name to a file that is not on the disk yet`, async () => {
    await withTemporaryFolder(async (folder) => {
      const calls = await eachFault(["EIO"], async ({ files }) => {
        await localStore(folder, wrap(files))
          .putNew(`${Math.random()}`, NEW)
          .catch(() => undefined);
      });
      assert.equal(calls, ["mkdir", "open", "file.writeFile", "file.sync", "file.close", ...steps]);
    });
  });

  test(`putNew()${disk} shows no object, and leaves nothing behind, when any call fails`, async () => {
    let failures = 0;
    await eachFault(CODES, ({ files, code, failed }) =>
      withTemporaryFolder(async (folder) => {
        const store = localStore(folder, wrap(files));
        const path = join(folder, "deep", "table", "1.csv");
        const outcome = await store.putNew("deep/table/1.csv", NEW).catch((error: unknown) => error);
        const names = await readdir(join(folder, "deep", "table")).catch(() => []);
        const where = `${code} in ${failed()}: ${outcome}`;
        if (outcome === true) {
          // What fails afterwards is the store's own business, and a link that is not possible has another way.
          const [own, objects] = [names.filter((name) => name.startsWith(".")), await all(folder)];
          assert.ok(own.length === 0 || ["rm", "readFile"].includes(failed() ?? ""), where);
          assert.equal(
            objects.filter((name) => /^[^.]+\.csv$/.test(name)),
            ["deep/table/1.csv"],
            where,
          );
          assert.equal(new Uint8Array(await readFile(path)), NEW);
          const unharmed = [undefined, "rm", "readFile"];
          if (code === "EACCES") unharmed.push("open");
          if (code === "EPERM") unharmed.push("link");
          assert.ok(unharmed.includes(failed()), where);
          return;
        }
        failures++;
        assert.equal(
          names.filter((name) => !(failed() === "readFile" && /^\.guard-/.test(name))),
          [],
          where,
        );
        assert.instance(outcome, Failure, where);
        const { kind, message, cause } = outcome as Failure;
        assert.is(kind, BROKEN.includes(code) ? "io" : "cannot-create", where);
        assert.is(ADVICE[code]?.exec(message)?.[1], path, message);
        assert.is((cause as NodeJS.ErrnoException).code, code, where);
        assert.is(await localStore(folder, wrap(realFileSystem)).putNew("deep/table/1.csv", NEW), true);
      }),
    );
    assert.ok(failures >= 14 * CODES.length, `${failures} faults`);
  });

  test(`putNew()${disk} leaves an object that is there as it is when any call fails`, async () => {
    await eachFault(["ENOSPC", "EACCES"], ({ files, failed }) =>
      withTemporaryFolder(async (folder) => {
        await writeFile(join(folder, "1.csv"), "old");
        const { ino } = await stat(join(folder, "1.csv"));
        const store = localStore(folder, wrap(files));
        const outcome = await store.putNew("1.csv", NEW).catch((error: unknown) => error);
        assert.is(await readFile(join(folder, "1.csv"), "utf8"), "old", failed());
        assert.is((await stat(join(folder, "1.csv"))).ino, ino);
        if (outcome !== false) assert.instance(outcome, Failure, failed());
        if (!["rm", "readFile"].includes(failed() ?? ""))
          assert.equal(await readdir(folder), ["1.csv"], failed());
      }),
    );
  });

  test(`putNewFile()${disk} leaves nothing behind when any call fails`, async () => {
    let failures = 0;
    await eachFault(["ENOSPC", "EROFS"], ({ files, code, failed }) =>
      withTemporaryFolder(async (folder) => {
        const write = (path: string) => writeFile(path, "rows");
        const outcome = await localStore(folder, wrap(files))
          .putNewFile("month=2026-10/1.parquet", write)
          .catch((error: unknown) => error);
        if (!(outcome instanceof Failure)) {
          assert.equal(outcome, { sha256: sha256("rows"), bytes: 4 });
          assert.is(await readFile(join(folder, "month=2026-10/1.parquet"), "utf8"), "rows");
          assert.ok([undefined, "rm", "readFile"].includes(failed()), failed());
          return;
        }
        failures++;
        assert.is(outcome.kind, code === "ENOSPC" ? "io" : "cannot-create", failed());
        assert.match(outcome.message, /month=2026-10\/1\.parquet"/);
        const left = await readdir(join(folder, "month=2026-10")).catch(() => []);
        assert.equal(
          left.filter((name) => !(failed() === "readFile" && /^\.guard-/.test(name))),
          [],
          failed(),
        );
      }),
    );
    assert.ok(failures >= 2 * 12, `${failures} faults`);
  });
}

test("putNew() makes a file of one name alone", async () => {
  await withTemporaryFolder(async (folder) => {
    await localStore(folder).putNew("a/b/1.csv", NEW);
    assert.is((await stat(join(folder, "a/b/1.csv"))).nlink, 1);
    assert.equal(await all(folder), ["a", "a/b", "a/b/1.csv"]);
  });
});

test("putNew() brings every folder that it makes to the disk, from the inside out", async () => {
  await withTemporaryFolder(async (folder) => {
    const opened: string[] = [];
    const open: FileSystem["open"] = async (path, ...options) => {
      if (options[0] === "r") opened.push(String(path));
      return await realFileSystem.open(path, ...options);
    };
    await localStore(join(folder, "data"), { ...realFileSystem, open }).putNew("a/b/1.csv", NEW);
    assert.equal(opened, [join(folder, "data/a"), join(folder, "data"), folder, join(folder, "data/a/b")]);
  });
});

test("putNew() says what stands in the way", async () => {
  await withTemporaryFolder(async (folder) => {
    await writeFile(join(folder, "file"), "");
    const objects = localStore(folder);
    const message = /file\/1\.csv"\. A file stands where a folder should be: use another data folder\.$/;
    await failsWith("cannot-create", message, () => objects.putNew("file/1.csv", NEW));
    const deeper = /A part of the path is a file, not a folder: use another data folder\.$/;
    await failsWith("cannot-create", deeper, () => objects.putNew("file/1.csv/x/1.csv", NEW));
    const long = /The path is too long: use another data folder\.$/;
    await failsWith("cannot-create", long, () => objects.putNew("x".repeat(300), NEW));
    const none = /"[^"]+\/file" is not a folder\. Use another data folder\.$/;
    await failsWith("cannot-create", none, () => pagesOf(localStore(join(folder, "file")), ""));
    await failsWith("cannot-create", /You may not write there|read-only/, async () => {
      const denied = async () => {
        throw Object.assign(new Error("EPERM: operation not permitted, open"), { code: "EPERM" });
      };
      await localStore(folder, { ...realFileSystem, open: denied, link: denied }).putNew("1.csv", NEW);
    });
  });
});

const onLinux = process.platform === "linux" ? test : test.skip;

onLinux("putNew() names a full disk that the system itself reports", async () => {
  const open = async () => await realFileSystem.open("/dev/full", "w");
  await withTemporaryFolder(async (folder) => {
    const objects = localStore(folder, { ...realFileSystem, open } as FileSystem);
    await failsWith("io", /The disk is full/, () => objects.putNew("1.csv", NEW));
    assert.equal(await readdir(folder), []);
  });
});

test("putNew() takes no bug for a failure of the disk", async () => {
  await withTemporaryFolder(async (folder) => {
    const objects = localStore(folder);
    for (const wrong of [{} as Uint8Array, undefined as unknown as Uint8Array]) {
      const error = await objects.putNew("1.csv", wrong).catch((error: unknown) => error);
      assert.instance(error, TypeError);
    }
    await mkdir(join(folder, "1.csv"));
    assert.is(await objects.putNew("1.csv", NEW), false);
    assert.equal(await readdir(folder), ["1.csv"]);
  });
});

test("replace() lets who has the old file open read it to its end", async () => {
  await withTemporaryFolder(async (folder) => {
    await writeFile(join(folder, "current.csv"), "old");
    const reader = await open(join(folder, "current.csv"), "r");
    try {
      await localStore(folder).replace("current.csv", NEW);
      assert.is((await reader.readFile()).toString(), "old");
    } finally {
      await reader.close();
    }
  });
});

test("replace() has the new file on the disk before it calls before()", async () => {
  await withTemporaryFolder(async (folder) => {
    await writeFile(join(folder, "current.csv"), "old");
    await localStore(folder).replace("current.csv", NEW, {
      before: async () => {
        const [next = "", ...others] = await all(folder);
        assert.match(next, /^\.tmp-/);
        assert.equal(others, ["current.csv"]);
        assert.equal(new Uint8Array(await readFile(join(folder, next))), NEW);
      },
    });
    assert.equal(await all(folder), ["current.csv"]);
  });
});

for (const options of [{}, { expected: sha256("old") }]) {
  const expecting = "expected" in options ? " of an expected object" : "";
  test(`replace()${expecting} keeps the old object, and leaves nothing, when any call fails`, async () => {
    let failuresAfterwards = 0;
    const calls = await eachFault(["ENOSPC", "EIO", "EACCES", "EROFS"], ({ files, code, failed }) =>
      withTemporaryFolder(async (folder) => {
        const path = join(folder, "current.csv");
        await writeFile(path, "old");
        let renamed = false;
        const rename: FileSystem["rename"] = async (from, to) => {
          await files.rename(from, to);
          renamed = true;
        };
        const store = localStore(folder, { ...files, rename });
        const outcome = await store.replace("current.csv", NEW, options).catch((error: unknown) => error);
        assert.equal(new Uint8Array(await readFile(path)), renamed ? NEW : bytes("old"), failed());
        const own = (await readdir(folder)).filter((name) => name !== "current.csv");
        if (!["rm", "readFile"].includes(failed() ?? "")) assert.equal(own, [], failed());
        if (outcome instanceof Failure) {
          if (renamed) failuresAfterwards++;
          assert.is(outcome.kind, ["ENOSPC", "EIO"].includes(code) ? "io" : "cannot-create", failed());
          assert.ok(outcome.message.includes(`"${path}"`), outcome.message);
        } else {
          assert.is(outcome, sha256(NEW), failed());
          assert.ok([undefined, "rm", "readFile"].includes(failed()), failed());
        }
        // Whatever was left: the next one is not in its way.
        const next = await localStore(folder).replace("current.csv", NEW, {
          expected: sha256(await readFile(path)),
        });
        assert.is(next, sha256(NEW));
      }),
    );
    const steps = ["mkdir", "lstat", "open", "file.writeFile", "file.sync", "file.close", "rename", "rm"];
    assert.equal(calls.sort(), [...steps, ...("expected" in options ? ["readFile"] : [])].sort());
    // The folder is opened, synchronized and closed after the rename.
    assert.is(failuresAfterwards, 3 * 4);
  });
}

test("replace() refuses a symbolic link, which a file would take the place of, and leaves it", async () => {
  await withTemporaryFolder(async (folder) => {
    await writeFile(join(folder, "elsewhere.csv"), "old");
    await symlink("elsewhere.csv", join(folder, "current.csv"));
    await symlink("nowhere", join(folder, "dangling.csv"));
    const objects = localStore(folder);
    const message =
      /^Cannot replace "[^"]+current\.csv": it is a symbolic link, .+\. Remove the link and run again/;
    for (const options of [{}, { expected: sha256("old") }]) {
      await failsWith("cannot-create", message, () => objects.replace("current.csv", NEW, options));
    }
    await failsWith("cannot-create", /a symbolic link/, () => objects.replace("dangling.csv", NEW));
    assert.equal(await all(folder), ["current.csv", "dangling.csv", "elsewhere.csv"]);
    assert.is(await readFile(join(folder, "current.csv"), "utf8"), "old");
    assert.is(await textOf(objects, "current.csv"), "old");
  });
});

test("replace() does not replace a folder", async () => {
  await withTemporaryFolder(async (folder) => {
    await mkdir(join(folder, "current.csv"));
    const message = /current\.csv"\. A folder stands where the file should be: move it away\.$/;
    await failsWith("cannot-create", message, () => localStore(folder).replace("current.csv", NEW));
    assert.equal(await all(folder), ["current.csv"]);
  });
});

test("removeExpected() removes the object or leaves it, and is never in the way of the next, when any call fails", async () => {
  await eachFault(["EIO", "EACCES"], ({ files, code, failed }) =>
    withTemporaryFolder(async (folder) => {
      await writeFile(join(folder, ".lock"), "mine");
      const tag = sha256("mine");
      const outcome = await localStore(folder, files)
        .removeExpected(".lock", tag)
        .catch((error: unknown) => error);
      const isThere = (await readdir(folder)).includes(".lock");
      if (outcome instanceof Failure) {
        assert.is(outcome.kind, code === "EIO" ? "io" : "permission", failed());
        assert.match(outcome.message, /^Cannot remove "[^"]+\.lock": E\w+: .+\. Check .+ and run again\.$/);
      } else {
        assert.is(outcome, true, failed());
        assert.not.ok(isThere, failed());
      }
      assert.is(await localStore(folder).removeExpected(".lock", tag), isThere);
    }),
  );
});

test("remove() says what cannot be removed", async () => {
  await withTemporaryFolder(async (folder) => {
    await writeFile(join(folder, "a"), "1");
    await mkdir(join(folder, "b"));
    const failing = (code: string) => async () => {
      throw Object.assign(new Error(`${code}: what happened`), { code });
    };
    const objects = (code: string) => localStore(folder, { ...realFileSystem, rm: failing(code) });
    const message =
      /^Cannot remove "[^"]+\/a": EACCES: what happened\. Check the folder's permissions and run again\.$/;
    await failsWith("permission", message, () => objects("EACCES").remove(["a"]));
    await failsWith("io", /EIO: what happened\. Check the disk/, () => objects("EIO").remove(["a"]));
    await failsWith("io", /Cannot remove "[^"]+\/b"/, () => localStore(folder).remove(["b"]));
    assert.equal(await all(folder), ["a", "b"]);
  });
});

test("appendLine() loses no earlier line, and no later one, when a call fails", async () => {
  const calls = await eachFault(["ENOSPC", "EACCES"], ({ files, code, failed }) =>
    withTemporaryFolder(async (folder) => {
      const lines = async () => ((await textOf(localStore(folder), "runs.jsonl")) ?? "").split("\n");
      await localStore(folder).appendLine("runs.jsonl", "earlier");
      const outcome = await localStore(folder, files)
        .appendLine("runs.jsonl", "this one")
        .catch((error: unknown) => error);
      await localStore(folder).appendLine("runs.jsonl", "later");
      const isWritten = [undefined, "file.sync", "file.close"].includes(failed());
      const torn = failed() === "file.writeFile" ? ["this"] : [];
      const expected = isWritten ? ["earlier", "this one", "later", ""] : ["earlier", ...torn, "later", ""];
      assert.equal(
        (await lines()).map((line) => (line.trim() === "this" ? "this" : line)),
        expected,
        failed(),
      );
      if (failed() === undefined) return;
      assert.instance(outcome, Failure, failed());
      assert.is((outcome as Failure).kind, code === "ENOSPC" ? "io" : "cannot-create");
      assert.match((outcome as Failure).message, /\/runs\.jsonl"/);
    }),
  );
  assert.equal(calls, [
    "mkdir",
    "open",
    "file.stat",
    "file.read",
    "file.writeFile",
    "file.sync",
    "file.close",
  ]);
});

test("appendLine() says where a file stands in the way", async () => {
  await withTemporaryFolder(async (folder) => {
    await writeFile(join(folder, "logs"), "");
    await failsWith("cannot-create", /logs\/runs\.jsonl"\. A file stands where a folder should be/, () =>
      localStore(folder).appendLine("logs/runs.jsonl", "one"),
    );
  });
});

test("get(), head() and list() say what cannot be read, and take a bug for nothing else", async () => {
  const calls: ((objects: ObjectStore) => Promise<unknown>)[] = [
    (objects) => objects.get("a/1"),
    (objects) => objects.head("a/1"),
    (objects) => pagesOf(objects, ""),
  ];
  for (const call of calls) {
    const failed = await eachFault(["EACCES", "EIO"], ({ files, code, failed }) =>
      withTemporaryFolder(async (folder) => {
        await mkdir(join(folder, "a"));
        await writeFile(join(folder, "a/1"), "one");
        const outcome = await call(localStore(folder, files)).catch((error: unknown) => error);
        if (failed() === undefined) return assert.not.instance(outcome, Error);
        assert.instance(outcome, Failure);
        assert.is((outcome as Failure).kind, code === "EIO" ? "io" : "permission");
        assert.match(
          (outcome as Failure).message,
          new RegExp(`^Cannot .+"${folder}.*": ${code}: .+ run again\\.$`),
        );
      }),
    );
    assert.is(failed.length, 1);
  }
});

test("list() follows folders that are links, not in a circle, and lists what could be an object alone", async () => {
  await withTemporaryFolder(async (folder) => {
    const [data, outside] = [join(folder, "data"), join(folder, "towns")];
    await mkdir(join(outside, "20260101"), { recursive: true });
    await mkdir(join(data, "a"), { recursive: true });
    await writeFile(join(outside, "20260101", "data.csv"), "");
    await writeFile(join(data, "a", "data (1).csv"), "");
    await writeFile(join(data, "a", ".tmp-1"), "");
    await symlink(outside, join(data, "data_municipio"));
    await symlink(join(outside, "20260101", "data.csv"), join(data, "a", "linked.csv"));
    await symlink("nowhere", join(data, "a", "dangling"));
    await symlink("itself", join(data, "a", "itself"));
    await symlink(outside, join(outside, "back"));
    const expected = ["a/linked.csv", "data_municipio/20260101/data.csv"];
    assert.equal((await pagesOf(localStore(data), "")).flat(), expected);
    assert.equal((await pagesOf(localStore(data), "data_municipio/20260101/")).flat(), expected.slice(1));
  });
});

test("head() gives another fingerprint for other bytes of the same size and time", async () => {
  await withTemporaryFolder(async (folder) => {
    const objects = localStore(folder);
    const time = new Date("2026-11-24T14:00:00Z");
    const write = async (text: string) => {
      await writeFile(join(folder, "a"), text);
      await utimes(join(folder, "a"), time, time);
      return await objects.head("a");
    };
    const first = await write("one");
    // The time of change has the grain of the kernel's clock.
    await new Promise((resolve) => setTimeout(resolve, 20));
    const second = await write("two");
    assert.equal([first?.modified, second?.modified], [time, time]);
    assert.is.not(second?.fingerprint, first?.fingerprint);
  });
});

test("time() is that of the folder's disk, whatever this machine's clock says", async () => {
  await withTemporaryFolder(async (folder) => {
    const real = Date.now;
    const now = real();
    try {
      Date.now = () => now + 400 * 86_400_000;
      const time = (await localStore(folder).time()).getTime();
      assert.ok(Math.abs(time - now) < 60_000, `${time - now} ms`);
    } finally {
      Date.now = real;
    }
    assert.equal(await readdir(folder), []);
    await localStore(join(folder, "nowhere")).time();
    assert.equal(await readdir(folder), [], "asking for the time makes no folder");
  });
});

test("limits() says that a disk has no hard links, before and after one was tried, and leaves nothing", async () => {
  await withTemporaryFolder(async (folder) => {
    assert.equal(await localStore(folder).limits(), []);
    assert.equal(await localStore(join(folder, "nowhere"), withoutLinks(realFileSystem)).limits(), []);
    const objects = localStore(folder, withoutLinks(realFileSystem));
    const limits = ["this disk has no hard links, so guard files protect new files instead"];
    assert.equal(await objects.limits(), limits);
    assert.equal(await readdir(folder), []);
    const other = localStore(folder, withoutLinks(realFileSystem));
    await other.putNew("a", NEW);
    assert.equal(await other.limits(), limits);
    assert.equal(await readdir(folder), ["a"]);
  });
});

/** Runs the same code in several processes at the same time, with `objects` as their store, and gives what each says. */
async function inProcesses(folder: string, count: number, code: string): Promise<string[]> {
  const scripts = Array.from({ length: count }, (_, i) =>
    script(`
      import { localStore, realFileSystem } from "./store/objects/mod.ts";
      const none = async () => { throw Object.assign(new Error("ENOSYS"), { code: "ENOSYS" }); };
      const objects = localStore(${JSON.stringify(folder)});
      const objectsWithoutLinks = localStore(${JSON.stringify(folder)}, { ...realFileSystem, link: none });
      const me = ${i};
      const RACERS = [0, 1, 2, 3].map((racer) => me * 4 + racer);
      console.log("ready");
      for await (const _ of process.stdin);
      ${code}
    `),
  );
  for (const { said } of scripts) await said();
  const said = scripts.map(({ process }) => {
    const heard: string[] = [];
    process.stdout.on("data", (data) => heard.push(String(data)));
    process.stdin.end();
    return heard;
  });
  for (const { done } of scripts) await done();
  return said.map((heard) => heard.join("").trim());
}

test("putNew() lets one of 16 racers in four processes have the name, also on a disk without hard links", async () => {
  await withTemporaryFolder(async (folder) => {
    const said = await inProcesses(
      folder,
      4,
      `const won = [];
       for (let turn = 0; turn < 5; turn++) {
         for (const [disk, store] of Object.entries({ links: objects, none: objectsWithoutLinks })) {
           const puts = RACERS.map((racer) => store.putNew(disk + turn, new Uint8Array(50_000).fill(racer)));
           (await Promise.all(puts)).forEach((isPut, i) => isPut && won.push([disk + turn, RACERS[i]]));
         }
       }
       console.log(JSON.stringify(won));`,
    );
    const won: [string, number][] = said.flatMap((text) => JSON.parse(text));
    assert.is(won.length, 10);
    assert.is(new Set(won.map(([name]) => name)).size, 10);
    for (const [name, racer] of won) {
      assert.equal(new Uint8Array(await readFile(join(folder, name))), new Uint8Array(50_000).fill(racer));
    }
    assert.equal(await all(folder), won.map(([name]) => name).sort());
  });
});

test("replace() loses none of the increments of 16 workers in four processes", async () => {
  await withTemporaryFolder(async (folder) => {
    await localStore(folder).putNew("counter", bytes("0"));
    await inProcesses(
      folder,
      4,
      `const increment = async () => {
         for (;;) {
           const { bytes, tag } = await objects.get("counter");
           const next = new TextEncoder().encode(String(Number(new TextDecoder().decode(bytes)) + 1));
           if (await objects.replace("counter", next, { expected: tag })) return;
         }
       };
       await Promise.all(RACERS.map(async () => { for (let i = 0; i < 3; i++) await increment(); }));`,
    );
    assert.is(await textOf(localStore(folder), "counter"), "48");
    assert.equal(await all(folder), ["counter"]);
  });
});

test("appendLine() lets two processes write at once without mixing their lines", async () => {
  await withTemporaryFolder(async (folder) => {
    // Lines of up to 20 kB are far longer than a run's, and than a page of memory.
    await inProcesses(
      folder,
      2,
      `for (let i = 0; i < 100; i++) await objects.appendLine("runs.jsonl", me + ":" + String(i).repeat(i * 100));`,
    );
    const lines = (await readFile(join(folder, "runs.jsonl"), "utf8"))
      .split("\n")
      .filter((line) => line !== "");
    for (const writer of ["0", "1"]) {
      const own = lines.filter((line) => line.startsWith(`${writer}:`));
      assert.equal(
        own,
        Array.from({ length: 100 }, (_, i) => `${writer}:${String(i).repeat(i * 100)}`),
      );
    }
    assert.is(lines.length, 200);
    await appendFile(join(folder, "runs.jsonl"), "torn");
    await localStore(folder).appendLine("runs.jsonl", "whole");
    assert.ok((await readFile(join(folder, "runs.jsonl"), "utf8")).endsWith("\ntorn\nwhole\n"));
  });
});

onLinux("localStore() leaves no file open, whatever call fails", async () => {
  const opened = async (folder: string) => {
    const files = (await readdir("/proc/self/fd")).map((file) =>
      readlink(`/proc/self/fd/${file}`).catch(() => ""),
    );
    return (await Promise.all(files)).filter((path) => path.startsWith(folder));
  };
  await withTemporaryFolder(async (folder) => {
    for (const wrap of [(files: FileSystem) => files, withoutLinks]) {
      await eachFault(["EIO"], async ({ files }) => {
        const objects = localStore(folder, wrap(files));
        await objects
          .putNew("a", NEW)
          .then(() => objects.replace("a", NEW, { expected: sha256(NEW) }))
          .then(() => objects.putNewFile("b", (path) => writeFile(path, "1")))
          .then(() => objects.appendLine("c", "1"))
          .then(() => objects.time())
          .then(() => objects.limits())
          .then(() => objects.removeExpected("a", sha256(NEW)))
          .then(() => objects.remove(["b", "c"]))
          .catch(() => undefined);
      });
    }
    assert.equal(await opened(folder), []);
  });
});

test.run();
