import { writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { test } from "uvu";
import * as assert from "uvu/assert";
import type { ObjectStore } from "../../../../store/objects/mod.ts";
import { failsWith } from "../../../helpers/fails_with.ts";
import { withTemporaryFolder } from "../../../helpers/folders/temporary_folder.ts";
import { bucketStore } from "../../../helpers/s3/bucket_store.ts";
import { FAULTS, type Fault, type FaultProxy, startFaultProxy } from "../../../helpers/s3/fault_proxy.ts";
import {
  askS3,
  hasS3Server,
  NO_SERVER,
  type S3Server,
  startS3Server,
} from "../../../helpers/s3/versitygw.ts";
import { bytes, conforms, pagesOf, sha256, textOf } from "../conformance.ts";

let server: S3Server;
/** What goes wrong with the next requests, in their order. */
let planned: (Fault | undefined)[] = [];
let proxy: FaultProxy;

/** Does some work with an empty store, by way of the proxy. */
async function withStore(
  work: (objects: ObjectStore) => Promise<void>,
  more: Parameters<typeof bucketStore>[2] = {},
): Promise<void> {
  await withTemporaryFolder(async (copies) => {
    planned = [];
    await work(bucketStore({ ...server, endpoint: proxy.endpoint }, copies, more));
  });
}

/** Where a server was and is no more. */
async function closedEndpoint(): Promise<string> {
  const { endpoint, close } = await startFaultProxy(server.endpoint);
  await close();
  return endpoint;
}

/** Waits until nothing of a request that was doubled or delayed is under way. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

if (hasS3Server) {
  test.before(async () => {
    server = await startS3Server();
    proxy = await startFaultProxy(server.endpoint, () => planned.shift());
  });
  test.after(async () => {
    await proxy.close();
    await server.close();
  });
  conforms(
    "s3Store",
    (work) => withTemporaryFolder((copies) => work(bucketStore(server, copies, { pageSize: 3 }))),
    3,
    { slack: 1100 },
  );

  for (const fault of FAULTS) {
    test(`s3Store() does what it is asked once, and says so, whatever "${fault}" does to a request or two`, async () => {
      for (const times of [1, 2]) {
        const faults = () => {
          planned = Array.from({ length: times }, () => fault);
        };
        await withStore(async (objects) => {
          faults();
          assert.is(await objects.putNew("a/1", bytes("one")), true);
          faults();
          assert.is(await objects.putNew("a/1", bytes("two")), false);
          faults();
          const first = await objects.get("a/1");
          assert.is(await textOf(objects, "a/1"), "one");
          faults();
          const tag = await objects.replace("a/1", bytes("three"), { expected: first?.tag ?? "" });
          assert.is((await objects.get("a/1"))?.tag, tag);
          faults();
          assert.is(await objects.replace("a/1", bytes("four"), { expected: first?.tag ?? "" }), undefined);
          faults();
          await objects.appendLine("log", "line");
          faults();
          await objects.appendLine("log", "line");
          assert.is(await textOf(objects, "log"), "line\nline\n");
          faults();
          const digest = await objects.putNewFile("a/2", (path) => writeFile(path, "file"));
          assert.is(digest?.sha256, sha256("file"));
          faults();
          assert.equal(await pagesOf(objects, ""), [["a/1", "a/2", "log"]]);
          faults();
          assert.is((await objects.copyOf?.("a/2", sha256("file")))?.sha256, sha256("file"));
          faults();
          assert.is(await objects.removeExpected("a/1", tag ?? ""), true);
          faults();
          await objects.remove(["a/2"]);
          await settled();
          planned = [];
          assert.equal(await pagesOf(objects, ""), [["log"]]);
        });
      }
    });
  }

  test("s3Store().appendLine() adds a line once although its reply is lost and others add theirs before that is noticed", async () => {
    await withStore(async (objects) => {
      await objects.appendLine("log", "first");
      let isLost = false;
      const others = async (request: Request) => {
        const reply = await fetch(request);
        if (request.method !== "PUT" || isLost) return reply;
        isLost = true;
        for (const line of ["second", "third"]) await objects.appendLine("log", line);
        throw new TypeError("fetch failed", { cause: new Error("reset") });
      };
      const folder = objects.place.split("/").at(-1) ?? "";
      const unlucky = bucketStore(server, "/nowhere", { folder }, { fetch: others });
      await unlucky.appendLine("log", "mine");
      assert.is(await textOf(objects, "log"), "first\nmine\nsecond\nthird\n");
    });
  });

  test("s3Store() puts a large object in parts, once, through any fault, and leaves no parts", async () => {
    const large = Buffer.alloc(11 * 2 ** 20, "municipality,");
    for (const fault of [undefined, "drop the reply", "double the request", "500 after"] as const) {
      await withStore(
        async (objects) => {
          planned = Array.from({ length: 8 }, (_, i) => (i % 2 === 0 ? fault : undefined));
          const seen: unknown[] = [];
          const digest = await objects.putNewFile(
            "a/large.parquet",
            (path) => writeFile(path, large),
            async () => seen.push(await objects.head("a/large.parquet")),
          );
          assert.equal(digest, { sha256: sha256(large), bytes: large.length }, fault);
          assert.equal(seen, [undefined], "it shows after before() alone");
          planned = [];
          assert.is(await objects.putNew("a/large.parquet", large), false);
          assert.equal(await objects.digest("a/large.parquet"), digest);
          await settled();
          await objects.sweep(["a/"]);
          const listed = await (await askS3(server, `${server.bucket}?uploads`)).text();
          assert.not.match(listed, "<Upload>");
        },
        { partSize: 5 * 2 ** 20 },
      );
    }
  });

  test("s3Store().sweep() gives up the uploads that a writer which was cut off has begun, in its own folder alone", async () => {
    await withStore(async (objects) => {
      const [, folder = ""] = objects.place.slice("s3://".length).split("/");
      for (const key of [`${folder}/a/1.parquet`, `${folder}/b/1.parquet`, "other/a/1.parquet"])
        await askS3(server, `${server.bucket}/${key}?uploads`, { method: "POST" });
      assert.is(await objects.sweep(["", "a/"]), 1);
      assert.is(await objects.sweep(["a/", "b/"]), 1);
      const listed = await (await askS3(server, `${server.bucket}?uploads`)).text();
      assert.equal(listed.match(/<Key>[^<]*/g), ["<Key>other/a/1.parquet"]);
    });
  });

  test("s3Store() gives objects their types, and lets nobody keep what may be replaced", async () => {
    await withStore(async (objects) => {
      const [, folder = ""] = objects.place.slice("s3://".length).split("/");
      for (const [name, type, caching] of [
        ["data_merged/current.csv", "text/csv; charset=utf-8", "no-cache"],
        ["report.html", "text/html; charset=utf-8", "no-cache"],
        [
          "data_merged/20261124_140000.csv",
          "text/csv; charset=utf-8",
          "private, max-age=31536000, immutable",
        ],
        ["raw/2c26b46b68ffc68f.json.gz", "application/gzip", "private, max-age=31536000, immutable"],
        ["inventory/00000001.json", "application/json", "no-cache"],
      ] as const) {
        await objects.putNew(name, bytes("1"));
        const { headers } = await askS3(server, `${server.bucket}/${folder}/${name}`);
        assert.equal([headers.get("content-type"), headers.get("cache-control")], [type, caching], name);
      }
    });
  });

  test("s3Store() asks for encryption, and for a storage class of what never changes alone", async () => {
    const seen: [string | null, string | null, string | null][] = [];
    const fetch = async ({ headers }: Request) => {
      const [sse, key, kept] = [
        "server-side-encryption",
        "server-side-encryption-aws-kms-key-id",
        "storage-class",
      ].map((name) => headers.get(`x-amz-${name}`));
      seen.push([sse ?? null, key ?? null, kept ?? null]);
      return new Response("", { status: 200, headers: { etag: '"1"' } });
    };
    const options = { encryption: { algorithm: "aws:kms", key: "k" }, storageClass: "STANDARD_IA" } as const;
    const objects = bucketStore(server, "/nowhere", options, { fetch });
    await objects.putNew("data_merged/20261124_140000.csv", bytes("1"));
    await objects.putNew(".lock", bytes("1"));
    assert.equal(seen, [
      ["aws:kms", "k", "STANDARD_IA"],
      ["aws:kms", "k", null],
    ]);
  });

  test("s3Store() writes the bucket's name in the path or in the host, as it is told or as fits", async () => {
    const asked: string[] = [];
    const fetch = async ({ url }: Request) => {
      asked.push(url);
      return new Response("", { status: 404 });
    };
    const at = async (options: Parameters<typeof bucketStore>[2]) =>
      await bucketStore(server, "/nowhere", { folder: "f", bucket: "weather", ...options }, { fetch }).head(
        "a=1",
      );
    await at({ endpoint: undefined });
    await at({ endpoint: undefined, bucket: "my.weather" });
    await at({ endpoint: "https://s3.example.org/store/" });
    await at({ endpoint: "https://s3.example.org", addressing: "virtual" });
    await at({ endpoint: undefined, addressing: "path" });
    assert.equal(asked, [
      "https://weather.s3.us-east-1.amazonaws.com/f/a%3D1",
      "https://s3.us-east-1.amazonaws.com/my.weather/f/a%3D1",
      "https://s3.example.org/store/weather/f/a%3D1",
      "https://weather.s3.example.org/f/a%3D1",
      "https://s3.us-east-1.amazonaws.com/weather/f/a%3D1",
    ]);
  });

  test("s3Store() says in one line what is wrong with credentials, clock, bucket, rights and network", async () => {
    const reads = (objects: ObjectStore) => () => objects.get("a");
    const wrong = async () => ({ accessKeyId: "municlima-test-key", secretAccessKey: "hush" });
    await failsWith(
      "permission",
      /^Cannot read "s3:\/\/weather\/f\/a": the server refuses the credentials \(SignatureDoesNotMatch\)\. Check AWS_ACCESS_KEY_ID/,
      reads(bucketStore(server, "/nowhere", { folder: "f", credentials: wrong })),
    );
    await failsWith(
      "config",
      /^Cannot read "s3:\/\/none\/f": there is no bucket "none"\. Create it, or correct its name\.$/,
      reads(bucketStore(server, "/nowhere", { folder: "f", bucket: "none" })),
    );
    const nobody = bucketStore(server, "/nowhere", { folder: "f", endpoint: await closedEndpoint() });
    await failsWith(
      "io",
      /^Cannot read "s3:\/\/weather\/f\/a": "127\.0\.0\.1:\d+" gives no answer \(ECONNREFUSED\)\./,
      reads(nobody),
    );
    const answering = (status: number, code: string, headers: Record<string, string> = {}) =>
      bucketStore(
        server,
        "/nowhere",
        { folder: "f" },
        {
          fetch: async () => new Response(`<Error><Code>${code}</Code></Error>`, { status, headers }),
        },
      );
    const denied = answering(403, "AccessDenied");
    await failsWith(
      "permission",
      /denies it \(403 AccessDenied\)\. Give these credentials s3:GetObject and/,
      reads(denied),
    );
    await failsWith("cannot-create", /^Cannot write .* s3:PutObject on the bucket "weather"\.$/, () =>
      denied.putNew("a", bytes("1")),
    );
    await failsWith("permission", /^Cannot remove .* s3:DeleteObject/, () => denied.remove(["a"]));
    const skewed = answering(403, "RequestTimeTooSkewed", { date: "Tue, 24 Nov 2026 14:00:00 GMT" });
    await failsWith(
      "config",
      /this machine's clock is wrong, as the server's says "Tue, 24 Nov 2026/,
      reads(skewed),
    );
    const elsewhere = answering(301, "PermanentRedirect", { "x-amz-bucket-region": "eu-west-1" });
    await failsWith("config", /is in another region\. Set AWS_REGION=eu-west-1\.$/, reads(elsewhere));
    await failsWith(
      "io",
      /the server answers 500 InternalError\. Run again\.$/,
      reads(answering(500, "InternalError")),
    );
  });

  test("s3Store() takes no object whose bytes the server damages on their way", async () => {
    const broken = createServer((_, response) => {
      const sum = Buffer.from(sha256("one"), "hex").toString("base64");
      response.writeHead(200, { etag: '"1"', "x-amz-checksum-sha256": sum }).end("onE");
    });
    await new Promise<void>((resolve) => broken.listen(0, "127.0.0.1", resolve));
    const endpoint = `http://127.0.0.1:${(broken.address() as AddressInfo).port}`;
    await withTemporaryFolder(async (copies) => {
      const objects = bucketStore(server, copies, { endpoint });
      await failsWith("io", /a reply was damaged on its way/, () => objects.get("a"));
      await failsWith("io", /a reply was damaged on its way/, () => objects.copyOf?.("a", sha256("one")));
    });
    broken.closeAllConnections();
    await new Promise((resolve) => broken.close(resolve));
  });
} else test.skip(`s3Store() is not tried: ${NO_SERVER}`, () => undefined);

test.run();
