import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { withDataFolder } from "../helpers/folders/data_folder.ts";
import { fillFolder } from "../helpers/folders/report_folder.ts";
import { withTemporaryFolder } from "../helpers/folders/temporary_folder.ts";
import { cli } from "../helpers/processes/cli.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const DENO = join(ROOT, "node_modules/.bin/deno");

test("municlima report writes its page from the compiled program, and tells of it in JSON", async () => {
  await withDataFolder(async (folder) => {
    await fillFolder(folder);
    const { code, stdout, stderr } = await cli(["report", "--data-dir", folder.path, "--json"]);
    assert.is(code, 0, stderr);
    const { command, towns, output, bytes } = JSON.parse(stdout);
    assert.equal([command, towns, output], ["report", 32, join(folder.path, "report.html")]);
    const page = await folder.bytes("report.html");
    assert.is(page.length, bytes);
    assert.match(new TextDecoder().decode(page), /^<!doctype html>\n[\s\S]+<\/html>\n$/);
  });
});

test("municlima report ends with 66 where there is nothing yet, and says what to run", async () => {
  await withTemporaryFolder(async (folder) => {
    const { code, stderr, stdout } = await cli(["report", "--data-dir", folder]);
    assert.equal([code, stdout], [66, ""]);
    assert.match(stderr, /^municlima: Found no merged table in ".*"\. Run "municlima run --data-dir [^"]+"/);
    assert.not.ok(existsSync(join(folder, "report.html")));
  });
});

const onDeno = existsSync(DENO) ? test : test.skip;

onDeno("municlima report runs on Deno, with the permissions that deno.json names and no others", async () => {
  await withDataFolder(async (folder) => {
    await fillFolder(folder);
    const args = ["run", "--no-prompt", "--config", join(ROOT, "deno.json"), "--permission-set"];
    await promisify(execFile)(DENO, [...args, join(ROOT, "cli.ts"), "report", "--data-dir", folder.path]);
    assert.match(await readFile(join(folder.path, "report.html"), "utf8"), /<\/html>\n$/);
  });
});

test.run();
