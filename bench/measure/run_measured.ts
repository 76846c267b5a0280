import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { plainEnvironment } from "./plain_environment.ts";
import type { Sample } from "./sample.ts";

const USAGE = fileURLToPath(new URL("usage.py", import.meta.url));

/** A run, and when its process began: seconds since 1970. */
export type Measured = Sample & {
  readonly cpu: number;
  readonly peakMb: number;
  readonly startedAt: number;
};

/**
 * Runs a command to its end in a folder without settings of anybody's, and measures it (`usage.py`). The
 * Python that measures is started first and does not count.
 *
 * @throws {Error} where it cannot be started or fails, with the line it said
 *
 * @example
 * ```ts
 * const { wall } = await runMeasured([process.execPath, "-e", "0"], "/tmp");
 * ```
 */
export async function runMeasured(command: readonly string[], cwd: string): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), "municlima-bench-"));
  try {
    const report = join(folder, "usage.json");
    const child = spawn("python3", ["-I", "-S", USAGE, report, ...command], {
      cwd,
      env: plainEnvironment(),
      stdio: ["ignore", "ignore", "pipe"],
    });
    const [said, code] = await Promise.all([
      text(child.stderr),
      new Promise<number | null>((resolve, reject) => child.on("error", reject).on("close", resolve)),
    ]);
    if (code !== 0) throw new Error(complaint(said) || `It ended with code ${code}.`);
    return JSON.parse(await readFile(report, "utf8"));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The line of what a process said that tells its error: mostly the last one that names one. */
function complaint(said: string): string {
  const lines = said.trim().split("\n");
  return lines.findLast((line) => /^\W*\S*(Error|Exception|municlima)\b/.test(line)) ?? lines.at(-1) ?? "";
}
