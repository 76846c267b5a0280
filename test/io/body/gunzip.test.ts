import { gzipSync } from "node:zlib";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { gunzip } from "../../../io/body/gunzip.ts";
import { failsWith } from "../../helpers/fails_with.ts";

const TEXT = Buffer.from(`[${'{"a":"1"},'.repeat(200)}{}]`);
const FILE = gzipSync(TEXT);
const CAP = 1_000_000;

async function inflated(file: Uint8Array, cap: number): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  await gunzip(file, cap, "a.gz", (piece) => pieces.push(piece));
  return Buffer.concat(pieces);
}

test("gunzip() gives the text in pieces of half a megabyte at most", async () => {
  assert.equal(await inflated(FILE, CAP), TEXT);
  const lengths: number[] = [];
  await gunzip(gzipSync(Buffer.alloc(2_500_000)), 3_000_000, "a.gz", ({ length }) => lengths.push(length));
  assert.ok(Math.max(...lengths) <= 1 << 20);
  assert.is(
    lengths.reduce((sum, length) => sum + length),
    2_500_000,
  );
});

test("gunzip() joins members that follow each other", async () => {
  const file = Buffer.concat([gzipSync("[1,"), gzipSync("2]")]);
  assert.is((await inflated(file, CAP)).toString(), "[1,2]");
});

test("gunzip() refuses a file that is cut short", async () => {
  const message = /^"a\.gz" holds a gzip file that is cut short \(\d+ bytes\)\.$/;
  await failsWith("upstream", message, () => inflated(FILE.subarray(0, -1), CAP));
  await failsWith("upstream", message, () => inflated(FILE.subarray(0, 30), CAP));
  await failsWith("upstream", message, () => inflated(FILE.subarray(0, 2), CAP));
});

test("gunzip() refuses a file whose checksum, length or method is wrong", async () => {
  const damaged = (offset: number) => {
    const copy = Buffer.from(FILE);
    copy.writeUInt8(copy.readUInt8(offset) ^ 0xff, offset);
    return () => inflated(copy, CAP);
  };
  await failsWith("upstream", /^"a\.gz" holds a damaged gzip file: incorrect data/, damaged(FILE.length - 8));
  await failsWith("upstream", /damaged gzip file: incorrect length check \(/, damaged(FILE.length - 4));
  await failsWith("upstream", /damaged gzip file: unknown compression method \(/, damaged(2));
});

test("gunzip() refuses whatever follows the file, zero bytes too", async () => {
  const followedBy = (rest: string) => () => inflated(Buffer.concat([FILE, Buffer.from(rest)]), CAP);
  const counted = /holds a gzip file followed by 3 bytes that do not belong to it \(\d+ bytes\)\.$/;
  await failsWith("upstream", counted, followedBy("\0\0\0"));
  await failsWith("upstream", counted, followedBy("\0ab"));
  await failsWith("upstream", /followed by bytes that do not belong to it/, followedBy("abc"));
  await failsWith("upstream", /followed by 1 byte that/, followedBy("\0"));
  await failsWith("upstream", /holds a gzip file/, followedBy("a"));
});

test("gunzip() gives as much text as is allowed, and refuses one byte more", async () => {
  assert.is((await inflated(FILE, TEXT.length)).length, TEXT.length);
  await failsWith("upstream", /holds a gzip file of more than 2,003 bytes when inflated \(/, () =>
    inflated(FILE, TEXT.length - 1),
  );
});

test("gunzip() is not led astray by a file that promises less or more text than it holds", async () => {
  for (const promised of [0, 0xffffffff]) {
    const bomb = gzipSync(Buffer.alloc(20_000_000));
    bomb.writeUInt32LE(promised, bomb.length - 4);
    await failsWith("upstream", /more than 5,000 bytes when inflated/, () => inflated(bomb, 5_000));
  }
});

test.run();
