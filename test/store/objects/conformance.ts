import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { test } from "uvu";
import * as assert from "uvu/assert";
import type { ObjectStore } from "../../../store/objects/mod.ts";

const RACERS = Array.from({ length: 16 }, (_, racer) => racer);

export const bytes = (text: string) => new TextEncoder().encode(text);
export const sha256 = (content: string | Uint8Array) => createHash("sha256").update(content).digest("hex");

/** The text of an object; undefined when there is none. */
export async function textOf(objects: ObjectStore, name: string): Promise<string | undefined> {
  const object = await objects.get(name);
  return object && new TextDecoder().decode(object.bytes);
}

/** All pages of a listing. */
export async function pagesOf(objects: ObjectStore, prefix: string): Promise<(readonly string[])[]> {
  const pages = [];
  for await (const page of objects.list(prefix)) pages.push(page);
  return pages;
}

/** Adds 1 to the number that an object holds, again and again until no other has changed it meanwhile. */
export async function increment(objects: ObjectStore, name: string): Promise<void> {
  for (;;) {
    const before = await objects.get(name);
    if (before === undefined) throw new Error(`There is no ${name}`);
    const next = bytes(String(Number(new TextDecoder().decode(before.bytes)) + 1));
    if ((await objects.replace(name, next, { expected: before.tag })) !== undefined) return;
  }
}

/**
 * Registers what every store must do as tests: one suite, so that what is tried with one store holds for another.
 *
 * @param store the name of the function that makes it
 * @param withStore makes a store that is empty, does some work with it and takes it away again
 * @param pageSize how many names a page of it has
 * @param slack in milliseconds: how far its clock and the times of its objects may be apart
 *
 * @example
 * ```ts
 * conforms("memoryStore", async (work) => await work(memoryStore({ pageSize: 3 })), 3);
 * test.run();
 * ```
 */
export function conforms(
  store: string,
  withStore: (work: (objects: ObjectStore) => Promise<void>) => Promise<void>,
  pageSize: number,
  { slack = 50 }: { readonly slack?: number } = {},
): void {
  const holds = (method: string, sentence: string, work: (objects: ObjectStore) => Promise<void>) =>
    test(`${store}().${method}() ${sentence}`, () => withStore(work));

  holds("get", "and head() of nothing are undefined", async (objects) => {
    for (const name of ["nothing", "at/all", "there/is/nothing.csv", ".lock"]) {
      assert.is(await objects.get(name), undefined);
      assert.is(await objects.head(name), undefined);
    }
    await objects.putNew("folder/object", bytes("1"));
    assert.is(await objects.get("folder"), undefined, "a part of a name is no object");
    assert.is(await objects.head("folder"), undefined);
    assert.is(await objects.get("folder/object/below"), undefined);
    assert.is(await objects.head("folder/object/below"), undefined);
  });

  holds("get", "gives what was put, any bytes of it, none included", async (objects) => {
    const contents = [
      new Uint8Array(),
      Uint8Array.from({ length: 256 }, (_, i) => i),
      bytes("Ñ\r\n\0\u{1F327}"),
    ];
    for (const [i, content] of contents.entries()) {
      assert.is(await objects.putNew(`raw/${i}`, content), true);
      const object = await objects.get(`raw/${i}`);
      assert.equal(new Uint8Array(object?.bytes ?? []), content);
      assert.type(object?.tag, "string");
    }
  });

  holds(
    "getEnd",
    "gives the last bytes, all where there are fewer, and nothing of nothing",
    async (objects) => {
      assert.is(await objects.getEnd("a", 2), undefined);
      await objects.putNew("a", bytes("12345"));
      await objects.putNew("none", bytes(""));
      const end = async (name: string, count: number) =>
        new TextDecoder().decode(await objects.getEnd(name, count));
      assert.equal([await end("a", 2), await end("a", 5), await end("a", 99)], ["45", "12345", "12345"]);
      assert.is(await end("none", 9), "");
    },
  );

  holds("digest", "gives the hash and size, and nothing of nothing", async (objects) => {
    for (const name of ["nothing", "at/all"]) assert.is(await objects.digest(name), undefined);
    await objects.putNew("a", bytes("one"));
    assert.equal(await objects.digest("a"), { sha256: sha256("one"), bytes: 3 });
  });

  holds("get", "gives bytes that are the caller's, and keeps those that were put", async (objects) => {
    const content = bytes("one");
    await objects.putNew("a", content);
    content.fill(0);
    (await objects.get("a"))?.bytes.fill(0);
    assert.is(await textOf(objects, "a"), "one");
  });

  holds(
    "head",
    "gives the size, the time by the store's clock, and another fingerprint after each change",
    async (objects) => {
      const before = await objects.time();
      await objects.putNew("a.csv", bytes("12345"));
      const first = await objects.head("a.csv");
      assert.is(first?.size, 5);
      assert.ok(Number(first?.modified) >= Number(before) - slack);
      assert.ok(Number(first?.modified) <= Number(await objects.time()) + slack);
      assert.equal(await objects.head("a.csv"), first);
      await objects.replace("a.csv", bytes("54321"));
      const second = await objects.head("a.csv");
      assert.is.not(second?.fingerprint, first?.fingerprint);
    },
  );

  holds("putNew", "leaves an object that is there as it is, and says so", async (objects) => {
    assert.is(await objects.putNew("a/1.csv", bytes("old")), true);
    const before = await objects.head("a/1.csv");
    assert.is(await objects.putNew("a/1.csv", bytes("new")), false);
    assert.is(await textOf(objects, "a/1.csv"), "old");
    assert.equal(await objects.head("a/1.csv"), before);
  });

  holds("putNew", "lets one of 16 racers have the name, whole", async (objects) => {
    for (const name of ["one.csv", "deep/er/two.csv"]) {
      const contents = RACERS.map((racer) => new Uint8Array(100_000).fill(racer));
      const won = await Promise.all(contents.map((content) => objects.putNew(name, content)));
      assert.is(won.filter(Boolean).length, 1);
      assert.equal(new Uint8Array((await objects.get(name))?.bytes ?? []), contents[won.indexOf(true)]);
    }
    assert.equal((await pagesOf(objects, "")).flat(), ["deep/er/two.csv", "one.csv"]);
  });

  holds("putNew", "puts an object again that was removed", async (objects) => {
    await objects.putNew("a", bytes("1"));
    await objects.remove(["a"]);
    assert.is(await objects.putNew("a", bytes("2")), true);
    assert.is(await textOf(objects, "a"), "2");
  });

  holds("putAllNew", "puts several objects in one folder and in others", async (objects) => {
    const contents = ["a/1.json", "a/1.csv", "b/1.json"].map((name) => ({ name, bytes: bytes(name) }));
    assert.is(await objects.putAllNew(contents), undefined);
    for (const { name } of contents) assert.is(await textOf(objects, name), name);
    assert.is(await objects.putAllNew([]), undefined);
  });

  holds("putAllNew", "puts none where one is there already, and names it", async (objects) => {
    const contents = ["a/1", "a/2", "b/3"].map((name) => ({ name, bytes: bytes("new") }));
    for (const { name } of contents) {
      await objects.putNew(name, bytes("old"));
      assert.is(await objects.putAllNew(contents), name);
      assert.equal((await pagesOf(objects, "")).flat(), [name]);
      assert.is(await textOf(objects, name), "old");
      await objects.remove([name]);
    }
    const [one] = contents;
    if (one !== undefined) assert.is(await objects.putAllNew([one, one]), "a/1");
    assert.equal((await pagesOf(objects, "")).flat(), []);
  });

  holds("putAllNew", "lets one of 16 racers have all the names", async (objects) => {
    const won = await Promise.all(
      RACERS.map((racer) =>
        objects.putAllNew(["a/1", "b/2"].map((name) => ({ name, bytes: bytes(String(racer)) }))),
      ),
    );
    const winner = won.indexOf(undefined);
    assert.is(won.filter((name) => name === undefined).length, 1);
    for (const name of ["a/1", "b/2"]) assert.is(await textOf(objects, name), String(winner));
  });

  holds(
    "putNewFile",
    "puts what is written to a path where nothing was, and gives its hash and size",
    async (objects) => {
      const large = Buffer.alloc(700_001, "municipality,");
      const digest = await objects.putNewFile("archive/month=2026-10/1.parquet", async (path) => {
        await writeFile(path, large, { flag: "wx" });
      });
      assert.equal(digest, { sha256: sha256(large), bytes: large.length });
      assert.ok(large.equals((await objects.get("archive/month=2026-10/1.parquet"))?.bytes ?? Buffer.of()));
      assert.is(await objects.sweep(["archive/"]), 0);
    },
  );

  holds("putNewFile", "leaves an object that is there as it is", async (objects) => {
    await objects.putNew("a", bytes("old"));
    assert.is(await objects.putNewFile("a", (path) => writeFile(path, "new")), undefined);
    assert.is(await textOf(objects, "a"), "old");
    const all = RACERS.map((racer) => objects.putNewFile("b", (path) => writeFile(path, String(racer))));
    const digests = await Promise.all(all);
    assert.is(digests.filter((digest) => digest !== undefined).length, 1);
    const winner = String(digests.findIndex((digest) => digest !== undefined));
    assert.is(await textOf(objects, "b"), winner);
  });

  holds("putNewFile", "throws what the writer throws, and leaves nothing", async (objects) => {
    const broken = new RangeError("It broke.");
    let at = "";
    const outcome = await objects
      .putNewFile("a/b", async (path) => {
        at = path;
        await writeFile(path, "half");
        throw broken;
      })
      .catch((error: unknown) => error);
    assert.is(outcome, broken);
    assert.is(await objects.head("a/b"), undefined);
    assert.equal(await pagesOf(objects, ""), []);
    assert.is(await readFile(at).catch(({ code }) => code), "ENOENT");
  });

  holds(
    "replace",
    "makes the object where there is none, and replaces a longer one whole",
    async (objects) => {
      const tag = await objects.replace("merged/current.csv", bytes("an older and longer one"));
      assert.is((await objects.get("merged/current.csv"))?.tag, tag);
      const next = await objects.replace("merged/current.csv", bytes("new"));
      assert.equal(await objects.get("merged/current.csv").then((object) => object?.tag), next);
      assert.is(await textOf(objects, "merged/current.csv"), "new");
      assert.is.not(next, tag);
    },
  );

  holds("replace", "leaves the object when it is not the expected one, or not there", async (objects) => {
    const tag = (await objects.replace("a", bytes("1"))) ?? "";
    await objects.replace("a", bytes("2"));
    assert.is(await objects.replace("a", bytes("3"), { expected: tag }), undefined);
    assert.is(await textOf(objects, "a"), "2");
    assert.is(await objects.replace("b", bytes("3"), { expected: tag }), undefined);
    assert.is(await objects.head("b"), undefined);
    await objects.remove(["a"]);
    assert.is(await objects.replace("a", bytes("3"), { expected: tag }), undefined);
    assert.equal(await pagesOf(objects, ""), []);
  });

  holds("replace", "lets one of 16 racers replace the object that all expect", async (objects) => {
    const expected = (await objects.replace("a/lock", bytes("free"))) ?? "";
    const race = RACERS.map((racer) => objects.replace("a/lock", bytes(`${racer}`), { expected }));
    const tags = await Promise.all(race);
    assert.is(tags.filter((tag) => tag !== undefined).length, 1);
    const winner = tags.findIndex((tag) => tag !== undefined);
    assert.is(await textOf(objects, "a/lock"), `${winner}`);
    assert.is((await objects.get("a/lock"))?.tag, tags[winner]);
  });

  holds("replace", "loses none of the increments of 16 workers", async (objects) => {
    await objects.putNew("counter", bytes("0"));
    const work = async () => {
      for (let turn = 0; turn < 5; turn++) await increment(objects, "counter");
    };
    await Promise.all(RACERS.map(work));
    assert.is(await textOf(objects, "counter"), String(RACERS.length * 5));
    assert.equal((await pagesOf(objects, "")).flat(), ["counter"]);
  });

  holds("replace", "shows a whole object to whoever reads meanwhile, and never none", async (objects) => {
    const [one, other] = ["a".repeat(100_000), "b".repeat(200_000)];
    let tag = (await objects.replace("current.csv", bytes(one))) ?? "";
    let isDone = false;
    const write = async () => {
      for (let turn = 0; turn < 20; turn++) {
        const next = bytes(turn % 2 === 0 ? other : one);
        tag = (await objects.replace("current.csv", next, turn % 3 === 0 ? { expected: tag } : {})) ?? "lost";
      }
      isDone = true;
    };
    const read = async () => {
      do {
        const seen = await textOf(objects, "current.csv");
        assert.ok(seen === one || seen === other, `${seen?.length} letters`);
        await new Promise((resolve) => setImmediate(resolve));
      } while (!isDone);
    };
    await Promise.all([write(), read(), read()]);
    assert.is.not(tag, "lost");
  });

  holds(
    "replace",
    "calls before() while the old object shows, and leaves it when that throws",
    async (objects) => {
      await objects.replace("current.csv", bytes("old"));
      const seen: (string | undefined)[] = [];
      const before = async () => seen.push(await textOf(objects, "current.csv"));
      await objects.replace("current.csv", bytes("new"), { before });
      assert.equal([...seen, await textOf(objects, "current.csv")], ["old", "new"]);

      const broken = new RangeError("It broke.");
      const fails = async () => {
        throw broken;
      };
      for (const expected of [undefined, (await objects.get("current.csv"))?.tag]) {
        const options = { before: fails, ...(expected === undefined ? {} : { expected }) };
        const outcome = await objects.replace("current.csv", bytes("newer"), options).catch((error) => error);
        assert.is(outcome, broken);
      }
      assert.is(await textOf(objects, "current.csv"), "new");
      assert.equal(await pagesOf(objects, ""), [["current.csv"]]);
    },
  );

  holds("remove", "removes objects, and takes those that are not there for removed", async (objects) => {
    for (const name of ["a/1", "a/2", "b/1"]) await objects.putNew(name, bytes(name));
    await objects.remove(["a/1", "b/1", "a/3", "nowhere/at/all", "a/1"]);
    await objects.remove([]);
    assert.equal(await pagesOf(objects, ""), [["a/2"]]);
    assert.is(await objects.get("a/1"), undefined);
  });

  holds("removeExpected", "removes the object that is expected alone", async (objects) => {
    const old = (await objects.replace("lock", bytes("mine"))) ?? "";
    const tag = (await objects.replace("lock", bytes("another's"))) ?? "";
    assert.is(await objects.removeExpected("lock", old), false);
    assert.is(await textOf(objects, "lock"), "another's");
    assert.is(await objects.removeExpected("lock", tag), true);
    assert.is(await objects.head("lock"), undefined);
    assert.is(await objects.removeExpected("lock", tag), false);
    assert.is(await objects.removeExpected("nowhere/at/all", tag), false);
  });

  holds(
    "removeExpected",
    "and replace() let one of 16 racers change the object that all expect",
    async (objects) => {
      for (let turn = 0; turn < 5; turn++) {
        const expected = (await objects.replace("lock", bytes("free"))) ?? "";
        const race = RACERS.map(async (racer) => {
          if (racer % 2 === 0) return await objects.removeExpected("lock", expected);
          return (await objects.replace("lock", bytes(`${racer}`), { expected })) !== undefined;
        });
        const won = await Promise.all(race);
        assert.is(won.filter(Boolean).length, 1);
        const winner = won.indexOf(true);
        assert.is(await textOf(objects, "lock"), winner % 2 === 0 ? undefined : `${winner}`);
      }
    },
  );

  holds("list", "gives the names below a prefix at any depth, sorted, in pages", async (objects) => {
    assert.equal(await pagesOf(objects, ""), []);
    assert.equal(await pagesOf(objects, "nowhere/"), []);
    const months = Array.from(
      { length: pageSize + 1 },
      (_, i) => `a/month=${String(i).padStart(4, "0")}/1.csv`,
    );
    // "." and "-" come before "/", and digits after it.
    const others = ["a-b", "a.csv", "a0", "a/b/c/d/e", "a/b-c", "ab/1", "B/1", "_x", "a/b.csv", "a/b0"];
    const all = [...months, ...others].sort();
    await Promise.all([...all].reverse().map((name) => objects.putNew(name, bytes(name))));
    const pages = await pagesOf(objects, "");
    assert.equal(pages.flat(), all);
    assert.ok(pages.every((page) => page.length > 0 && page.length <= pageSize));
    assert.ok(pages.length > 1);
    assert.equal(
      (await pagesOf(objects, "a/")).flat(),
      all.filter((name) => name.startsWith("a/")),
    );
    assert.equal(await pagesOf(objects, "a/b/"), [["a/b/c/d/e"]]);
    assert.equal(await pagesOf(objects, "ab/"), [["ab/1"]], "not those of a/");
  });

  holds("list", "skips what begins with a dot, which can be had by its name", async (objects) => {
    for (const name of [".lock", "a/.hidden", ".b/c", "a/c"]) await objects.putNew(name, bytes(name));
    assert.equal(await pagesOf(objects, ""), [["a/c"]]);
    assert.equal(await pagesOf(objects, "a/"), [["a/c"]]);
    assert.is(await textOf(objects, ".lock"), ".lock");
    assert.is(await objects.removeExpected(".lock", (await objects.get(".lock"))?.tag ?? ""), true);
  });

  holds("list", "and every other method refuse a name that no object can have", async (objects) => {
    const bad = [
      "",
      "/",
      "/a",
      "a/",
      "a//b",
      ".",
      "..",
      "../a",
      "a/../b",
      "a/./b",
      "a\\b",
      "a\0",
      "a b",
      "ñ",
      "a\n",
    ];
    bad.push("C:a", "a?", "a*", "a%2e", "~", ".tmp-1", "a/.tmp-1", ".guard-a", "a/.guard-a/b");
    const calls: ((name: string) => Promise<unknown>)[] = [
      (name) => objects.get(name),
      (name) => objects.head(name),
      (name) => objects.putNew(name, bytes("1")),
      (name) => objects.putNewFile(name, (path) => writeFile(path, "1")),
      (name) => objects.replace(name, bytes("1")),
      (name) => objects.remove(["a", name]),
      (name) => objects.removeExpected(name, sha256("1")),
      (name) => objects.appendLine(name, "1"),
      (name) => objects.move(name, "b"),
      (name) => objects.move("a", name),
      (name) => objects.path(name),
    ];
    const badPrefixes = [
      "a",
      "/",
      "/a/",
      "a//",
      "../",
      "a/../",
      "./",
      "a b/",
      "a\n/",
      ".tmp-1/",
      "a/.guard-1/",
    ];
    const prefixCalls: ((prefix: string) => Promise<unknown>)[] = [
      (prefix) => pagesOf(objects, prefix),
      (prefix) => objects.sweep(["a/", prefix]),
    ];
    await objects.putNew("a", bytes("1"));
    const refuses = async (call: (name: string) => Promise<unknown>, name: string) => {
      const error = await call(name).catch((error: unknown) => error);
      assert.instance(error, TypeError, `${call}: ${JSON.stringify(name)}`);
    };
    for (const call of calls) for (const name of bad) await refuses(call, name);
    for (const call of prefixCalls) for (const prefix of badPrefixes) await refuses(call, prefix);
    assert.is(await textOf(objects, "a"), "1");
    assert.equal(await pagesOf(objects, ""), [["a"]]);
  });

  holds("appendLine", "adds lines, and begins a new one after a line that was cut short", async (objects) => {
    await objects.appendLine("logs/runs.jsonl", "one");
    await objects.appendLine("logs/runs.jsonl", "two");
    assert.is(await textOf(objects, "logs/runs.jsonl"), "one\ntwo\n");
    await objects.replace("logs/runs.jsonl", bytes("one\ntw"));
    await objects.appendLine("logs/runs.jsonl", "three");
    await objects.appendLine("logs/runs.jsonl", "Ñ \u{1F327}");
    assert.is(await textOf(objects, "logs/runs.jsonl"), "one\ntw\nthree\nÑ \u{1F327}\n");
    assert.instance(await objects.appendLine("logs/runs.jsonl", "a\nb").catch((error) => error), TypeError);
  });

  holds("appendLine", "mixes no lines of 16 writers", async (objects) => {
    const lines = RACERS.map((racer) => `${racer}-`.repeat(5000));
    await Promise.all(lines.map((line) => objects.appendLine("runs.jsonl", line)));
    const read = ((await textOf(objects, "runs.jsonl")) ?? "").split("\n").filter((line) => line !== "");
    assert.equal(read.sort(), [...lines].sort());
  });

  holds("move", "gives an object another name, which must be free", async (objects) => {
    assert.is(await objects.move("runs.jsonl", "runs/1.jsonl"), false);
    await objects.appendLine("runs.jsonl", "one");
    assert.is(await objects.move("runs.jsonl", "runs/1.jsonl"), true);
    assert.equal(
      [await textOf(objects, "runs.jsonl"), await textOf(objects, "runs/1.jsonl")],
      [undefined, "one\n"],
    );
    await objects.appendLine("runs.jsonl", "two");
    assert.is(await objects.move("runs.jsonl", "runs/1.jsonl"), false);
    assert.equal(
      [await textOf(objects, "runs.jsonl"), await textOf(objects, "runs/1.jsonl")],
      ["two\n", "one\n"],
    );
  });

  holds(
    "move",
    "lets one of 16 racers move an object, and loses no line that is added meanwhile",
    async (objects) => {
      await objects.appendLine("runs.jsonl", "first");
      const moves = RACERS.map((racer) => objects.move("runs.jsonl", `runs/${racer}.jsonl`));
      await Promise.all([
        ...moves,
        ...RACERS.map((racer) => objects.appendLine("runs.jsonl", `line ${racer}`)),
      ]);
      const texts = await Promise.all(
        ["runs.jsonl", ...RACERS.map((racer) => `runs/${racer}.jsonl`)].map((name) => textOf(objects, name)),
      );
      assert.ok((await Promise.all(moves)).includes(true));
      const lines = texts.flatMap((text) => (text ?? "").split("\n")).filter((line) => line !== "");
      assert.equal(lines.sort(), ["first", ...RACERS.map((racer) => `line ${racer}`)].sort());
    },
  );

  holds(
    "path",
    "leads to a file with the object's bytes, whose name ends as the object's",
    async (objects) => {
      await objects.putNew("raw/1.json.gz", bytes("one"));
      const path = await objects.path("raw/1.json.gz");
      assert.match(path, /\/raw\/1\.json\.gz$/);
      assert.is(await readFile(path, "utf8"), "one");
      assert.is(await objects.path("raw/1.json.gz"), path);
      await objects.replace("raw/1.json.gz", bytes("two"));
      assert.is(await readFile(await objects.path("raw/1.json.gz"), "utf8"), "two");
      const none = await objects.path("raw/none.csv");
      assert.is(await readFile(none).catch(({ code }) => code), "ENOENT");
    },
  );

  holds("time", "does not go back", async (objects) => {
    let last = 0;
    for (let turn = 0; turn < 10; turn++) {
      const now = (await objects.time()).getTime();
      assert.ok(now >= last, `${now} after ${last}`);
      last = now;
    }
    assert.equal(await pagesOf(objects, ""), []);
  });

  holds("sweep", "finds nothing where no writer was cut off, and harms no object", async (objects) => {
    for (const name of ["a/1", ".lock", "a/.b/c"]) await objects.putNew(name, bytes(name));
    assert.is(await objects.sweep(["", "a/", "nowhere/"]), 0);
    for (const name of ["a/1", ".lock", "a/.b/c"]) assert.is(await textOf(objects, name), name);
  });

  holds("where", "names an object in a message, and place the whole", async (objects) => {
    assert.ok(objects.where("a/b.csv").endsWith("a/b.csv"));
    assert.ok(objects.where("a/b.csv").startsWith(objects.place));
    for (const limit of await objects.limits()) assert.match(limit, /^[a-z].*[^.]$/);
  });
}
