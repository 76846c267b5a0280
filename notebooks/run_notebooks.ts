/**
 * Runs every notebook in Jupyter, and ends with `N passed, N failed`.
 *
 *     npm run notebooks              # leaves the files as they are
 *     npm run notebooks -- --run     # keeps the outputs in them
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DENO, HOW_TO_GET, hasDeno, pythonWith } from "./_jupyter.ts";
import { keptNotebook } from "./_kept_notebook.ts";
import { silentCells } from "./_silent_cells.ts";

const FOLDER = fileURLToPath(new URL(".", import.meta.url));
const ATTEMPTS = 8;
const SILENT = "A cell shows nothing.";
const keeps = process.argv.includes("--run");
const python = ["nbconvert", "nbclient"].map(pythonWith).find((found) => found !== undefined);

if (python === undefined || !hasDeno()) {
  process.stdout.write(`No notebook was run: Jupyter's nbconvert is not installed. ${HOW_TO_GET}\n`);
  process.stdout.write("0 passed, 0 failed\n");
} else {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith(".ipynb"));
  const work = mkdtempSync(join(tmpdir(), "municlima-jupyter-"));
  try {
    const failed = names.filter((name) => !passes(name, python, work)).length;
    process.stdout.write(`${names.length - failed} passed, ${failed} failed\n`);
    process.exitCode = failed > 0 ? 1 : 0;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Whether a notebook runs, and each of its cells shows something. */
function passes(name: string, python: string, work: string): boolean {
  const kernel = join(work, "kernels/deno");
  mkdirSync(kernel, { recursive: true });
  const argv = [DENO, "jupyter", "--kernel", "--conn", "{connection_file}"];
  writeFileSync(
    join(kernel, "kernel.json"),
    JSON.stringify({ argv, display_name: "Deno", language: "typescript" }),
  );
  let problem = "";
  // Now and then the Deno kernel says that it is idle before the cell's value has come: nbclient loses it then.
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    problem = execute(name, python, work);
    if (problem !== SILENT) break;
  }
  process.stdout.write(`${problem === "" ? "ok" : "FAIL"}  ${name}\n`);
  if (problem !== "") process.stdout.write(`${problem}\n`);
  else if (keeps) writeFileSync(join(FOLDER, name), keptNotebook(readFileSync(join(work, name), "utf8")));
  return problem === "";
}

/** Runs a notebook into the work folder, and says what is wrong with that. */
function execute(name: string, python: string, work: string): string {
  const options = ["--ExecutePreprocessor.record_timing=False", "--ExecutePreprocessor.timeout=300"];
  const { status, stderr } = spawnSync(
    python,
    ["-m", "nbconvert", "--to", "notebook", "--execute", "--output-dir", work, ...options, name],
    { cwd: FOLDER, encoding: "utf8", env: { ...process.env, JUPYTER_PATH: work, NO_COLOR: "1" } },
  );
  if (status !== 0) return stderr;
  return silentCells(readFileSync(join(work, name), "utf8")).length > 0 ? SILENT : "";
}
