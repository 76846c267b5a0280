import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "uvu";
import * as assert from "uvu/assert";

/** What each folder may import besides itself and package.json: other folders, packages, Node's own ("node:"). */
const MAY_IMPORT: Record<string, readonly string[]> = {
  errors: [],
  frames: ["errors", "nodejs-polars", "danfojs-node", "xlsx", "node:buffer"],
  configs: ["errors", "frames/schema.ts", "frames/contract.ts", "luxon", "zod"],
  io: ["errors", "configs", "frames", "node:", "axios", "esbuild", "nodejs-polars", "p-retry"],
  engines: [
    ...["errors", "frames", "io/files.ts", "nodejs-polars"],
    ...["node:buffer", "node:crypto", "node:path", "node:v8", "node:vm"],
  ],
  // It knows no engine: what is stored are bytes.
  store: ["errors", "configs", "node:", "zod"],
  sample: ["errors", "configs", "node:", "luxon"],
  // `reports/page/` runs in a browser: of this project it knows the page's data alone.
  reports: ["frames", "node:crypto", "node:zlib", "nodejs-polars", "@observablehq/plot"],
  pipelines: ["errors", "configs", "frames", "io", "reports", "sample", "node:", "luxon", "nodejs-polars"],
  terminal: ["configs", "frames", "pipelines", "node:util", "nodejs-polars"],
  commands: ["errors", "configs", "io", "pipelines", "sample", "terminal", "node:", "commander"],
  bench: ["configs", "frames", "io", "sample", "pipelines", "commands", "node:", "luxon", "nodejs-polars"],
  // What is written for people out of the catalog.
  docs: ["configs", "io", "node:"],
  notebooks: [
    ...["errors", "configs", "frames", "io", "sample", "pipelines", "terminal", "node:", "nodejs-polars"],
    ...["@observablehq/plot", "linkedom"],
  ],
  "cli.ts": ["errors", "commands", "terminal", "commander"],
};
/** Where the file system is known; elsewhere files are objects of a store. */
const KNOW_FILES = ["store/objects/local", "io", "bench", "docs", "notebooks"];
const root = fileURLToPath(new URL("..", import.meta.url));

type Import = { readonly from: string; readonly to: string; readonly typeOnly: boolean };

function sources(folder: string): string[] {
  if (folder.endsWith(".ts")) return [folder];
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !/^(node_modules|\.work)\//.test(name))
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

const imports = Object.keys(MAY_IMPORT).flatMap(sources).flatMap(importsOf);
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
    const allowed = ["store/objects", "errors", "node:"].some((place) => inside(to, place));
    assert.ok(allowed, `"${from}" imports "${to}"`);
  }
});

test("the file system is imported only where the table says so", () => {
  for (const { from, to } of imports.filter(({ to }) => /^node:fs(\/|$)/.test(to))) {
    assert.ok(
      KNOW_FILES.some((place) => inside(from, place)),
      `"${from}" imports "${to}"`,
    );
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
