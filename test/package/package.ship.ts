import { cp, readdir, readFile, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { pageBlocks } from "../helpers/documents/page_blocks.ts";
import { bytesBelow, installed, ROOT } from "./_installed.ts";

const here = await installed();
test.after(async () => await here.remove());

const BIN = "node_modules/municlima/bin/municlima.js";
/** Runs the installed program on some runtime, which must go well. */
async function says(runtime: readonly string[], args: readonly string[]): Promise<string> {
  const [program = "", ...flags] = runtime;
  const { code, stdout, stderr } = await here.run(program, [...flags, join(here.prefix, BIN), ...args]);
  assert.is(code, 0, `${runtime.join(" ")} municlima ${args.join(" ")}: ${stderr}`);
  return stdout;
}

/** What a runtime must be able to do with the package: everything that loads a package of its own. */
async function works(runtime: readonly string[], name: string): Promise<void> {
  const at = ["--data-dir", name];
  await says(runtime, ["demo", ...at]);
  assert.match(await says(runtime, ["status", ...at]), /^fresh/m);
  assert.match(await says(runtime, ["query", "select count(*) as n from merged", ...at]), /2463/);
  await says(runtime, ["report", ...at]);
  await says(runtime, ["export", "merged", "--output", `${name}.xlsx`, ...at]);
  assert.match(await readFile(join(here.work, name, "report.html"), "utf8"), /<script/);
}

test("the package is below 1 MB, and installed with Polars and DuckDB below 200 MB", async () => {
  const [packed, all] = [
    (await stat(here.tarball)).size,
    await bytesBelow(join(here.prefix, "node_modules")),
  ];
  process.stdout.write(`packed ${(packed / 1e6).toFixed(2)} MB, installed ${(all / 1e6).toFixed(0)} MB\n`);
  assert.ok(packed < 1e6, `packed ${packed}`);
  assert.ok(all < 200e6, `installed ${all}`);
});

test("the package works for a user who may write neither to it nor to a home", async () => {
  assert.is((await here.run("touch", [join(here.prefix, "node_modules/municlima/x")])).code, 1);
  await works([process.execPath], "node");
});

for (const version of ["22", "24"])
  test(`the package works on Node ${version}`, async () => {
    const node = here.tool(`node-${version}/bin/node`);
    assert.match((await here.run(node, ["--version"])).stdout, new RegExp(`^v${version}\\.`));
    await works([node], `node-${version}`);
  });

test("the package keeps what V8 compiled in the user's own cache folder, or nowhere", async () => {
  const start = [here.tool("node-24/bin/node"), join(here.prefix, BIN), "--version"];
  const kept = async (): Promise<string[]> => (await readdir(here.work)).filter((name) => /cache/.test(name));
  assert.is((await here.run("env", start)).code, 0);
  assert.equal(await kept(), []);
  assert.is((await here.run("env", [`XDG_CACHE_HOME=${join(here.work, "cache")}`, ...start])).code, 0);
  assert.equal(await readdir(join(here.work, "cache")), ["municlima"]);
});

test("the package works on Deno", async () => {
  await works([join(ROOT, "node_modules/.bin/deno"), "run", "--allow-all"], "deno");
});

test("the package works on Bun", async () => {
  await works([here.tool("bun/bin/bun.exe")], "bun");
});

test("danfo is asked for in one line where it is not installed", async () => {
  const args = [join(here.prefix, BIN), "summarize", "--with", "danfo", "--data-dir", "node"];
  const { code, stderr } = await here.run(process.execPath, args);
  assert.is(code, 78, stderr);
  assert.match(stderr, /^municlima: danfo is not there.* Run "npm install danfojs-node@[\d.]+" .*\n$/);
});

test("every example of docs/notebooks.md runs on the package, and is of the types that it declares", async () => {
  const page = await readFile(join(ROOT, "docs/notebooks.md"), "utf8");
  const examples = pageBlocks(page).filter(({ language }) => language === "ts");
  assert.is(examples.length, 3);
  // From this folder the package is found by its name.
  await symlink(join(here.prefix, "node_modules"), join(here.work, "node_modules"));
  await writeFile(join(here.work, "package.json"), '{ "type": "module" }\n');
  await cp(join(ROOT, "docs/feeds"), join(here.work, "docs/feeds"), { recursive: true });
  const files = examples.map((_, i) => `example_${i}`);
  for (const [i, { text }] of examples.entries()) {
    for (const suffix of ["js", "ts"]) await writeFile(join(here.work, `${files[i]}.${suffix}`), text);
    const { code, stderr } = await here.run(process.execPath, [`${files[i]}.js`]);
    assert.is(code, 0, `${text}\n${stderr}`);
  }
  const tsc = join(ROOT, "node_modules/typescript/bin/tsc");
  const types = ["--types", "node", "--typeRoots", join(ROOT, "node_modules/@types"), "--skipLibCheck"];
  for (const [module = "", resolution = ""] of [
    ["NodeNext", "NodeNext"],
    ["ESNext", "Bundler"],
  ]) {
    const how = ["--ignoreConfig", "--noEmit", "--strict", "--target", "ES2022", "--module", module];
    const sources = files.map((file) => `${file}.ts`);
    const args = [tsc, ...how, "--moduleResolution", resolution, ...types, ...sources];
    const { code, stdout } = await here.run(process.execPath, args);
    assert.is(code, 0, `${module}: ${stdout}`);
  }
});

test("the package has the schema of a feed's description", async () => {
  const file = join(here.prefix, "node_modules/municlima/docs/feed.schema.json");
  assert.match(JSON.parse(await readFile(file, "utf8")).$schema, /json-schema\.org/);
  const resolved = 'console.log(require.resolve("municlima/feed.schema.json"))';
  const { stdout } = await here.run(process.execPath, ["-e", resolved]);
  assert.is(stdout.trim(), file);
});

test("the package is as publint and arethetypeswrong want one", async () => {
  const publint = await here.run(process.execPath, [
    here.tool("publint/src/cli.js"),
    "run",
    here.tarball,
    "--strict",
  ]);
  assert.is(publint.code, 0, publint.stdout + publint.stderr);
  const attw = here.tool("@arethetypeswrong/cli/dist/index.js");
  const types = await here.run(process.execPath, [attw, here.tarball, "--profile", "esm-only", "--no-color"]);
  assert.is(types.code, 0, types.stdout + types.stderr);
});

test.run();
