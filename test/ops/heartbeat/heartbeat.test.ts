import { Buffer } from "node:buffer";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { startHeartbeat } from "../../../ops/heartbeat/heartbeat.ts";
import { withPingServer } from "../../helpers/processes/ping_server.ts";

const ID = "00000000-0000-4000-8000-000000000001";

test("startHeartbeat() tells of the start and the end, paired by the run's id, and of warnings between", async () => {
  await withPingServer(async ({ url, pings }) => {
    const good = startHeartbeat(`${url}/`, ID);
    assert.equal(await good.end(0, "done", ["An older run.", "Ñ"]), []);
    assert.equal(await startHeartbeat(`${url}?create=1`, ID).end(69, "down", []), []);
    const [start, ...ends] = pings.slice(0, 3);
    assert.equal(start, { method: "POST", path: `/key/start?rid=${ID}`, body: "" });
    assert.equal(
      ends.sort((a, b) => a.path.localeCompare(b.path)),
      [
        { method: "POST", path: `/key/0?rid=${ID}`, body: "done" },
        { method: "POST", path: `/key/log?rid=${ID}`, body: "An older run.\nÑ" },
      ],
    );
    assert.equal(
      pings.slice(3).map(({ path, body }) => [path, body]),
      [
        [`/key/start?create=1&rid=${ID}`, ""],
        [`/key/69?create=1&rid=${ID}`, "down"],
      ],
    );
  });
});

test("startHeartbeat() sends no more of a body than the server keeps, and cuts no letter", async () => {
  for (const [limit, kept] of [
    ["100", 100],
    ["99", 98],
    [undefined, 10_000],
    ["many", 10_000],
  ] as const)
    await withPingServer(
      async ({ url, pings }) => {
        await startHeartbeat(url, ID).end(0, "ñ".repeat(6_000), ["é".repeat(6_000)]);
        for (const { body } of pings.slice(1)) {
          assert.is(Buffer.byteLength(body), kept, String(limit));
          assert.match(body, /^(ñ|é)+$/);
        }
      },
      (_, response) => {
        if (limit !== undefined) response.setHeader("Ping-Body-Limit", limit);
        response.end();
      },
    );
});

test("startHeartbeat() throws nothing where nobody listens, the server fails, or it leads elsewhere", async () => {
  await withPingServer(async ({ url, close }) => {
    await close();
    assert.equal(await startHeartbeat(url, ID).end(0, "", []), [
      `Could not ping: "${new URL(url).origin}/…" gave no answer (connection refused).`,
    ]);
  });
  for (const status of [500, 302])
    await withPingServer(
      async ({ url, pings }) => {
        const [problem, ...more] = await startHeartbeat(url, ID).end(1, "", ["x"]);
        assert.match(
          problem ?? "",
          new RegExp(`^Could not ping: "http://127\\.0\\.0\\.1:\\d+/…" answered ${status} `),
        );
        assert.equal([more, pings.length], [[], 3]);
      },
      (_, response) => response.writeHead(status, { Location: "/elsewhere" }).end(),
    );
});

test("startHeartbeat() ends within its time where the server never answers, and leaves nothing that runs on", async () => {
  await withPingServer(
    async ({ url, pings }) => {
      const heartbeat = startHeartbeat(url, ID);
      const ends = heartbeat.end(0, "done", []);
      assert.equal(await ends, [`Could not ping: "${new URL(url).origin}/…" gave no answer in time.`]);
      assert.equal(
        pings.map(({ path }) => path.split("?")[0]),
        ["/key/start", "/key/0"],
        "the end is told of although the start had no answer",
      );
    },
    () => undefined,
  );
});

test.run();
