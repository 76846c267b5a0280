import { createHash, type Hash, randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { Failure } from "../../../errors/mod.ts";
import type { FileCopy } from "../local/file_cache.ts";
import { withScratchFile } from "../local/scratch.ts";
import { writePieces } from "../local/write_pieces.ts";
import { assertLine, assertName, assertPrefix, isHidden, isName } from "../names.ts";
import type { ObjectStore, StoredObject } from "../object_store.ts";
import { BrokenReply, s3Client } from "./_client.ts";
import { type Deed, refusedFailure } from "./_failures.ts";
import { abortUpload, uploadInParts } from "./_upload.ts";
import { partsIn, textsIn } from "./_xml.ts";
import { contentType } from "./content_type.ts";
import type { S3Effects, S3Options } from "./s3_options.ts";

const PAGE = 1000;
const PART = 100 * 2 ** 20;
const NEWLINE = 0x0a;
/** In milliseconds: how old something unfinished at the top must be to be nobody's. */
const ABANDONED = 600_000;
/** So many objects are removed at once. */
const AT_ONCE = 16;
/** So often another writer of one object may come first. */
const TURNS = 200;
/** What is named after a moment or a hash never changes: whoever has fetched it may keep it. */
const FINAL = /(?:^|\/)(?:\d{8}_\d{6}|[0-9a-f]{16,64})\.[^/]*$/;
/** So many calls an object that lines are added to says it was last written by. */
const WRITERS = 40;
/** What says which call wrote an object. */
const WRITER = "x-amz-meta-writer";

const realEffects: S3Effects = {
  fetch: (request) => fetch(request),
  sleep: (milliseconds) => delay(milliseconds),
  random: Math.random,
};

/**
 * Objects in a bucket of S3, or of a server that speaks its language and honours `If-None-Match` and `If-Match`. The
 * server checks the SHA-256 of whatever it is given. A request is sent again, with longer and longer waits, while the
 * server cannot be reached, is busy or fails. Each object that is written says by which call: after a reply that
 * was lost, what stands there tells whether the call succeeded.
 *
 * Its tag is the ETag. Files are made and read through copies on this machine (`copies`).
 *
 * @param options where the bucket is, and with what requests are signed
 *
 * @example
 * ```ts
 * const objects = s3Store({ ...s3Place("s3://weather/hourly"), region: "eu-west-1", credentials, copies });
 * await objects.putNew("raw/2c26b46b68ffc68f.json.gz", body); // true
 * ```
 */
export function s3Store(options: S3Options, effects: S3Effects = realEffects): ObjectStore {
  const { bucket, prefix, copies, pageSize = PAGE, partSize = PART } = options;
  const send = s3Client(options, effects);
  const place = `s3://${bucket}/${prefix}`.replace(/\/$/, "");
  const where = (name: string) => `${place}/${name}`;

  const about = (name: string, deed: Deed) => {
    assertName(name);
    return { key: `${prefix}${name}`, deed, where: where(name) };
  };
  /** How an object is kept and served. */
  const keeping = (name: string): Record<string, string> => ({
    "content-type": contentType(name),
    "cache-control": FINAL.test(name) ? "private, max-age=31536000, immutable" : "no-cache",
    ...(options.encryption === undefined
      ? {}
      : { "x-amz-server-side-encryption": options.encryption.algorithm }),
    ...(options.encryption?.key === undefined
      ? {}
      : { "x-amz-server-side-encryption-aws-kms-key-id": options.encryption.key }),
    ...(options.storageClass === undefined || !FINAL.test(name)
      ? {}
      : { "x-amz-storage-class": options.storageClass }),
  });

  const look = async (name: string) => {
    const { status, headers } = await send({
      ...about(name, "read"),
      method: "HEAD",
      headers: { "x-amz-checksum-mode": "ENABLED" },
      also: [404],
      read: (reply) => reply.arrayBuffer(),
    });
    return status === 404 ? undefined : headers;
  };
  const fetched = async (
    name: string,
    range?: string,
  ): Promise<{ bytes: Uint8Array; headers: Headers } | undefined> => {
    const { status, headers, value } = await send({
      ...about(name, "read"),
      method: "GET",
      headers: range === undefined ? { "x-amz-checksum-mode": "ENABLED" } : { range },
      also: [206, 404, 416],
      read: async (reply) => {
        if (reply.status === 404) return await assertBucket(reply);
        const bytes = new Uint8Array(await reply.arrayBuffer());
        if (reply.status === 200)
          assertSum(reply.headers, createHash("sha256").update(bytes).digest("base64"));
        return bytes;
      },
    });
    if (status === 404) return undefined;
    return { bytes: status === 416 ? new Uint8Array() : value, headers };
  };
  /** A listing and a reading of nothing are answered alike where the bucket itself is missing. */
  const assertBucket = async (reply: Response): Promise<Uint8Array> => {
    const [code] = textsIn(await reply.text(), "Code");
    const { status, headers } = reply;
    if (code === "NoSuchBucket") throw refusedFailure({ status, code, headers }, "read", place, bucket);
    return new Uint8Array();
  };
  /** Writes an object on a condition, and gives its tag where the condition was met. */
  const put = async (
    name: string,
    bytes: Uint8Array,
    condition: Readonly<Record<string, string>>,
    earlier: readonly string[] = [],
  ): Promise<string | undefined> => {
    const writer = randomUUID();
    const writers = [writer, ...earlier].slice(0, WRITERS).join(" ");
    const sum = createHash("sha256").update(bytes).digest("base64");
    const { status, headers } = await send({
      ...about(name, "write"),
      method: "PUT",
      headers: { ...keeping(name), ...condition, "x-amz-checksum-sha256": sum, [WRITER]: writers },
      body: bytes,
      also: [404, 412],
      read: async (reply) => {
        if (reply.status === 404) return await assertBucket(reply);
        return await reply.arrayBuffer();
      },
    });
    if (status === 200) return headers.get("etag") ?? "";
    return await ownTag(name, writer);
  };
  /** The tag of an object that this call has written, although it was told that it could not, as its first reply was lost. */
  const ownTag = async (name: string, writer: string): Promise<string | undefined> => {
    const there = await look(name);
    return there !== undefined && writersIn(there).includes(writer) ? (there.get("etag") ?? "") : undefined;
  };
  const putNew = async (name: string, bytes: Uint8Array): Promise<boolean> => {
    if (bytes.length <= partSize) return (await put(name, bytes, { "if-none-match": "*" })) !== undefined;
    return await putInParts(name, bytes.length, async (start, end) => bytes.subarray(start, end));
  };
  const putInParts = async (
    name: string,
    size: number,
    slice: (start: number, end: number) => Promise<Uint8Array>,
    before: () => Promise<unknown> = async () => undefined,
  ): Promise<boolean> => {
    const writer = randomUUID();
    const headers = { ...keeping(name), [WRITER]: writer };
    const status = await uploadInParts(send, {
      ...about(name, "write"),
      headers,
      size,
      slice,
      partSize,
      before,
    });
    return status === 200 || (await ownTag(name, writer)) !== undefined;
  };
  const removeOne = async (name: string, condition: Readonly<Record<string, string>> = {}) => {
    const { status } = await send({
      ...about(name, "remove"),
      method: "DELETE",
      headers: condition,
      also: [204, 404, 412],
      read: (reply) => reply.arrayBuffer(),
    });
    return status;
  };
  /**
   * Removes an object if it has this tag, of several callers for one alone: whoever empties it. What is not there S3
   * takes for removed, and some servers compare the tag a moment before they remove.
   */
  const removeOwn = async (name: string, tag: string): Promise<boolean> => {
    const empty = await put(name, new Uint8Array(), { "if-match": tag });
    if (empty === undefined) return false;
    await removeOne(name, { "if-match": empty });
    return true;
  };
  const remove = async (names: readonly string[]) => {
    names.forEach(assertName);
    for (let at = 0; at < names.length; at += AT_ONCE) {
      await Promise.all(names.slice(at, at + AT_ONCE).map((name) => removeOne(name)));
    }
  };
  /** Fetches an object into a copy on this machine, a piece at a time in memory. */
  const copy = async (name: string): Promise<FileCopy | undefined> =>
    await copies.add(name, async (path) => {
      const { status } = await send({
        ...about(name, "read"),
        method: "GET",
        headers: { "x-amz-checksum-mode": "ENABLED" },
        also: [404],
        read: async (reply) => {
          if (reply.status === 404) return await assertBucket(reply);
          const hash = createHash("sha256");
          await writePieces(path, hashed(pieces(reply), hash));
          assertSum(reply.headers, hash.digest("base64"));
        },
      });
      return status !== 404;
    });

  const get = async (name: string): Promise<StoredObject | undefined> => {
    const found = await fetched(name);
    return found && { bytes: found.bytes, tag: found.headers.get("etag") ?? "" };
  };

  return {
    place,
    where,
    get,
    getEnd: async (name, bytes) => {
      // A range of no bytes cannot be asked for.
      return (await fetched(name, `bytes=-${Math.max(1, bytes)}`))?.bytes;
    },
    head: async (name) => {
      const found = await look(name);
      if (found === undefined) return undefined;
      const modified = found.get("last-modified") ?? "";
      return {
        size: Number(found.get("content-length")),
        modified: new Date(modified),
        fingerprint: `${found.get("etag")} ${modified}`,
      };
    },
    digest: async (name) => {
      const { value } = await send({
        ...about(name, "read"),
        method: "GET",
        also: [404],
        read: async (reply) => {
          if (reply.status === 404) {
            await assertBucket(reply);
            return undefined;
          }
          const hash = createHash("sha256");
          let bytes = 0;
          for await (const piece of pieces(reply)) {
            hash.update(piece);
            bytes += piece.length;
          }
          return { sha256: hash.digest("hex"), bytes };
        },
      });
      return value;
    },
    list: async function* (below) {
      assertPrefix(below);
      let token: string | undefined;
      do {
        const query = {
          "list-type": "2",
          "encoding-type": "url",
          "max-keys": String(pageSize),
          prefix: `${prefix}${below}`,
          ...(token === undefined ? {} : { "continuation-token": token }),
        };
        const { value } = await send({
          method: "GET",
          query,
          deed: "read",
          where: where(below),
          read: async (reply) => {
            const xml = await reply.text();
            if (!xml.includes("</ListBucketResult>")) throw new BrokenReply("a listing was cut short");
            return xml;
          },
        });
        const names = textsIn(value, "Key")
          .map((key) => decodeURIComponent(key.replaceAll("+", " ")).slice(prefix.length))
          .filter((name) => isName(name) && !isHidden(name.slice(below.length)));
        if (names.length > 0) yield names;
        [token] = textsIn(value, "NextContinuationToken");
      } while (token !== undefined);
    },
    putNew: async (name, bytes) => {
      assertName(name);
      return await putNew(name, bytes);
    },
    putAllNew: async (objects) => {
      for (const { name } of objects) assertName(name);
      const written: string[] = [];
      // Whoever has the first name has them all: of several callers, one alone.
      try {
        for (const { name, bytes } of objects) {
          if (written.includes(name) || !(await putNew(name, bytes))) {
            await remove(written.reverse());
            return name;
          }
          written.push(name);
        }
        return undefined;
      } catch (error) {
        await remove(written.reverse()).catch(() => undefined);
        throw error;
      }
    },
    putNewFile: async (name, write, before) => {
      assertName(name);
      return await withScratchFile(write, async ({ digest, slice }) => {
        const { bytes } = digest;
        const first = async () => await before?.(digest);
        if (bytes > partSize) return (await putInParts(name, bytes, slice, first)) ? digest : undefined;
        const content = await slice(0, bytes);
        await first();
        return (await putNew(name, content)) ? digest : undefined;
      });
    },
    replace: async (name, bytes, { expected, before } = {}) => {
      assertName(name);
      if (before !== undefined) {
        if (expected !== undefined && (await look(name))?.get("etag") !== expected) return undefined;
        await before();
      }
      return await put(name, bytes, expected === undefined ? {} : { "if-match": expected });
    },
    remove,
    removeExpected: async (name, tag) => {
      assertName(name);
      return await removeOwn(name, tag);
    },
    appendLine: async (name, line) => {
      assertName(name);
      assertLine(line);
      for (let turn = 0; turn < TURNS; turn++) {
        const found = await fetched(name);
        const before = found?.bytes ?? new Uint8Array();
        const start = before.length === 0 || before.at(-1) === NEWLINE ? "" : "\n";
        const bytes = Buffer.concat([before, Buffer.from(`${start}${line}\n`)]);
        const tag = found?.headers.get("etag");
        const condition = tag ? { "if-match": tag } : { "if-none-match": "*" };
        // Others may add theirs before the loss of a reply is noticed: so it names those who came before.
        const earlier = found === undefined ? [] : writersIn(found.headers);
        if ((await put(name, bytes, condition, earlier)) !== undefined) return;
        await effects.sleep(50 * effects.random() * Math.min(turn + 1, 10));
      }
      throw overtaken(where(name));
    },
    move: async (name, to) => {
      assertName(name);
      assertName(to);
      for (let turn = 0; turn < TURNS; turn++) {
        const found = await get(name);
        if (found === undefined || !(await putNew(to, found.bytes))) return false;
        // Who removes it as it was copied has moved it.
        if (await removeOwn(name, found.tag)) return true;
        await remove([to]);
        if (((await get(name))?.bytes.length ?? 0) < found.bytes.length) return false;
      }
      throw overtaken(where(name));
    },
    path: async (name) => {
      const found = await look(name);
      if (found === undefined) return copies.nowhere(name);
      const sum = wholeSum(found);
      const known = sum === undefined ? undefined : await copies.find(name, hexadecimal(sum));
      return (known ?? (await copy(name)))?.path ?? copies.nowhere(name);
    },
    copyOf: async (name, sha256) => {
      assertName(name);
      return (await copies.find(name, sha256)) ?? (await copy(name));
    },
    time: async () => {
      const { headers } = await send({
        method: "HEAD",
        deed: "read",
        where: place,
        read: (reply) => reply.arrayBuffer(),
      });
      return new Date(headers.get("date") ?? Date.now());
    },
    sweep: async (prefixes) => {
      prefixes.forEach(assertPrefix);
      const { value } = await send({
        method: "GET",
        query: { uploads: "", prefix },
        deed: "read",
        where: place,
        // Who may not ask leaves them: the bucket's own rules may remove them after some days.
        also: [403],
        read: (reply) => reply.text(),
      });
      let swept = 0;
      for (const upload of partsIn(value, "Upload")) {
        const [[key = ""], [id = ""], [begun = ""]] = [
          textsIn(upload, "Key"),
          textsIn(upload, "UploadId"),
          textsIn(upload, "Initiated"),
        ];
        const name = key.slice(prefix.length);
        const isBelow = prefixes.some((below) => below !== "" && name.startsWith(below));
        const isAtTop = prefixes.includes("") && !name.includes("/");
        const isAbandoned = Date.now() - Date.parse(begun) > ABANDONED;
        if (!key.startsWith(prefix) || !(isBelow || (isAtTop && isAbandoned))) continue;
        await abortUpload(send, { key, where: where(name) }, id);
        swept++;
      }
      return swept;
    },
    limits: async () => [],
    isRemote: true,
  };
}

function overtaken(where: string): Failure {
  return new Failure("locked", `Cannot write "${where}": others came first ${TURNS} times. Run again.`);
}

async function* pieces(reply: Response): AsyncIterable<Uint8Array> {
  if (reply.body !== null) yield* reply.body;
}

/** The calls that wrote an object last, as it says. */
function writersIn(headers: Headers): string[] {
  return (headers.get(WRITER) ?? "").split(" ");
}

async function* hashed(source: AsyncIterable<Uint8Array>, hash: Hash): AsyncIterable<Uint8Array> {
  for await (const piece of source) {
    hash.update(piece);
    yield piece;
  }
}

/** The SHA-256 of a whole object as the server knows it, in base 64; undefined of one that was sent in parts. */
function wholeSum(headers: Headers): string | undefined {
  const sum = headers.get("x-amz-checksum-sha256");
  return sum === null || sum.includes("-") ? undefined : sum;
}

/** Makes sure that what has come is what the server has. */
function assertSum(headers: Headers, found: string): void {
  const sum = wholeSum(headers);
  if (sum !== undefined && sum !== found) throw new BrokenReply("a reply was damaged on its way");
}

function hexadecimal(base64: string): string {
  return Buffer.from(base64, "base64").toString("hex");
}
