import { execFile } from "node:child_process";
import { chmod, cp, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { differsFrom } from "../helpers/documents/differs_from.ts";
import { type PageBlock, pageBlocks } from "../helpers/documents/page_blocks.ts";
import { withTemporaryFolder } from "../helpers/folders/temporary_folder.ts";
import { BIN } from "../helpers/processes/cli.ts";
import { hasS3Server, startS3Server } from "../helpers/s3/versitygw.ts";
import { hasSail, startSail } from "../helpers/spark/sail.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const PAGES = [
  ...["README.md", "CONTRIBUTING.md"],
  ...(await readdir(join(ROOT, "docs"))).filter((name) => name.endsWith(".md")).map((name) => `docs/${name}`),
];
/** What its commands are called with where the provider would be asked: nobody answers, and none is tried twice. */
const NOBODY = { HTTPS_PROXY: "http://127.0.0.1:9", MUNICLIMA_ATTEMPTS: "1" };

/** Where Amazon's services would be. */
const NOT_AMAZON = {
  AWS_ENDPOINT_URL: "http://127.0.0.1:9",
  AWS_ACCESS_KEY_ID: "key",
  AWS_SECRET_ACCESS_KEY: "secret",
};

/** The commands of a block: its lines, without comments, those that end with a backslash with the next one. */
function commands({ language, text }: PageBlock): string[] {
  const lines = text
    .replaceAll("\\\n", " ")
    .split("\n")
    .map((line) => line.replace(/(^|\s+)#\s.*$/, ""));
  // Of a crontab what follows the five fields and the change of folder.
  const told = language === "cron" ? lines.map((line) => line.replace(/^.*?&& /, "")) : lines;
  return told.filter((line) => line.trim() !== "");
}

/** Runs a line of shell in which `npx municlima` is this program, and npm knows no more than its scripts. */
async function shell(line: string, cwd: string, env: Readonly<Record<string, string>>) {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(MUNICLIMA_|npm_)/.test(name));
  const path = [join(cwd, ".bin"), process.env.PATH].join(delimiter);
  return await new Promise<{ code: unknown; stdout: string; stderr: string }>((resolve) =>
    execFile(
      "bash",
      ["-o", "pipefail", "-c", line],
      {
        cwd,
        env: { ...Object.fromEntries(inherited), PATH: path, COLUMNS: "100", ...env },
        maxBuffer: 2 ** 26,
      },
      (error, stdout, stderr) => resolve({ code: error === null ? 0 : error.code, stdout, stderr }),
    ).stdin?.end(),
  );
}

/**
 * A folder as a checkout looks to who has run the demo: its data, what the pages read, `npx`, and an `npm` that starts
 * the demo and says of every other script only whether there is one.
 */
async function prepare(cwd: string): Promise<void> {
  await mkdir(join(cwd, ".bin"));
  const node = `"${process.execPath}"`;
  const scripts = Object.keys(JSON.parse(await readFile(join(ROOT, "package.json"), "utf8")).scripts);
  for (const [name, text] of Object.entries({
    npx: `[ "$1" = municlima ] || exec npx "$@"\nshift\nnpm_lifecycle_event=npx exec ${node} "${BIN}" "$@"`,
    npm: `case "$1 $2 $3" in
      "run demo "*) unset MUNICLIMA_DATA_DIR; npm_lifecycle_event=demo exec ${node} "${BIN}" demo ;;
      "ci "*|"test "*${scripts.map((script) => `|"run ${script} "*`).join("")}) ;;
      *) echo "npm has no such script: $*" >&2; exit 1 ;;
    esac`,
  })) {
    await writeFile(join(cwd, ".bin", name), `#!/bin/sh\n${text}\n`);
    await chmod(join(cwd, ".bin", name), 0o755);
  }
  await cp(join(ROOT, "docs/feeds"), join(cwd, "docs/feeds"), { recursive: true });
  await cp(join(ROOT, "data"), join(cwd, "data"), {
    recursive: true,
    filter: (path) => !path.endsWith("demo"),
  });
}

test("every page: each of its commands works on the demo's data, and prints what is shown below it", async () => {
  await withTemporaryFolder(async (cwd) => {
    await prepare(cwd);
    const server = hasS3Server ? await startS3Server() : undefined;
    const sail = hasSail ? await startSail() : undefined;
    const onSpark = (line: string) => line.replace(/sc:[\w/.:]+/, sail?.address ?? "$&");
    const demo = await shell("npm run demo", cwd, {});
    assert.is(demo.code, 0, demo.stderr);
    let tried = 0;
    for (const name of PAGES) {
      let printed: string | undefined;
      for (const block of pageBlocks(await readFile(join(ROOT, name), "utf8"))) {
        if (["sh", "cron"].includes(block.language)) {
          const asks = block.note === "asks the provider";
          const asksAmazon = block.note === "asks Amazon";
          const isInBucket = block.note === "in a bucket";
          if (isInBucket && server === undefined) continue;
          if (block.note === "on Spark" && sail === undefined) continue;
          for (const line of commands(block)) {
            const bucket = { ...server?.environment, MUNICLIMA_CACHE_DIR: join(cwd, ".copies") };
            const findsFault = block.note === "finds fault";
            const onDisk = { MUNICLIMA_DATA_DIR: "data/demo", ...(asksAmazon ? NOT_AMAZON : {}) };
            const env = asks ? NOBODY : isInBucket ? bucket : onDisk;
            const { code, stdout, stderr } = await shell(onSpark(line), cwd, env);
            const expected = asks ? 69 : asksAmazon ? 74 : findsFault ? 2 : 0;
            assert.is(code, expected, `${name}: ${line}: ${stderr}`);
            printed = stdout;
            tried += 1;
          }
        } else if (block.language === "" && printed) {
          const isSample = block.note === "such as";
          const [columns = ""] = block.text.split("\n");
          const different = differsFrom(isSample ? `${columns}\n…\n` : block.text, printed);
          assert.is(
            different,
            undefined,
            `${name} shows what is not printed:\n${different}\nbut:\n${printed}`,
          );
          printed = undefined;
        } else {
          printed = undefined;
        }
      }
    }
    assert.ok(tried >= 30, `${tried} commands`);
    await server?.close();
    await sail?.close();
  });
});

test("the README is read on two screens", async () => {
  const lines = (await readFile(join(ROOT, "README.md"), "utf8")).trimEnd().split("\n");
  assert.ok(lines.length <= 120, `${lines.length} lines`);
});

test.run();
