import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Results } from "../runner/results.ts";
import { resultsPage } from "./results_page.ts";
import { withSpeed } from "./with_speed.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const JSON_FILE = join(ROOT, "bench", "results.json");
const PAGE = join(ROOT, "bench", "RESULTS.md");
const DESIGN = join(ROOT, "docs", "design.md");

/** The results of the last time, as `bench/results.json` has them. */
export async function readResults(): Promise<Results> {
  return JSON.parse(await readFile(JSON_FILE, "utf8"));
}

/** Writes `bench/results.json`, and out of it `bench/RESULTS.md` and the paragraph on speed in `docs/design.md`. */
export async function writeResults(results: Results): Promise<void> {
  await writeFile(JSON_FILE, `${JSON.stringify(results, undefined, 2)}\n`);
  await writeFile(PAGE, resultsPage(results));
  await writeFile(DESIGN, withSpeed(await readFile(DESIGN, "utf8"), results));
}
