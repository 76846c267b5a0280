import { readdir, readFile, rename, truncate, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { type Checkout, withCheckout } from "../helpers/processes/checkout.ts";
import { type CliOptions, cli } from "../helpers/processes/cli.ts";
import { packagesLoadedBy } from "../helpers/processes/packages_loaded_by.ts";

/** What a call prints that must go well. */
async function printed(args: readonly string[], options: CliOptions): Promise<string> {
  const { code, stdout, stderr } = await cli(args, options);
  assert.equal([code, stderr], [0, ""], args.join(" "));
  return stdout;
}

const buildsIn = async ({ cache }: Checkout): Promise<string[]> =>
  (await readdir(cache)).filter((name) => name.startsWith("build-"));

const currentBuild = async ({ cache }: Checkout): Promise<string> =>
  JSON.parse(await readFile(join(cache, "current.json"), "utf8"))
    .build.split("/")
    .at(-1);

test("municlima compiles itself at its first start, and starts without a compiler from then on", async () => {
  await withCheckout(async (checkout) => {
    assert.ok((await packagesLoadedBy(["--help"], checkout)).includes("esbuild"));
    const build = await currentBuild(checkout);
    assert.equal(await packagesLoadedBy(["--help"], checkout), ["commander"]);
    assert.is(await currentBuild(checkout), build);
  });
});

test("municlima never runs what was compiled before an edit, even one that leaves a file as long as it was", async () => {
  await withCheckout(async (checkout) => {
    const { path, edit } = checkout;
    const help = async () => await printed(["--help"], checkout);
    assert.match(await help(), "Show everything with made-up weather");
    await edit("commands/verbs.ts", "Show everything", "Show everywhere");
    assert.match(await help(), "Show everywhere with made-up weather");

    await writeFile(join(path, "commands/added.ts"), 'export const ADDED: string = "Show it anew";\n');
    await edit("commands/verbs.ts", "/** One", 'import { ADDED } from "./added.ts";\n\n/** One');
    await edit("commands/verbs.ts", '"Show everywhere', 'ADDED + "');
    assert.match(await help(), "Show it anew with made-up weather");

    await edit("package.json", '"version": "', '"version": "9.');
    assert.match(await printed(["--version"], checkout), /^9\./);
  });
});

test("municlima tells that a source is missing or wrong, and goes on once it is there again", async () => {
  await withCheckout(async (checkout) => {
    const { path, edit } = checkout;
    await printed(["--version"], checkout);
    const [file, away] = [join(path, "errors/exit_code.ts"), join(path, "away.ts")];
    await rename(file, away);
    const missing = await cli(["--version"], checkout);
    assert.is.not(missing.code, 0);
    assert.match(missing.stderr, /Cannot find module .*exit_code\.ts/);

    await rename(away, file);
    await printed(["--version"], checkout);
    await edit("errors/exit_code.ts", "export", "export export");
    const wrong = await cli(["--version"], checkout);
    assert.is.not(wrong.code, 0);
    assert.match(wrong.stderr, /exit_code\.ts:\d+:\d+: ERROR: Unexpected "export"/);
  });
});

test("municlima may be started for the first time by several at once", async () => {
  await withCheckout(async (checkout) => {
    const calls = Array.from({ length: 3 }, async () => await printed(["config", "show"], checkout));
    const [first = "", ...others] = await Promise.all(calls);
    assert.match(first, "smn-hourly");
    for (const other of others) assert.is(other, first);
    assert.equal(await packagesLoadedBy(["--help"], checkout), ["commander"]);
  });
});

test("municlima starts with tsx, and without a word, where it cannot keep what it compiles", async () => {
  await withCheckout(async (checkout) => {
    // A file in the way stops the superuser too, whom no permission stops.
    await writeFile(join(checkout.path, "node_modules/.cache"), "");
    assert.match(await printed(["config", "show"], checkout), "smn-hourly");
    assert.ok((await packagesLoadedBy(["--help"], checkout)).includes("tsx"));
  });
});

test("municlima compiles itself anew where its build is damaged", async () => {
  await withCheckout(async (checkout) => {
    const version = await printed(["--version"], checkout);
    await truncate(join(checkout.cache, await currentBuild(checkout), "cli.js"), 0);
    assert.is(await printed(["--version"], checkout), version);
    await writeFile(join(checkout.cache, "current.json"), "null");
    assert.is(await printed(["--version"], checkout), version);
    await truncate(join(checkout.cache, "current.json"), 0);
    assert.is(await printed(["--version"], checkout), version);
  });
});

test("municlima removes old builds, but not the one before nor one that may be in the making", async () => {
  await withCheckout(async (checkout) => {
    const compiled = async (): Promise<string> => {
      await printed(["--version"], checkout);
      const build = await currentBuild(checkout);
      const longAgo = new Date(Date.now() - 2 * 3_600_000);
      await utimes(join(checkout.cache, build), longAgo, longAgo);
      return build;
    };
    const first = await compiled();
    await checkout.edit("cli.ts", "/** npm leaves", "/** NPM leaves");
    const second = await compiled();
    assert.equal((await buildsIn(checkout)).sort(), [first, second].sort());

    await checkout.edit("cli.ts", "/** NPM leaves", "/** npm leaves");
    const [third, making] = [await compiled(), "build-in-the-making"];
    assert.equal((await buildsIn(checkout)).sort(), [second, third].sort());

    await writeFile(join(checkout.cache, making), "");
    await checkout.edit("cli.ts", "/** npm leaves", "/** NPM leaves");
    const fourth = await compiled();
    assert.equal((await buildsIn(checkout)).sort(), [third, fourth, making].sort());
  });
});

test("municlima compiles worker threads too", async () => {
  await withCheckout(async (checkout) => {
    const { path } = checkout;
    const worker = `
      import { parentPort } from "node:worker_threads";
      import { counted } from "../terminal/words.ts";
      const said: string = counted(2463, "town");
      parentPort?.postMessage(said);`;
    const command = `
      import { once } from "node:events";
      import { Worker } from "node:worker_threads";
      export async function configShowCommand(): Promise<void> {
        const worker = new Worker(new URL("./count_worker.ts", import.meta.url));
        process.stdout.write(\`\${await once(worker, "message")}\`);
      }`;
    await writeFile(join(path, "commands/count_worker.ts"), worker);
    await writeFile(join(path, "commands/config_show.ts"), command);
    assert.is(await printed(["config", "show"], checkout), "2,463 towns");
  });
});

test("municlima under --enable-source-maps tells the lines of the sources in a stack", async () => {
  await withCheckout(async (checkout) => {
    await checkout.edit(
      "commands/status.ts",
      "const result",
      'throw new TypeError("broken");\n  const result',
    );
    const source = await readFile(join(checkout.path, "commands/status.ts"), "utf8");
    const line = source.split("\n").findIndex((text) => text.includes("broken")) + 1;
    const env = { NODE_OPTIONS: "--enable-source-maps" };
    const { code, stderr } = await cli(["status"], { ...checkout, env });
    assert.is(code, 70);
    assert.match(stderr, new RegExp(`at .*statusCommand.*${checkout.path}/commands/status\\.ts:${line}:`));
  });
});

test.run();
