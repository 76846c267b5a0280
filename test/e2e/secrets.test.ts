import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { type Answer, faultServer } from "../helpers/faults/fault_server.ts";
import { json, TINY_FEED, tinyRow } from "../helpers/feeds/tiny_feed.ts";
import { type DataFolder, withDataFolder } from "../helpers/folders/data_folder.ts";
import { type CliOptions, cli } from "../helpers/processes/cli.ts";

/** In the user name, the password, two parameters, and two headers. */
const SECRETS = ["hush-user", "hush-word", "hush-token", "hush-key", "hush-bearer", "hush-header"];
const BODY = json([tinyRow(), tinyRow({ hloc: "20230824T13" })]);
const GOOD: Answer = { body: BODY, headers: { ETag: '"1"' } };

function secretUrl(origin: string, path: string): string {
  return `${origin.replace("//", "//hush-user:hush-word@")}${path}?method=3&token=hush-token&api_key=hush-key`;
}

/** Every file below a folder, the hidden and the logs too. */
async function everything(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const texts = await Promise.all(files.map(async (file) => `${file}\n${await readFile(file, "latin1")}`));
  return texts.join("\n");
}

function expectNoSecret(text: string, where: string): void {
  for (const secret of [...SECRETS, Buffer.from("hush-user:hush-word").toString("base64")]) {
    assert.not.ok(text.includes(secret), `${secret} stands in ${where}: ${text}`);
  }
}

async function calls(folder: DataFolder, args: readonly string[], options: CliOptions, code: number) {
  for (const more of [[], ["--json"]]) {
    const end = await cli([...args, ...more], { cwd: folder.path, ...options });
    assert.is(end.code, code, end.stderr);
    expectNoSecret(end.stdout + end.stderr, `what "${args[0]}" printed`);
  }
}

test("municlima never writes a secret of a feed's URL or headers, whether the run succeeds or fails", async () => {
  const server = await faultServer({
    "/good?method=3&token=hush-token&api_key=hush-key": [GOOD],
    "/bad?method=3&token=hush-token&api_key=hush-key": [{ status: 500 }],
    "/moved?method=3&token=hush-token&api_key=hush-key": [
      { status: 302, headers: { Location: "http://you:hush-word@example.org/?token=hush-token" } },
    ],
  });
  try {
    await withDataFolder(async (folder) => {
      await withDataFolder(async (other) => {
        // What the user wrote is not in the data folder, which is what is looked at.
        const { expected: _, caps: __, ...tiny } = TINY_FEED;
        const headers = { Authorization: "Bearer hush-bearer", "X-Api-Key": "hush-header" };
        const spec = (path: string) =>
          other.put(
            `${path}.json`,
            JSON.stringify({ ...tiny, name: "mine", urls: [secretUrl(server.origin, `/${path}`)], headers }),
          );
        const at = ["--data-dir", folder.path, "--attempts", "2"];
        for (const [path, code] of [
          ["good", 0],
          ["bad", 69],
          ["moved", 69],
        ] as const) {
          await calls(folder, ["run", "--feed", await spec(path), ...at], {}, code);
        }
        const feed = await spec("good");
        const from = secretUrl(server.origin, "/good");
        await calls(folder, ["ingest", "--feed", feed, "--from", from, ...at], {}, 0);
        await calls(
          folder,
          ["ingest", "--feed", feed, "--from", from.replace("http:", "ftp:"), ...at],
          {},
          64,
        );
        await calls(folder, ["status", "--data-dir", folder.path], {}, 0);
        await calls(folder, ["config", "show", "--origin"], { env: { MUNICLIMA_FEED: from } }, 0);
        await calls(folder, ["ingest", ...at], { env: { MUNICLIMA_FEED: from } }, 78);
      });
      // They were sent.
      assert.is(server.requests[0]?.headers["x-api-key"], "hush-header");
      const all = await everything(folder.path);
      for (const known of [
        "method=3&token=***",
        "runs.jsonl",
        "manifest.json",
        "data_folder.json",
        "answered 500",
      ]) {
        assert.ok(all.includes(known), known);
      }
      expectNoSecret(all, "a file");
    });
  } finally {
    await server.close();
  }
});

test.run();
