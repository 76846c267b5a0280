import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { program } from "../commands/program.ts";
import manifest from "../package.json" with { type: "json" };
import { manPage } from "./man_page.ts";

// `npm run man` writes the man page out of the command line; with --check it says whether that is not as it should be,
// and writes nothing.

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const PAGE = "docs/municlima.1";

const root = program("municlima", manifest.version, async () => undefined);
const there = await readFile(join(ROOT, PAGE), "utf8").catch(() => "");
// The page's date is that of its last change.
const date = /^\.TH MUNICLIMA 1 "([\d-]+)"/.exec(there)?.[1] ?? "";
if (there !== manPage(root, date)) {
  if (process.argv.includes("--check")) {
    process.stderr.write(`"${PAGE}" is not what the command line tells. Run "npm run man".\n`);
    process.exitCode = 1;
  } else await writeFile(join(ROOT, PAGE), manPage(root, new Date().toISOString().slice(0, 10)));
}
