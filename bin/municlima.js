#!/usr/bin/env node
// Starts the program. A package has it compiled. In a checkout it is compiled when it was edited; where that cannot be
// kept, as on a disk that is read-only, tsx compiles each file as it is loaded: the same program, only slower to start.
import { existsSync } from "node:fs";
import * as node from "node:module";
import { homedir } from "node:os";
import { join } from "node:path";

/** The exit code for what is not there, as errors/exit_code.ts has it. */
const NO_INPUT = 66;

if (isThere()) {
  await import(await program());
} else {
  process.stderr.write(
    "municlima: The current folder no longer exists. Change to one that does, and run again.\n",
  );
  process.exitCode = NO_INPUT;
}

/** Nothing works in a folder that was removed under its shell: not the compiler, not a relative path. */
function isThere() {
  try {
    return process.cwd() !== "";
  } catch {
    return false;
  }
}

async function program() {
  if (existsSync(new URL("../cli.ts", import.meta.url))) {
    const { compiledProgram } = await import("./compiled_program.js");
    const compiled = await compiledProgram();
    if (compiled === undefined) (await import("tsx/esm/api")).register();
    return compiled ?? "../cli.ts";
  }
  keepCompiled();
  return "../dist/cli.js";
}

/**
 * From Node 22.1 on, V8's own work is kept, for this user alone: in a folder that several write to, such as the system's
 * for temporary files, anyone could leave code for the others. Where there is no such folder nothing is kept.
 */
function keepCompiled() {
  if (process.env.NODE_COMPILE_CACHE !== undefined) return;
  try {
    const caches = process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
    node.enableCompileCache?.(join(caches, "municlima"));
  } catch {
    // A user without a home.
  }
}
