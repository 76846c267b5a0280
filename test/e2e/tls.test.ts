import { rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { wholeText } from "../../io/body/whole_text.ts";
import { realEffects } from "../../io/effects.ts";
import { fetchFeed } from "../../io/fetch/fetch_feed.ts";
import { localStore, readRuns } from "../../store/mod.ts";
import { failsWith } from "../helpers/fails_with.ts";
import { certificate } from "../helpers/faults/certificate.ts";
import { type Answer, type FaultServer, faultServer } from "../helpers/faults/fault_server.ts";
import { json, TINY_FEED, tinyRow } from "../helpers/feeds/tiny_feed.ts";
import { type DataFolder, withDataFolder } from "../helpers/folders/data_folder.ts";
import { cli } from "../helpers/processes/cli.ts";

const made = certificate();
test.after(async () => {
  if (made !== undefined) await rm(dirname(made.certFile), { recursive: true });
});
const tlsTest = made === undefined ? test.skip : test;
const GOOD: Answer = { body: json([tinyRow()]), headers: { ETag: '"1"' } };
const MARK = /^TLS NOT VERIFIED: /;

type Here = {
  readonly server: FaultServer;
  readonly folder: DataFolder;
  /** Ingests from the server as a process of its own. */
  readonly ingest: (args?: readonly string[], env?: Record<string, string>) => ReturnType<typeof cli>;
  readonly manifest: () => Promise<{ source: { tls_verified?: boolean } }>;
};

/** A server whose certificate nobody vouches for, and a feed of it. */
async function withTls(answers: readonly Answer[], work: (here: Here) => Promise<void>): Promise<void> {
  const server = await faultServer({ "/feed": answers }, made);
  try {
    await withDataFolder(async (folder) => {
      const { expected: _, caps: __, ...tiny } = TINY_FEED;
      const spec = await folder.put(
        "logs/tiny.json",
        JSON.stringify({ ...tiny, urls: [`${server.origin}/feed`] }),
      );
      const at = ["ingest", "--feed", spec, "--data-dir", folder.path];
      await work({
        server,
        folder,
        ingest: (args = [], env = {}) => cli([...at, ...args], { cwd: folder.path, env }),
        manifest: async () => {
          const names = Object.keys(await folder.files()).filter((name) => name.includes("x_hora"));
          return JSON.parse(
            await folder.read(names.filter((name) => name.endsWith("manifest.json")).at(-1) ?? ""),
          );
        },
      });
    });
  } finally {
    await server.close();
  }
}

const linesOf = (text: string) => text.split("\n").filter((line) => line !== "");

tlsTest(
  "municlima ingest refuses a certificate that nobody vouches for, and takes it with NODE_EXTRA_CA_CERTS",
  async () => {
    await withTls([GOOD], async ({ server, ingest, manifest }) => {
      const refused = await ingest(["--attempts", "1"]);
      assert.is(refused.code, 69);
      assert.match(
        refused.stderr,
        /TLS certificate not accepted: self-signed certificate\)\. If only a CA is missing/,
      );
      assert.equal(server.requests, []);
      const taken = await ingest([], { NODE_EXTRA_CA_CERTS: made?.certFile ?? "" });
      assert.is(taken.code, 0, taken.stderr);
      assert.not.match(taken.stderr + taken.stdout, /TLS/);
      assert.not.ok("tls_verified" in (await manifest()).source);
    });
  },
);

tlsTest(
  "municlima ingest --insecure-tls says in every line, in the manifest and in the history that nothing was checked",
  async () => {
    await withTls([{ status: 503 }, GOOD, GOOD, { status: 403 }], async ({ folder, ingest, manifest }) => {
      for (const more of [[], ["--quiet"]]) {
        const { code, stdout, stderr } = await ingest(["--insecure-tls", ...more]);
        assert.is(code, 0, stderr);
        // That nothing is checked; but for a quiet run also a retry, and that this is the folder's first run.
        assert.is(linesOf(stderr).length, more.length === 0 ? 3 : 1, stderr);
        for (const line of linesOf(stderr)) assert.match(line, MARK);
        if (more.length === 0) assert.match(stdout, /warning +TLS certificates were not checked/);
        assert.is((await manifest()).source.tls_verified, false);
      }
      const failed = await ingest(["--insecure-tls"]);
      assert.is(failed.code, 69);
      assert.match(failed.stderr, /TLS NOT VERIFIED: municlima: Could not fetch feed/);
      for (const line of linesOf(failed.stderr)) assert.match(line, MARK);
      const { runs } = await readRuns(localStore(join(folder.path, "logs")));
      assert.equal(
        runs.map(({ figures }) => figures.tls_verified),
        [false, false, false],
      );
    });
  },
);

tlsTest("municlima ingest does not ask by the ETag of a run that checked nothing", async () => {
  await withTls([GOOD], async ({ server, ingest }) => {
    const trusted = { NODE_EXTRA_CA_CERTS: made?.certFile ?? "" };
    await ingest(["--insecure-tls"]);
    for (const _ of [1, 2]) assert.is((await ingest([], trusted)).code, 0);
    const asked = server.requests.map(({ headers }) => headers["if-none-match"]);
    assert.equal(asked, [undefined, undefined, '"1"']);
  });
});

tlsTest("municlima ingest lets nothing but the flag turn the check off", async () => {
  await withTls([GOOD], async ({ server, folder, ingest }) => {
    const byNode = await ingest([], { NODE_TLS_REJECT_UNAUTHORIZED: "0" });
    assert.is(byNode.code, 78);
    assert.match(
      byNode.stderr,
      /^municlima: NODE_TLS_REJECT_UNAUTHORIZED in the environment turns off .* Unset it;/,
    );
    const once = ["--attempts", "1"];
    const byVariable = await ingest(once, { MUNICLIMA_INSECURE_TLS: "1" });
    assert.is(byVariable.code, 69);
    assert.match(byVariable.stderr, /Ignored "MUNICLIMA_INSECURE_TLS" in the environment/);
    await folder.put(".env", "MUNICLIMA_INSECURE_TLS=1");
    assert.is((await ingest(once)).code, 69);
    await folder.put(".env", "NODE_TLS_REJECT_UNAUTHORIZED=0");
    assert.is((await ingest(once)).code, 69);
    await folder.put("municlima.config.json", '{"insecure_tls": true}');
    assert.is((await ingest()).code, 78);
    assert.equal(server.requests, []);
  });
});

tlsTest("fetchFeed() checks certificates also where the environment says that Node should not", async () => {
  await withTls([GOOD], async ({ server }) => {
    const feed = { ...TINY_FEED, urls: [`${server.origin}/feed`] as const, makeSink: wholeText };
    const policy = { attempts: 1, timeoutSeconds: 5, deadlineSeconds: 5 };
    const before = process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0";
    try {
      await failsWith("upstream", /TLS certificate not accepted/, () =>
        fetchFeed(feed, policy, {}, realEffects),
      );
    } finally {
      if (before === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
      else process.env.NODE_TLS_REJECT_UNAUTHORIZED = before;
    }
    assert.is((await fetchFeed(feed, { ...policy, insecureTls: true }, {}, realEffects)).status, 200);
  });
});

test.run();
