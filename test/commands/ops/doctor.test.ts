import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { test } from "uvu";
import * as assert from "uvu/assert";
import type { DoctorResult } from "../../../ops/doctor/doctor_result.ts";
import { localStore, withLock } from "../../../store/mod.ts";
import { clockOf, FAKE_TIME } from "../../helpers/clock/fake_time.ts";
import { certificate } from "../../helpers/faults/certificate.ts";
import { type Answer, type FaultServer, faultServer } from "../../helpers/faults/fault_server.ts";
import { startProxy } from "../../helpers/faults/proxy.ts";
import { json, TINY_FEED, tinyRow } from "../../helpers/feeds/tiny_feed.ts";
import { withTemporaryFolder } from "../../helpers/folders/temporary_folder.ts";
import { deadLock } from "../../helpers/locks/dead_lock.ts";
import { canStart } from "../../helpers/locks/namespaces.ts";
import { BIN, cli } from "../../helpers/processes/cli.ts";

const { expected: _, caps: __, ...tiny } = TINY_FEED;
const BODY: Answer = { body: json([tinyRow()]) };
const made = certificate();

type Here = {
  readonly cwd: string;
  readonly server: FaultServer;
  /** Calls the doctor; gives its exit code, and what it found by name, the verdict before the words. */
  readonly ask: (
    env?: Readonly<Record<string, string>>,
  ) => Promise<{ code: number | null; found: Found; said: string }>;
};
type Found = Readonly<Record<string, string>>;

/** A folder in which one run has gone well, and its provider, which answers like this from then on. */
async function withDoctor(
  work: (here: Here) => Promise<void>,
  answer: Answer = BODY,
  tls?: Parameters<typeof faultServer>[1],
): Promise<void> {
  const server = await faultServer({ "/feed": [answer] }, tls);
  try {
    await withTemporaryFolder(async (cwd) => {
      await writeFile(join(cwd, "feed.json"), JSON.stringify({ ...tiny, urls: [`${server.origin}/feed`] }));
      await writeFile(join(cwd, "municlima.config.json"), '{"feed": "feed.json", "min_towns": 0}');
      await writeFile(join(cwd, "body.json"), BODY.body as Uint8Array);
      const run = await cli(["run", "--from", "body.json"], { cwd });
      assert.is(run.code, 0, run.stderr);
      await work({
        cwd,
        server,
        ask: async (env = {}) => {
          const { code, stdout, stderr } = await cli(["doctor", "--json"], { cwd, env });
          return { code, found: foundIn(stdout), said: stdout + stderr };
        },
      });
    });
  } finally {
    await server.close();
  }
}

function foundIn(document: string): Found {
  const { findings }: DoctorResult = JSON.parse(document);
  return Object.fromEntries(
    findings.map(({ name, verdict, says, advice }) => [name, `${verdict}: ${says}. ${advice ?? ""}`.trim()]),
  );
}

test("doctor ends with 0 where all is well, and says of each thing how it is", async () => {
  await withDoctor(async ({ cwd, ask }) => {
    const { code, found, said } = await ask();
    assert.is(code, 0, said);
    for (const says of Object.values(found)) assert.match(says, /^ok: /);
    assert.equal(Object.keys(found), [
      ...["node", "polars", "duckdb", "settings", "feed", "data folder", "run history", "disk space", "lock"],
      ...["last run", "provider", "proxy", "clock"],
    ]);
    assert.match(found.settings ?? "", "feed (municlima.config.json)");
    assert.match(found["disk space"] ?? "", /a month of runs takes \d+ MB/);
    const { stdout } = await cli(["doctor"], { cwd });
    assert.match(stdout, /^ok: 0 failures, 0 warnings, 13 ok\n/);
  });
});

test("doctor finds a provider that answers 404, that has gone, and whose clock is another one", async () => {
  await withDoctor(
    async ({ ask }) => {
      const { code, found } = await ask();
      assert.is(code, 1);
      assert.match(found.provider ?? "", /^warning: ".*" answers 404\. It often does for minutes/);
    },
    { status: 404 },
  );
  await withDoctor(async ({ server, ask }) => {
    await server.close();
    const { code, found, said } = await ask();
    assert.is(code, 2);
    assert.match(found.provider ?? "", /^failure: .* gave no answer \(connection refused\)/);
    assert.match(said, /municlima: The doctor has found a failure: provider: /);
  });
  await withDoctor(
    async ({ ask }) => {
      const { code, found } = await ask();
      assert.is(code, 2);
      assert.match(
        found.clock ?? "",
        /^failure: this machine's is \d+ s ahead of the provider's\. Set this machine's clock/,
      );
    },
    { ...BODY, headers: { Date: "Thu, 01 Jan 2026 00:00:00 GMT" } },
  );
});

(FAKE_TIME === undefined ? test.skip : test)("doctor finds that this machine's clock is wrong", async () => {
  await withDoctor(async ({ cwd, ask }) => {
    await writeFile(join(cwd, "clock"), "-300s");
    const { code, found } = await ask(clockOf(join(cwd, "clock")));
    assert.is(code, 1);
    assert.match(found.clock ?? "", /^warning: this machine's is (299|30\d) s behind the provider's/);
  });
});

test("doctor tells a lock that a run holds from one that a run has left", async () => {
  await withDoctor(async ({ cwd, ask }) => {
    const folder = join(cwd, "data");
    await withLock({ objects: localStore(folder) }, "ingest", async () => {
      const { code, found } = await ask();
      assert.is(code, 0);
      assert.match(found.lock ?? "", /^ok: .* is in use by "ingest" \(process \d+/);
    });
    await writeFile(join(folder, ".lock"), await deadLock(folder));
    const { code, found } = await ask();
    assert.is(code, 1);
    assert.match(
      found.lock ?? "",
      /^warning: a run that was cut off has left its lock\. The next run clears up/,
    );
  });
});

test("doctor finds settings, a feed and a proxy that cannot be used, and looks at all else", async () => {
  await withDoctor(async ({ cwd, ask }) => {
    const socks = await ask({ HTTP_PROXY: "socks5://me:hush1word@127.0.0.1:9" });
    assert.is(socks.code, 2);
    assert.match(
      socks.found.provider ?? "",
      /^failure: HTTP_PROXY in the environment is not the address of a proxy/,
    );
    assert.not.match(socks.said, "hush");
    await rm(join(cwd, "feed.json"));
    const noFeed = await ask();
    assert.is(noFeed.code, 2);
    assert.match(noFeed.found.feed ?? "", /^failure: Found no file "feed\.json"/);
    assert.match(noFeed.found["disk space"] ?? "", /^ok: /);
    await writeFile(join(cwd, "municlima.config.json"), '{"window": "many"}');
    const noSettings = await ask();
    assert.is(noSettings.code, 2);
    assert.match(noSettings.found.settings ?? "", /^failure: .*"many"/);
    assert.match(noSettings.found.duckdb ?? "", /^ok: /);
  });
});

test("doctor asks the provider through the proxy that is set, of which it shows no more than its host", async () => {
  const proxy = await startProxy();
  try {
    await withDoctor(async ({ ask }) => {
      const { code, found, said } = await ask({ HTTP_PROXY: `http://me:hush1word@${proxy.host}` });
      assert.is(code, 0, said);
      assert.match(found.proxy ?? "", `"http://${proxy.host}/…" is asked`);
      assert.is(proxy.asked.length, 1);
      assert.not.match(said, "hush");
    });
  } finally {
    await proxy.close();
  }
});

(made === undefined ? test.skip : test)(
  "doctor finds a certificate that is not accepted, and one that ends soon",
  async () => {
    await withDoctor(
      async ({ ask }) => {
        const unknown = await ask({ NODE_EXTRA_CA_CERTS: "" });
        assert.is(unknown.code, 2);
        assert.match(
          unknown.found.provider ?? "",
          /^failure: .*TLS certificate not accepted.*NODE_EXTRA_CA_CERTS/,
        );
        const soon = await ask({ NODE_EXTRA_CA_CERTS: made?.certFile ?? "" });
        assert.is(soon.code, 1, soon.said);
        assert.match(soon.found.certificate ?? "", /^warning: that of ".*" is valid for 1 more day\. /);
      },
      BODY,
      made,
    );
  },
);

const MOUNT = ["unshare", "--mount", "sh", "-c"] as const;
(canStart(["unshare", "--mount"]) ? test : test.skip)(
  "doctor finds a disk that is full, and one that may only be read",
  async () => {
    await withDoctor(async ({ cwd }) => {
      await mkdir(join(cwd, "disk"));
      const doctorOn = async (mount: string) => {
        const child = spawn(
          ...([
            MOUNT[0],
            [
              ...MOUNT.slice(1),
              `${mount} && exec "$0" "$@" doctor --json --data-dir disk`,
              process.execPath,
              BIN,
            ],
          ] as const),
          { cwd },
        );
        const [stdout, [code]] = await Promise.all([text(child.stdout), once(child, "close")]);
        return { code, found: foundIn(stdout) };
      };
      const full = await doctorOn(
        "mount -t tmpfs -o size=16k none disk && head -c 16384 /dev/zero > disk/full",
      );
      assert.is(full.code, 2);
      assert.match(
        full.found["data folder"] ?? "",
        /^failure: .*The disk is full/,
        JSON.stringify(full.found),
      );
      assert.match(full.found["disk space"] ?? "", /^failure: 0 MB free/);
      const readOnly = await doctorOn("mount -t tmpfs -o ro none disk");
      assert.is(readOnly.code, 2);
      assert.match(readOnly.found["data folder"] ?? "", /^failure: .*read-only/i);
    });
  },
);

test.run();
