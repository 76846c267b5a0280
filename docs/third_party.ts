import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type LockedPackage, thirdPartyPage } from "./third_party_page.ts";

// `npm run third-party` writes the list of all packages and their licences out of package-lock.json; with --check it
// says whether that is not as it should be, and writes nothing.

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const PAGE = "docs/third_party.md";

const lock = JSON.parse(await readFile(join(ROOT, "package-lock.json"), "utf8"));
const text = thirdPartyPage(lock.packages as Readonly<Record<string, LockedPackage>>);
const there = await readFile(join(ROOT, PAGE), "utf8").catch(() => "");
if (there !== text) {
  if (process.argv.includes("--check")) {
    process.stderr.write(`"${PAGE}" is not what package-lock.json tells. Run "npm run third-party".\n`);
    process.exitCode = 1;
  } else await writeFile(join(ROOT, PAGE), text);
}
