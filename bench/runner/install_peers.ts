import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { plainEnvironment } from "../measure/plain_environment.ts";
import { PEERS, type Peers } from "./peers.ts";

const BENCH = fileURLToPath(new URL("..", import.meta.url));
const run = promisify(execFile);

/**
 * Installs what is not yet there of the peers, at the versions that `requirements.txt` and `package.json` pin:
 * those on Python into a virtual environment in the work folder, the one on Node into `bench/node_modules`.
 * One that cannot be installed is missing, and no failure.
 *
 * @param tell is told what is being installed
 *
 * @example
 * ```ts
 * const { versions } = await installPeers("bench/.work", console.log);
 * versions["DuckDB (Python)"]; // "2.0.0"
 * ```
 */
export async function installPeers(work: string, tell: (text: string) => void): Promise<Peers> {
  const venv = join(work, "venv");
  const python = join(venv, "bin", "python");
  const versions: Record<string, string> = {};
  const missing: Record<string, string> = {};
  /** Notes the version of what is there after the attempt, or why it is not. */
  const attempt = async (name: string, install: () => Promise<string>) => {
    try {
      versions[name] = await install();
    } catch (error) {
      missing[name] = reason(error);
    }
  };

  const pins = (await readFile(join(BENCH, "requirements.txt"), "utf8")).trim().split("\n");
  for (const pin of pins) {
    const [module = "", wanted = ""] = pin.split("==");
    const name = Object.entries(PEERS).find(([, peer]) => peer.module === module)?.[0] ?? module;
    const ask = `from importlib.metadata import version; print(version("${module}"))`;
    const there = async () => (await run(python, ["-c", ask])).stdout.trim();
    await attempt(name, async () => {
      if ((await there().catch(() => "")) !== wanted) {
        tell(`Installing ${pin}`);
        if (!existsSync(python)) await run("python3", ["-m", "venv", venv]);
        await run(python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", pin]);
      }
      return await there();
    });
  }

  const manifest = JSON.parse(await readFile(join(BENCH, "package.json"), "utf8"));
  const [[module, wanted] = ["", ""]] = Object.entries<string>(manifest.dependencies);
  const installed = join(BENCH, "node_modules", module, "package.json");
  const there = async (): Promise<string> => JSON.parse(await readFile(installed, "utf8")).version;
  await attempt("DuckDB (Node)", async () => {
    if ((await there().catch(() => "")) !== wanted) {
      tell(`Installing ${module} ${wanted}`);
      // Without a lock file, as npm leaves the binaries of other systems out of it, and then refuses it.
      await run("npm", ["install", "--no-package-lock", "--no-fund", "--no-audit"], {
        cwd: BENCH,
        env: plainEnvironment(),
      });
    }
    return await there();
  });
  return { python, versions, missing };
}

/** The line of what a failed command said that tells the most. */
function reason(error: unknown): string {
  const { stderr = "", message } = error as { stderr?: string; message: string };
  return stderr.split("\n").find((line) => /error(?! code)/i.test(line)) ?? message;
}
