import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The Deno that npm installed; `.cmd` where a system needs it. */
export const DENO = fileURLToPath(new URL("../node_modules/.bin/deno", import.meta.url));

/** Says in one line how to get what a notebook needs. */
export const HOW_TO_GET =
  "Install it with: apt-get install jupyter-notebook python3-nbconvert, or: pip install notebook nbconvert";

/** A Python that can import a package; the system's own is asked too, which Debian's packages belong to. */
export function pythonWith(name: string): string | undefined {
  return ["python3", "/usr/bin/python3"].find((python) => {
    return spawnSync(python, ["-c", `import ${name}`], { stdio: "ignore" }).status === 0;
  });
}

/** Whether the Deno kernel is there. */
export function hasDeno(): boolean {
  return existsSync(DENO);
}
