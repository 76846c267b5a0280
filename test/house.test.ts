import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "uvu";
import * as assert from "uvu/assert";

/** What each folder may import besides itself and package.json: other folders, packages, Node's own ("node:"). */
const MAY_IMPORT: Record<string, readonly string[]> = {
  errors: [],
  frames: ["errors", "nodejs-polars", "danfojs-node", "papaparse", "xlsx", "node:buffer"],
  configs: ["errors", "frames/schema.ts", "frames/contract.ts", "luxon", "valibot"],
  // The objects know nothing of what is in them.
  "store/objects": ["errors", "node:", "aws4fetch"],
  // What is kept, whatever engine reads it: Polars is not known here.
  store: ["errors", "configs", "node:", "valibot"],
  engines: [
    ...["errors", "configs", "frames", "io/files.ts", "nodejs-polars", "@duckdb/node-api"],
    ...["node:buffer", "node:crypto", "node:path", "node:v8", "node:vm"],
  ],
  io: [
    "errors",
    "configs",
    "frames",
    "store/objects",
    "node:",
    "aws4fetch",
    "axios",
    "esbuild",
    "p-retry",
    "proxy-from-env",
  ],
  sample: ["errors", "configs", "node:", "luxon"],
  // `reports/page/` runs in a browser: of this project it knows the page's data alone.
  reports: [
    ...["frames", "node:crypto", "node:zlib", "nodejs-polars", "@observablehq/plot"],
    ...["topojson-client", "topojson-specification", "geojson"],
  ],
  pipelines: [
    ...["errors", "configs", "frames", "store", "engines", "io", "reports", "sample"],
    ...[
      "luxon",
      "nodejs-polars",
      "node:buffer",
      "node:crypto",
      "node:os",
      "node:path",
      "node:timers/promises",
      "node:zlib",
    ],
  ],
  // What operators are told: no pipeline knows of it.
  ops: ["errors", "configs", "store", "io", "frames/polars.ts", "pipelines", "node:", "@duckdb/node-api"],
  terminal: ["configs", "frames", "store", "pipelines", "ops", "node:util", "nodejs-polars"],
  commands: [
    ...["errors", "configs", "store", "io", "pipelines", "ops", "sample", "terminal", "node:"],
    "commander",
  ],
  notebooks: [
    ...["errors", "configs", "frames", "store", "engines", "io", "sample", "pipelines", "terminal", "node:"],
    ...["reports/page/charts", "nodejs-polars", "@observablehq/plot", "linkedom"],
  ],
  bench: [
    ...["configs", "frames", "store", "engines", "io", "sample", "pipelines", "commands", "node:"],
    ...["luxon", "nodejs-polars"],
  ],
  // What is written for people out of the catalog, the results and the command line.
  docs: ["errors", "configs", "io", "store", "commands", "commander", "node:", "ts-json-schema-generator"],
  "cli.ts": ["errors", "commands", "terminal", "commander", "node:events"],
  // What programs that import the package are given.
  "mod.ts": ["errors", "configs", "pipelines", "notebooks"],
};
/** Where the file system is: the local store, `io`, and the tools, which no pipeline calls. */
const FILE_SYSTEM = [
  "store/objects/local",
  "io",
  "bench",
  "bin",
  "docs",
  "notebooks",
  "package",
  "wasm",
  "reports/outline.mjs",
];
/** A reader takes in no more files of a folder than these. */
const FILES_IN_A_FOLDER = 23;
const root = fileURLToPath(new URL("..", import.meta.url));

type Import = { readonly from: string; readonly to: string; readonly typeOnly: boolean };

function sources(folder: string): string[] {
  return folder.endsWith(".ts") ? [folder] : filesOf(folder, /\.ts$/);
}

/** The plain JavaScript of a folder: tools that Node runs as they are. */
function scripts(folder: string): string[] {
  return filesOf(folder, /\.m?js$/);
}

function filesOf(folder: string, named: RegExp): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => named.test(name) && !/^(node_modules|\.work)\//.test(name))
    .map((name) => join(folder, name));
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), "utf8").replace(/\/\*[\s\S]*?\*\//g, "");
  const statements = text.matchAll(
    /(?:import|export)\s+(?:(type\s)?[^;"']*?from\s+)?"([^"]+)"|import\("([^"]+)"\)/g,
  );
  return [...statements].map(([, typeOnly, fixed, lazy]) => {
    const to = fixed ?? lazy ?? "";
    return {
      from: file,
      to: to.startsWith(".") ? normalize(join(dirname(file), to)) : to,
      typeOnly: typeOnly !== undefined,
    };
  });
}

const imports = [...new Set(Object.keys(MAY_IMPORT).flatMap(sources))].flatMap(importsOf);
const inside = (path: string, place: string) =>
  path === place || path.startsWith(place.endsWith(":") ? place : `${place}/`);

test("every folder imports only what the table allows", () => {
  assert.ok(imports.length > 200, "the imports were found");
  for (const { from, to } of imports) {
    const room = Object.keys(MAY_IMPORT).find((place) => inside(from, place)) ?? "";
    const allowed = [room, "package.json", ...(MAY_IMPORT[room] ?? [])].some((place) => inside(to, place));
    assert.ok(allowed, `"${from}" imports "${to}"`);
  }
});

test("the stores of objects import nothing of the project but errors", () => {
  for (const { from, to } of imports.filter(({ from }) => inside(from, "store/objects"))) {
    const allowed = ["store/objects", "errors", "node:", "aws4fetch"].some((place) => inside(to, place));
    assert.ok(allowed, `"${from}" imports "${to}"`);
  }
});

test("a file whose name begins with an underscore is imported by its siblings alone", () => {
  for (const { from, to } of imports) {
    if (/(^|\/)_[^/]+\.ts$/.test(to)) assert.is(dirname(from), dirname(to), `"${from}" imports "${to}"`);
  }
});

test("Polars is taken from frames/polars.ts, whose frames no column can disturb", () => {
  for (const { from, to, typeOnly } of imports) {
    if (to !== "nodejs-polars" || typeOnly || /^(frames\/polars\.ts|io\/.*|bench\/.*)$/.test(from)) continue;
    assert.unreachable(`"${from}" imports Polars' own frames`);
  }
});

test("no import of values runs in a circle", () => {
  const next = new Map<string, string[]>();
  for (const { from, to, typeOnly } of imports)
    if (!typeOnly) next.set(from, [...(next.get(from) ?? []), to]);
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    assert.not.ok(path.includes(file), `circle: ${[...path, file].join(" → ")}`);
    if (done.has(file)) return;
    for (const to of next.get(file) ?? []) visit(to, [...path, file]);
    done.add(file);
  };
  for (const file of next.keys()) visit(file, []);
});

test("the file system is imported in the local store, in io and in tools alone", () => {
  const all = [...imports, ...["bin", "package", "wasm", "reports"].flatMap(scripts).flatMap(importsOf)];
  const users = all.filter(({ to }) => /^node:fs(\/|$)/.test(to)).map(({ from }) => from);
  for (const place of FILE_SYSTEM) {
    assert.ok(
      users.some((file) => inside(file, place)),
      `nothing in "${place}" needs it`,
    );
  }
  for (const file of users) {
    const isAllowed = FILE_SYSTEM.some((place) => inside(file, place));
    assert.ok(isAllowed, `"${file}" imports the file system`);
  }
});

test("no folder holds more files than a reader can take in", () => {
  const folders = Object.keys(MAY_IMPORT).filter((place) => !place.endsWith(".ts"));
  const files = new Set(folders.flatMap((folder) => [...sources(folder), ...scripts(folder)]));
  const counts = new Map<string, number>();
  for (const file of files) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
  const full = [...counts].filter(([, count]) => count > FILES_IN_A_FOLDER);
  assert.equal(Object.fromEntries(full), {});
});

test("nothing imports the tests, and nothing but itself the bench", () => {
  for (const { from, to } of imports) {
    assert.not.match(to, /^test\//, `"${from}" imports "${to}"`);
    if (!from.startsWith("bench/")) assert.not.match(to, /^bench\//, `"${from}" imports "${to}"`);
  }
});

test("every test file mirrors a file of the project, or says what it is by its folder", () => {
  const free = ["e2e", "property", "helpers", "faults", "long", "mutations"];
  for (const file of sources("test").filter((name) => name.endsWith(".test.ts"))) {
    const mirrored = relative("test", file).replace(/\.test\.ts$/, ".ts");
    const [folder = ""] = mirrored.split("/");
    if (free.includes(folder) || !mirrored.includes("/")) continue;
    const there = sources(folder).some(
      (name) => name === mirrored || name === join(dirname(mirrored), `_${mirrored.split("/").at(-1)}`),
    );
    assert.ok(there, `"${file}" mirrors no "${mirrored}"`);
  }
});

test.run();
