import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
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
  const attempt = async (names: readonly string[], action: () => Promise<Record<string, string>>) => {
    try {
      Object.assign(versions, await action());
    } catch (error) {
      for (const name of names) missing[name] = reason(error);
    }
  };

  const onPython = Object.entries(PEERS).filter(([, { module }]) => module !== undefined);
  await attempt([], async () => {
    if (!existsSync(python)) {
      tell("Making a virtual environment for the peers on Python");
      await run("python3", ["-m", "venv", venv]);
    }
    return {};
  });
  const pins = (await readFile(join(BENCH, "requirements.txt"), "utf8")).trim().split("\n");
  for (const pin of pins) {
    const [module = "", wanted = ""] = pin.split("==");
    const name = onPython.find(([, peer]) => peer.module === module)?.[0] ?? module;
    await attempt([name], async () => {
      const there = async () =>
        (
          await run(python, ["-c", `from importlib.metadata import version; print(version("${module}"))`])
        ).stdout.trim();
      if ((await there().catch(() => "")) !== wanted) {
        tell(`Installing ${pin}`);
        await run(python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", pin]);
      }
      return { [name]: await there() };
    });
  }
  await attempt(["DuckDB (Node)"], async () => {
    const manifest = JSON.parse(await readFile(join(BENCH, "package.json"), "utf8"));
    const [[name, wanted] = ["", ""]] = Object.entries<string>(manifest.dependencies);
    const there = async () =>
      JSON.parse(await readFile(join(BENCH, "node_modules", name, "package.json"), "utf8")).version as string;
    if ((await there().catch(() => "")) !== wanted) {
      tell(`Installing ${name} ${wanted}`);
      await run("npm", ["ci", "--no-fund", "--no-audit", "--silent"], { cwd: BENCH });
    }
    return { "DuckDB (Node)": await there() };
  });
  return { python, versions, missing };
}

/** The last line that a failed command said. */
function reason(error: unknown): string {
  const { stderr, message } = error as { stderr?: string; message: string };
  return (stderr || message).trim().split("\n").at(-1) ?? message;
}
