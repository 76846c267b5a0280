import { randomUUID } from "node:crypto";
import {
  accessSync,
  constants,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join, relative } from "node:path";
import { build, stop } from "esbuild";
import { CACHE, CURRENT, current, ROOT, stateOf } from "./compiled_program.js";

/** Packages that are not compiled in: what they are made of is not JavaScript alone, or too much of it. */
const LEFT_OUT =
  /^(nodejs-polars(\/.*)?|@duckdb\/node-bindings|danfojs-node|@grpc\/grpc-js|protobufjs|esbuild)$/;
/** Beside the sources: what decides how they are compiled, and which packages with them. */
const ALSO_COUNT = ["bin/compile.js", "tsconfig.json", "node_modules/.package-lock.json"];
const HOUR = 3_600_000;

/**
 * Compiles the program with esbuild, puts the build in place as the one that counts, and gives its folder.
 * Several processes may do so at once: each makes a build of its own, and the last one counts.
 *
 * The build keeps lazy imports as files of their own, all in one folder. For the lines of the sources in a
 * stack, start Node with `--enable-source-maps`.
 *
 * A worker thread is a program of its own. It goes into the build when its file is named `<what>_worker.ts`,
 * lies in a folder of the house, and is started from a file beside it in this very form:
 *
 *     new Worker(new URL("./parse_worker.ts", import.meta.url))
 *
 * Uncompiled, as in tests, Node 20 does not tell a worker of tsx: give it `{ execArgv: ["--import", file] }`
 * there, with a file that calls `register()` of "tsx/esm/api".
 */
export async function compile() {
  mkdirSync(join(ROOT, CACHE), { recursive: true });
  accessSync(join(ROOT, CACHE), constants.W_OK);
  const folder = join(CACHE, `build-${randomUUID()}`);
  const files = Object.fromEntries(ALSO_COUNT.map((path) => [path, stateOf(path)]));
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: ["cli.ts", ...workers()],
    entryNames: "[name]",
    outdir: folder,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    // By this name a CommonJS package asks for others.
    banner: {
      js: 'import { createRequire as requireOf } from "node:module"; const require = requireOf(import.meta.url);',
    },
    sourcemap: true,
    sourcesContent: false,
    metafile: true,
    logLevel: "silent",
    plugins: [{ name: "municlima", setup }],
  }).finally(stop);

  function setup(esbuild) {
    esbuild.onLoad({ filter: /\.(ts|json)$/ }, source);
    // Left out are CommonJS packages, which Node requires in half the time that it takes to import them.
    esbuild.onResolve({ filter: LEFT_OUT }, ({ path, kind }) =>
      kind === "require-call" ? { path, external: true } : { path, namespace: "left-out" },
    );
    esbuild.onLoad({ filter: LEFT_OUT, namespace: "left-out" }, ({ path }) => ({
      contents: `module.exports = require("${path}");`,
    }));
  }

  /** The state is taken first: an edit that comes between makes the build look old, not fresh. */
  function source({ path }) {
    files[relative(ROOT, path)] = stateOf(relative(ROOT, path));
    if (path.endsWith(".json")) return undefined;
    const text = readFileSync(path, "utf8").replace(/(new URL\("\.\/\w+_worker)\.ts"/g, '$1.js"');
    return { contents: text, loader: "ts" };
  }

  for (const path of Object.keys(metafile.outputs)) files[path] = stateOf(path);
  const before = current()?.build;
  const draft = join(ROOT, folder, "current.json");
  writeFileSync(draft, JSON.stringify({ build: folder, files }));
  renameSync(draft, join(ROOT, CURRENT));
  sweep([folder, before]);
  return folder;
}

function workers() {
  const folders = readdirSync(ROOT, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders.flatMap(({ name }) =>
    readdirSync(join(ROOT, name))
      .filter((file) => file.endsWith("_worker.ts"))
      .map((file) => join(name, file)),
  );
}

/**
 * Removes other builds. Kept for an hour are those that processes may be making, or have just begun to use,
 * and for longer the one before, which a process from before the edit may still be loading from.
 */
function sweep(kept) {
  for (const name of readdirSync(join(ROOT, CACHE))) {
    const path = join(CACHE, name);
    if (!name.startsWith("build-") || kept.includes(path)) continue;
    const age = Date.now() - (statSync(join(ROOT, path), { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > HOUR) rmSync(join(ROOT, path), { recursive: true, force: true });
  }
}
