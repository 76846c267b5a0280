import { rm } from "node:fs/promises";
import { dirname } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { certificate } from "../helpers/faults/certificate.ts";
import { type Answer, type FaultServer, faultServer } from "../helpers/faults/fault_server.ts";
import { type SmallProxy, startProxy } from "../helpers/faults/proxy.ts";
import { json, TINY_FEED, tinyRow } from "../helpers/feeds/tiny_feed.ts";
import { withDataFolder } from "../helpers/folders/data_folder.ts";
import { type CliEnd, cli } from "../helpers/processes/cli.ts";

const made = certificate();
const tlsTest = made === undefined ? test.skip : test;
test.after(async () => {
  if (made !== undefined) await rm(dirname(made.certFile), { recursive: true });
});

type Here = {
  readonly server: FaultServer;
  readonly proxy: SmallProxy;
  readonly ingest: (env: Record<string, string>, args?: readonly string[]) => Promise<CliEnd>;
};

/** A feed's server, a proxy, and an ingest from the one that may be told of the other. */
async function withProxy(
  work: (here: Here) => Promise<void>,
  tls?: typeof made,
  answers: readonly Answer[] = [{ body: json([tinyRow()]) }],
): Promise<void> {
  const [server, proxy] = await Promise.all([faultServer({ "/feed": answers }, tls), startProxy()]);
  try {
    await withDataFolder(async (folder) => {
      const { expected: _, caps: __, ...tiny } = TINY_FEED;
      const feed = JSON.stringify({ ...tiny, urls: [`${server.origin}/feed`] });
      const spec = await folder.put("logs/tiny.json", feed);
      const at = ["ingest", "--feed", spec, "--data-dir", folder.path, "--attempts", "1"];
      const trusted = made === undefined ? {} : { NODE_EXTRA_CA_CERTS: made.certFile };
      await work({
        server,
        proxy,
        ingest: (env, args = []) => cli([...at, ...args], { cwd: folder.path, env: { ...trusted, ...env } }),
      });
    });
  } finally {
    await Promise.all([server.close(), proxy.close()]);
  }
}

for (const [scheme, variables] of [
  ["http", ["HTTP_PROXY", "http_proxy"]],
  ["https", ["HTTPS_PROXY", "https_proxy"]],
] as const) {
  const run = scheme === "http" ? test : tlsTest;
  run(
    `municlima ingest goes through the proxy for ${scheme} that the environment names, with its password`,
    async () => {
      await withProxy(
        async ({ server, proxy, ingest }) => {
          for (const variable of variables) {
            const { code, stdout, stderr } = await ingest({ [variable]: `http://me:hush@${proxy.host}` });
            assert.is(code, 0, stderr);
            assert.not.match(stdout + stderr, "hush");
          }
          const address = server.origin.replace(/^.*\//, "");
          const one = scheme === "http" ? `GET ${server.origin}/feed` : `CONNECT ${address}`;
          assert.equal(proxy.asked, [one, one]);
          const basic = `Basic ${btoa("me:hush")}`;
          assert.equal(proxy.credentials, [basic, basic]);
          assert.equal(
            server.requests.map(({ path, headers }) => [path, headers["proxy-authorization"]]),
            [
              ["/feed", undefined],
              ["/feed", undefined],
            ],
          );
        },
        scheme === "http" ? undefined : made,
      );
    },
  );

  run(`municlima ingest goes past the proxy for ${scheme} where NO_PROXY names the host`, async () => {
    await withProxy(
      async ({ server, proxy, ingest }) => {
        const env = { [variables[0]]: `http://${proxy.host}`, NO_PROXY: "example.org,127.0.0.1" };
        const { code, stderr } = await ingest(env);
        assert.is(code, 0, stderr);
        assert.equal(proxy.asked, []);
        assert.is(server.requests.length, 1);
      },
      scheme === "http" ? undefined : made,
    );
  });

  run(`municlima ingest says that it gets no answer where the proxy for ${scheme} is down`, async () => {
    await withProxy(
      async ({ server, ingest }) => {
        const { code, stderr, stdout } = await ingest({ [variables[0]]: "http://me:hush@127.0.0.1:9" });
        assert.is(code, 69);
        assert.match(stderr, /gave no answer \(connection refused\)/);
        assert.not.match(stdout + stderr, "hush");
        assert.equal(server.requests, []);
      },
      scheme === "http" ? undefined : made,
    );
  });
}

tlsTest("municlima ingest checks certificates through a proxy too, unless the flag says not to", async () => {
  await withProxy(async ({ server, proxy, ingest }) => {
    const env = { HTTPS_PROXY: `http://${proxy.host}`, NODE_EXTRA_CA_CERTS: "" };
    const refused = await ingest(env);
    assert.is(refused.code, 69);
    assert.match(refused.stderr, /TLS certificate not accepted/);
    assert.equal(server.requests, []);
    assert.is((await ingest(env, ["--insecure-tls"])).code, 0);
    assert.is(proxy.asked.length, 2);
  }, made);
});

test("municlima ingest refuses a redirect to another host through a proxy too", async () => {
  const away = { status: 302, headers: { Location: "http://localhost:9/feed" } };
  await withProxy(
    async ({ proxy, ingest }) => {
      const { code, stderr } = await ingest({ HTTP_PROXY: `http://${proxy.host}` });
      assert.is(code, 69);
      assert.match(stderr, /redirects to "http:\/\/localhost:9\/…", another host/);
      assert.is(proxy.asked.length, 1);
    },
    undefined,
    [away],
  );
});

test.run();
