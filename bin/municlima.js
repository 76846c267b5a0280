#!/usr/bin/env node
// Starts the program in its compiled form. Where that cannot be kept, as in an installation that is read-only,
// tsx compiles each file as it is loaded: the same program, only slower to start.
import { compiledProgram } from "./compiled_program.js";

/** The exit code for what is not there, as errors/exit_code.ts has it. */
const NO_INPUT = 66;

if (isThere()) {
  const program = await compiledProgram();
  if (program === undefined) (await import("tsx/esm/api")).register();
  await import(program ?? "../cli.ts");
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
