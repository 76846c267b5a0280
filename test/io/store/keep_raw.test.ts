import { access, readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { Failure } from "../../../errors/mod.ts";
import { keepRaw } from "../../../io/store/keep_raw.ts";
import { sha256 } from "../../../io/store/manifest.ts";
import { eachFault } from "../../helpers/each_fault.ts";
import { withTemporaryFolder } from "../../helpers/temporary_folder.ts";

const TEXT = new TextEncoder().encode('[{"ides": "20"}]');
const HASH = sha256(TEXT);
const ZIPPED = { body: gzipSync(TEXT, { level: 1 }), gzipped: true };
const PLAIN = { body: TEXT, gzipped: false };
const PATH = `raw/${HASH.slice(0, 16)}.json.gz`;

test("keepRaw() keeps a gzip body byte for byte, named after its text", async () => {
  await withTemporaryFolder(async (folder) => {
    assert.equal(await keepRaw(folder, ZIPPED, HASH), { path: PATH, isNew: true });
    assert.equal(await readFile(join(folder, PATH)), ZIPPED.body);
  });
});

test("keepRaw() compresses a body that came as plain JSON", async () => {
  await withTemporaryFolder(async (folder) => {
    assert.equal(await keepRaw(folder, PLAIN, HASH), { path: PATH, isNew: true });
    assert.equal(new Uint8Array(gunzipSync(await readFile(join(folder, PATH)))), TEXT);
  });
});

test("keepRaw() keeps one content once, in whatever envelope it comes", async () => {
  await withTemporaryFolder(async (folder) => {
    await keepRaw(folder, ZIPPED, HASH);
    const before = await stat(join(folder, PATH));
    assert.equal(await keepRaw(folder, ZIPPED, HASH), { path: PATH, isNew: false });
    assert.equal(await keepRaw(folder, PLAIN, HASH), { path: PATH, isNew: false });
    const after = await stat(join(folder, PATH));
    assert.equal([after.ino, after.mtimeMs], [before.ino, before.mtimeMs]);
    assert.equal(await readdir(join(folder, "raw")), [`${HASH.slice(0, 16)}.json.gz`]);
  });
});

test("keepRaw() keeps two contents apart", async () => {
  await withTemporaryFolder(async (folder) => {
    const other = { body: new TextEncoder().encode("[]"), gzipped: false };
    await keepRaw(folder, ZIPPED, HASH);
    assert.is((await keepRaw(folder, other, sha256(other.body))).isNew, true);
    assert.is((await readdir(join(folder, "raw"))).length, 2);
  });
});

test("keepRaw() keeps nothing when a call fails", async () => {
  const calls = await eachFault(["ENOSPC", "EACCES"], ({ files, code, failed }) =>
    withTemporaryFolder(async (folder) => {
      const outcome = await keepRaw(folder, ZIPPED, HASH, files).catch((error: unknown) => error);
      const isKept = await access(join(folder, PATH)).then(
        () => true,
        () => false,
      );
      // A file that cannot be looked for is written: the look only saves the work.
      const harmless = [undefined, "access", "rm"].includes(failed());
      assert.is(isKept, harmless, failed());
      if (harmless) return assert.equal(outcome, { path: PATH, isNew: true });
      assert.instance(outcome, Failure);
      assert.is((outcome as Failure).kind, code === "ENOSPC" ? "io" : "cannot-create");
      assert.ok((outcome as Failure).message.includes(`"${join(folder, PATH)}"`));
      assert.equal(await readdir(join(folder, "raw")).catch(() => []), []);
    }),
  );
  assert.is(calls[0], "access");
});

test.run();
