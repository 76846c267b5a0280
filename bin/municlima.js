#!/usr/bin/env node
// Starts the program in its compiled form. Where that cannot be kept, as in an installation that is read-only,
// tsx compiles each file as it is loaded: the same program, only slower to start.
import { compiledProgram } from "./compiled_program.js";

const program = await compiledProgram();
if (program === undefined) (await import("tsx/esm/api")).register();
await import(program ?? "../cli.ts");
