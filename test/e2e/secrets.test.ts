import { test } from "uvu";
import * as assert from "uvu/assert";
import {
  everyFile,
  expectNoSecret,
  expectSilent,
  plantedSecrets,
  secretOf,
} from "../helpers/faults/planted_secrets.ts";
import { startProxy } from "../helpers/faults/proxy.ts";
import { SECRET_PLACES } from "../helpers/faults/secret_places.ts";
import { type SecretServer, secretServer } from "../helpers/faults/secret_server.ts";
import { json, TINY_FEED, tinyRow } from "../helpers/feeds/tiny_feed.ts";
import { type DataFolder, withDataFolder } from "../helpers/folders/data_folder.ts";
import { type CliEnd, cli } from "../helpers/processes/cli.ts";

const BODY = json([tinyRow(), tinyRow({ hloc: "20230824T13" })]);
const { expected: _, caps: __, public_urls: ___, ...tiny } = TINY_FEED;
/** How a server fails, by the paths of {@linkcode secretServer}. */
const FAULTS = ["/down", "/page", "/moved", "/nowhere", "/again", "/cut"];

type Here = {
  readonly server: SecretServer;
  /** The data folder, whose files are looked at in the end. */
  readonly folder: DataFolder;
  /** Puts what a user wrote elsewhere, and gives its path. */
  readonly put: DataFolder["put"];
  /** Calls the program there, on the data folder. */
  readonly call: (args: readonly string[], env?: Readonly<Record<string, string>>) => Promise<CliEnd>;
};

/** A server that repeats all it is asked, a data folder, and another one for what holds secrets by right. */
async function withSecrets(work: (here: Here) => Promise<void>, secrets: readonly string[]): Promise<void> {
  const server = await secretServer(BODY);
  try {
    await withDataFolder((folder) =>
      withDataFolder(async ({ path: cwd, put }) => {
        const ours = { MUNICLIMA_DATA_DIR: folder.path, MUNICLIMA_ATTEMPTS: "2" };
        await work({
          server,
          folder,
          put,
          call: (args, env = {}) => cli(args, { cwd, env: { ...ours, ...env } }),
        });
        for (const { name, text } of await everyFile(folder.path)) expectNoSecret(text, secrets, name);
      }),
    );
  } finally {
    await server.close();
  }
}

test("municlima writes nothing of a feed's URLs and headers but scheme and host, whether the run succeeds or fails", async () => {
  const { url, headers, environment, secrets } = plantedSecrets(SECRET_PLACES);
  assert.ok(secrets.length >= 50, `${secrets.length}`);
  await withSecrets(async ({ server, folder, put, call }) => {
    const spec = async (...paths: string[]) =>
      await put(
        "feed.json",
        JSON.stringify({ ...tiny, urls: paths.map((path) => url(server.origin, path)), headers }),
      );
    for (const more of [[], ["--json"]]) {
      const good = await call(["run", "--feed", await spec("/down", "/good"), ...more], environment);
      expectSilent(good, 0, secrets, "a feed that comes");
      assert.ok(good.stdout.includes(`${server.origin}/…`), good.stdout);
      const bad = await call(["run", "--feed", await spec(...FAULTS), ...more], environment);
      expectSilent(bad, 69, secrets, "a feed that does not come");
      assert.match(
        bad.stderr,
        /answered 500 .* an HTML page .* redirects to "http:\/\/localhost:9\/…", another host/,
        bad.stderr,
      );
    }
    // They were sent.
    const asked = JSON.stringify(server.requests);
    for (const [index, { name, path, query, headers }] of SECRET_PLACES.entries()) {
      // A user name of the URL takes the place of the header.
      if (name.includes("Authorization")) continue;
      if (path ?? query ?? headers) assert.ok(asked.includes(secretOf(index)), name);
    }
    const unset = await call(["ingest", "--feed", await spec("/good")], { ...environment, KEY_OF_PATH: "" });
    expectSilent(unset, 78, secrets, "a variable that is not set");
    assert.match(unset.stderr, /needs the variable KEY_OF_PATH, which is not set/);

    const from = url(server.origin, "/good");
    const feed = await spec("/good");
    for (const scheduler of ["cron", "systemd", "supercronic", "kubernetes", "eventbridge"])
      for (const more of [[], ["--json"]]) {
        const end = await call(["schedule", scheduler, "--feed", feed, ...more], environment);
        expectSilent(end, 0, secrets, `the unit of ${scheduler}`);
      }
    for (const [path, code] of [
      ["/good", 0],
      ["/down", 1],
      ["/nowhere", 2],
    ] as const)
      for (const more of [[], ["--json"]]) {
        const end = await call(["doctor", "--feed", await spec(path), ...more], environment);
        assert.ok(end.stdout.includes("provider"), end.stdout);
        expectSilent({ ...end, code: Math.min(end.code ?? 0, code) }, code, secrets, "doctor");
      }
    await spec("/good");
    for (const format of ["prometheus", "openmetrics", "emf"])
      expectSilent(await call(["metrics", "--format", format], environment), 0, secrets, "metrics");
    for (const words of [["runs", "list"], ["runs", "show"], ["runs", "diff"], ["report"]])
      expectSilent(await call(words, environment), 0, secrets, words.join(" "));
    const given = await call(["ingest", "--feed", feed, "--from", from], environment);
    expectSilent(given, 0, secrets, "--from");
    expectSilent(await call(["validate", from], environment), 0, secrets, "validate");
    expectSilent(await call(["validate", url(server.origin, "/down")], environment), 69, secrets, "validate");
    for (const wrong of [from.replace("http:", "ftp:"), url("file://host", "/a"), url("http://[", "/a")]) {
      expectSilent(
        await call(["ingest", "--feed", feed, "--from", wrong], environment),
        64,
        secrets,
        "another URL",
      );
      expectSilent(await call(["validate", wrong], environment), 64, secrets, "validate");
    }
    expectSilent(await call(["ingest", "--feed", from], environment), 64, secrets, "--feed");
    expectSilent(await call(["ingest"], { MUNICLIMA_FEED: from }), 78, secrets, "MUNICLIMA_FEED");
    expectSilent(
      await call(["config", "show", "--origin"], { MUNICLIMA_FEED: from }),
      0,
      secrets,
      "config show",
    );
    expectSilent(await call(["ingest", `--token=${secrets[0]}`]), 64, secrets, "an unknown flag");
    expectSilent(await call(["status"]), 0, secrets, "status");
    const files = (await everyFile(folder.path)).map(({ name, text }) => `${name}\n${text}`).join("\n");
    for (const known of [
      "runs.jsonl",
      "manifest.json",
      "data_folder.json",
      "answered 500",
      `${server.origin}/…`,
    ])
      assert.ok(files.includes(known), known);
  }, secrets);
});

test("municlima writes a URL that its feed declares public as it stands there, and what its variables hold nowhere", async () => {
  const secrets = ["hush1word", "hush2word"];
  await withSecrets(async ({ server, folder, put, call }) => {
    const urls = [`${server.origin}/good/\${AIR_KEY}/feed?method=3`];
    const headers = { Authorization: "Bearer ${AIR_TOKEN}" };
    const feed = await put("feed.json", JSON.stringify({ ...tiny, urls, headers, public_urls: true }));
    await put(".env", "AIR_KEY=hush1word\nAIR_TOKEN=hush3word");
    for (const more of [[], ["--json"]]) {
      const end = await call(["run", "--feed", feed, ...more], { AIR_TOKEN: "hush2word" });
      expectSilent(end, 0, secrets, "a public URL");
      assert.ok(end.stdout.includes(urls[0] ?? ""), end.stdout);
    }
    const [{ path, headers: sent }] = server.requests as [SecretServer["requests"][number]];
    assert.equal([path, sent.authorization], ["/good/hush1word/feed?method=3", "Bearer hush2word"]);
    assert.match(await folder.read("data_folder.json"), "AIR_KEY");
  }, secrets);
});

test("municlima writes nothing of a proxy's address", async () => {
  const secrets = ["hush1word", "hush2word", "hush3word"];
  const proxy = await startProxy();
  try {
    await withSecrets(async ({ server, put, call }) => {
      const feed = await put("feed.json", JSON.stringify({ ...tiny, urls: [`${server.origin}/good`] }));
      for (const [address, code] of [
        [`http://hush1word:hush2word@${proxy.host}/hush3word?hush3word`, 0],
        ["http://hush1word:hush2word@127.0.0.1:9/hush3word", 69],
        ["http://hush1word:hush2word@127.0.0.1:hush3word", 78],
        ["socks5://hush1word:hush2word@127.0.0.1:9/hush3word", 78],
      ] as const) {
        for (const variable of ["HTTP_PROXY", "all_proxy"])
          expectSilent(
            await call(["ingest", "--feed", feed], { [variable]: address }),
            code,
            secrets,
            address,
          );
      }
      assert.ok(proxy.credentials.includes(`Basic ${btoa("hush1word:hush2word")}`));
    }, secrets);
  } finally {
    await proxy.close();
  }
});

test("municlima quotes nothing of a file of settings or of a feed's description that is broken", async () => {
  const secrets = ["hush1word"];
  await withSecrets(async ({ put, call }) => {
    const broken = (url: string) => JSON.stringify({ ...tiny, urls: [url] });
    for (const text of [
      broken("https://example.org/hush1word").slice(0, -4),
      broken("ftp://example.org/hush1word"),
      broken("https://example.org/${hush1word"),
      JSON.stringify({ ...tiny, urls: "https://example.org/hush1word" }),
      JSON.stringify({ ...tiny, urls: ["https://example.org/"], headers: { Authorization: "hush1word\n" } }),
      '{"headers": hush1word}',
    ]) {
      const end = await call(["ingest", "--feed", await put("feed.json", text)]);
      expectSilent(end, 78, secrets, text);
    }
    for (const text of [
      '{"apiKey": "hush1word"}',
      '{"feed": "http://example.org/hush1word"}',
      '{"x": hush1word}',
    ]) {
      await put("municlima.config.json", text);
      expectSilent(await call(["ingest"]), 78, secrets, text);
    }
    await put("municlima.config.json", "{}");
    const variable = { MUNICLIMA_TOKEN: "hush1word" };
    expectSilent(await call(["status"], variable), 0, secrets, "a variable of ours");
    await put(".env", "MUNICLIMA_TOKEN=hush1word");
    expectSilent(await call(["status"]), 0, secrets, ".env");
  }, secrets);
});

test.run();
