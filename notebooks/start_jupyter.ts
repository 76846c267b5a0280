/**
 * Sets up the Deno kernel for the user, and starts Jupyter on the notebooks.
 *
 *     npm run notebook
 */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { DENO, HOW_TO_GET, hasDeno, pythonWith } from "./_jupyter.ts";

const folder = fileURLToPath(new URL(".", import.meta.url));
const server = ["jupyterlab", "notebook"].find((name) => pythonWith(name) !== undefined);

if (!hasDeno()) fail('Deno is not installed. Run "npm ci", which installs it.');
else if (server === undefined) fail(`Jupyter is not installed. ${HOW_TO_GET}`);
else {
  const kernel = spawnSync(DENO, ["jupyter", "--install"], { stdio: "inherit" });
  const python = pythonWith(server) as string;
  const started =
    kernel.status === 0 && spawnSync(python, ["-m", server], { cwd: folder, stdio: "inherit" }).status === 0;
  process.exitCode = started ? 0 : 1;
}

function fail(message: string): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}
