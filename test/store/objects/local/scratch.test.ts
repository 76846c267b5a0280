import { access, readFile, writeFile } from "node:fs/promises";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { bytesWritten, scratchPath } from "../../../../store/objects/local/scratch.ts";
import { script } from "../../../helpers/processes/script.ts";
import { bytes } from "../conformance.ts";

const isThere = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

test("scratchPath() leads to one file for each content, whole, however many ask for it at once", async () => {
  const ask = () => scratchPath("a/1.csv", "hash-of-one", bytes("one"));
  const paths = await Promise.all([ask(), ask(), ask()]);
  assert.is(new Set(paths).size, 1);
  assert.match(paths[0], /\/a\/1\.csv$/);
  assert.is(await readFile(paths[0], "utf8"), "one");
  const other = await scratchPath("a/1.csv", "hash-of-two", bytes("two"));
  assert.is(await readFile(other, "utf8"), "two");
  assert.is(await readFile(paths[0], "utf8"), "one");
  assert.not.ok(await isThere(await scratchPath("a/1.csv", "nothing", undefined)));
});

test("scratchPath() leaves nothing when the process has ended", async () => {
  const other = script(`
    import { scratchPath } from "./store/objects/local/scratch.ts";
    console.log(await scratchPath("1", "hash", new Uint8Array(3)));
    for await (const _ of process.stdin);
  `);
  const path = (await other.said()).trim();
  assert.ok(await isThere(path));
  other.process.stdin.end();
  await other.done();
  assert.not.ok(await isThere(path));
});

test("bytesWritten() gives what was written, and leaves no file", async () => {
  let at = "";
  const written = await bytesWritten(async (path) => {
    at = path;
    await writeFile(path, "rows", { flag: "wx" });
  });
  assert.is(new TextDecoder().decode(written), "rows");
  assert.not.ok(await isThere(at));
});

test.run();
