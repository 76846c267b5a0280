/**
 * Runs every `*.test.ts`, or `*.long.ts`, below a folder with uvu, in one process, on Node or Deno, and ends with
 * `N passed, N failed, N skipped`. It fails where uvu alone stays silent: when a file ran no test (it forgot
 * `test.run()`), when a hook threw before the tests, or when nothing matched.
 *
 *     node --import tsx test/run_tests.ts [folder] [pattern] [suffix, "test" unless given]
 */
import { pathToFileURL } from "node:url";
import { parse } from "uvu/parse";

type Runner = () => Promise<[errors: string | true, passed: number, skipped: number, total: number]>;
type Group = [name: string, ...runners: Runner[]];
const uvu = globalThis as unknown as { UVU_DEFER: number; UVU_INDEX: number; UVU_QUEUE: Group[] };

const [folder = "test", pattern = "", suffix = "test"] = process.argv.slice(2);
const { suites } = await parse(folder, `${pattern}.*\\.${suffix}\\.ts$`);
const complaints: string[] = [];
let [passed, failed, skipped] = [0, 0, 0];

// Set before uvu loads, or each file would run by itself as well.
uvu.UVU_DEFER = 1;
const { exec } = await import("uvu");
for (const [index, { name, file }] of suites.entries()) {
  uvu.UVU_INDEX = index;
  uvu.UVU_QUEUE.push([name]);
  await import(pathToFileURL(file).href);
  const [, ...runners] = uvu.UVU_QUEUE[index] as Group;
  if (runners.length === 0) complaints.push(`${name} ran no test: does it call test.run()?`);
  uvu.UVU_QUEUE[index] = [name, ...runners.map((run) => counted(name, run))];
}

await exec();

if (suites.length === 0) complaints.push(`No test file below "${folder}" matches "${pattern}".`);
for (const complaint of complaints) process.stdout.write(`FAIL  ${complaint}\n`);
failed += complaints.length;
process.exitCode = failed > 0 ? 1 : 0;
process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`);

function counted(name: string, run: Runner): Runner {
  return async () => {
    const result = await run();
    const [errors, done, left, total] = result;
    if (total + left === 0) complaints.push(`${name} ran no test.`);
    else if (errors === true && done < total) complaints.push(`${name} stopped early: a hook threw.`);
    passed += done;
    failed += errors === true ? 0 : total - done;
    skipped += left;
    return result;
  };
}
