// Builds what the package holds, into dist/, which npm does before it packs: `npm pack`. A checkout needs none of it.
//
//     cli.js                          the program, which bin/municlima.js starts
//     mod.js, frames/mod.js …         what other programs import, with the types in .d.ts files beside them
//     chunk-….js                      what these share
//     page/                           the program and the style of the report's page
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const DIST = join(ROOT, "dist");
const { dependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
/** Packages that come compiled in, with their licences: each would bring many times what of it is used. */
const COMPILED_IN = ["luxon", "xlsx"];

// A clone from which nothing was installed yet.
if (!existsSync(join(ROOT, "node_modules/esbuild")))
  execFileSync("npm", ["ci", "--no-audit", "--no-fund"], {
    cwd: ROOT,
    stdio: ["ignore", "ignore", "inherit"],
  });
const { build } = await import("esbuild");
const { register } = await import("tsx/esm/api");

rmSync(DIST, { recursive: true, force: true });
await build({
  absWorkingDir: ROOT,
  entryPoints: ["cli.ts", "mod.ts", "frames/mod.ts", "pipelines/mod.ts", "notebooks/mod.ts"],
  outdir: DIST,
  bundle: true,
  external: [...Object.keys(dependencies), "danfojs-node", "esbuild"],
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20",
  // By this name a CommonJS package asks for others.
  banner: {
    js: 'import { createRequire as requireOf } from "node:module"; const require = requireOf(import.meta.url);',
  },
  legalComments: "none",
  logLevel: "warning",
});
const licences = COMPILED_IN.map((name) => {
  const folder = join(ROOT, "node_modules", name);
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  return `${name}\n\n${readFileSync(join(folder, file), "utf8")}`;
});
writeFileSync(join(DIST, "LICENCES.txt"), licences.join(`\n${"-".repeat(80)}\n\n`));

execFileSync(process.execPath, [join(ROOT, "node_modules/typescript/bin/tsc"), "-p", join(ROOT, "package")], {
  stdio: "inherit",
});
// TypeScript leaves the names of the sources in what it declares.
for (const name of readdirSync(DIST, { recursive: true }).filter((file) => file.endsWith(".d.ts"))) {
  const file = join(DIST, name);
  writeFileSync(file, readFileSync(file, "utf8").replace(/(["'])(\.\.?\/[^"']*)\.ts\1/g, "$1$2.js$1"));
}

register();
const { bundlePage } = await import("../io/bundle_page.ts");
const { script, style } = await bundlePage();
mkdirSync(join(DIST, "page"));
writeFileSync(join(DIST, "page/page.js"), script);
writeFileSync(join(DIST, "page/page.css"), style);
