import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { smnHourly } from "../configs/feeds/smn_hourly.ts";
import { dataPackage, dayColumns } from "../configs/mod.ts";
import { sha256 } from "../store/mod.ts";
import { dataPage } from "./data_page.ts";

// `npm run dictionary` writes the data dictionary for programs and for people; with --check it says which of the two
// is not as it should be, and writes nothing.

const ROOT = fileURLToPath(new URL("..", import.meta.url));

const isCheck = process.argv.includes("--check");
// The table that the pack ships, whatever the user has put beside it.
const path = "data_municipio/20260101/data.csv";
const table = await readFile(join(ROOT, "data", path));
const dictionary = dataPackage(smnHourly, { path, bytes: table.length, sha256: sha256(table) });
const texts = {
  "data/datapackage.json": `${JSON.stringify(dictionary, undefined, 2)}\n`,
  "docs/data.md": dataPage(dictionary, dayColumns(smnHourly)),
};
for (const [name, text] of Object.entries(texts)) {
  const there = await readFile(join(ROOT, name), "utf8").catch(() => "");
  if (there === text) continue;
  if (isCheck) {
    process.stderr.write(`"${name}" is not what the catalog tells. Run "npm run dictionary".\n`);
    process.exitCode = 1;
  } else await writeFile(join(ROOT, name), text);
}
