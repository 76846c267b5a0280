import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { test } from "uvu";

/**
 * What to declare a test with that needs a program of the system: `test`, or where that is missing `test.skip`, with a
 * line that says which package has it.
 */
export function testWith(program: string, what: string, debian = program): typeof test | typeof test.skip {
  const folders = (process.env.PATH ?? "").split(delimiter);
  if (folders.some((folder) => existsSync(join(folder, program)))) return test;
  process.stdout.write(`Not run: ${what}. For that: apt-get install ${debian}\n`);
  return test.skip;
}
