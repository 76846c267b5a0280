import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { arch, cpus, release, type as system, totalmem } from "node:os";
import { promisify } from "node:util";
import type { Machine } from "./results.ts";

const PACKAGE = new URL("../../package.json", import.meta.url);
const run = promisify(execFile);

/** The machine that the bench runs on. */
export function machine(): Machine {
  return {
    cpu: cpus()[0]?.model.trim() ?? "unknown processor",
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system: `${system()} ${release()} ${arch()}`,
  };
}

/** This program's version, the commit it is at, and whether its code differs from that. */
export async function program(): Promise<string> {
  const { name, version } = JSON.parse(await readFile(PACKAGE, "utf8"));
  const cwd = new URL(".", PACKAGE);
  const git = async (...args: readonly string[]) => (await run("git", [...args], { cwd })).stdout.trim();
  try {
    const changed = await git(
      "status",
      "--porcelain",
      "--untracked-files=no",
      "--",
      ".",
      ":!bench",
      ":!docs/design.md",
    );
    return `${name} ${version} at ${await git("rev-parse", "--short", "HEAD")}${changed === "" ? "" : " with changes"}`;
  } catch {
    return `${name} ${version}`;
  }
}
