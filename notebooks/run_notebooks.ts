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

const FOLDER = fileURLToPath(new URL(".", import.meta.url));
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

function passes(name: string, python: string, work: string): boolean {
  const kernel = join(work, "kernels/deno");
  mkdirSync(kernel, { recursive: true });
  const spec = { argv: [DENO, "jupyter", "--kernel", "--conn", "{connection_file}"], display_name: "Deno" };
  writeFileSync(join(kernel, "kernel.json"), JSON.stringify({ ...spec, language: "typescript" }));
  const options = ["--ExecutePreprocessor.record_timing=False", "--ExecutePreprocessor.timeout=300"];
  const { status, stderr } = spawnSync(
    python,
    ["-m", "nbconvert", "--to", "notebook", "--execute", "--output-dir", work, ...options, name],
    { cwd: FOLDER, encoding: "utf8", env: { ...process.env, JUPYTER_PATH: work, NO_COLOR: "1" } },
  );
  process.stdout.write(`${status === 0 ? "ok" : "FAIL"}  ${name}\n`);
  if (status !== 0) process.stdout.write(`${stderr}\n`);
  else if (keeps) writeFileSync(join(FOLDER, name), keptNotebook(readFileSync(join(work, name), "utf8")));
  return status === 0;
}
