/**
 * Takes each protection out of a copy of the project, one at a time, and sees that a test turns red. Ends with
 * `N passed, N failed` and writes `docs/mutations.md`.
 *
 *     npm run mutations [-- words of a protection]
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Mutation } from "./mutation.ts";
import { MUTATIONS } from "./mutations.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
/** What no test of a protection needs, or what a link serves for. */
const LEFT_OUT = /\/(node_modules|\.git|bench|logs|docs)$/;
/** A test that hangs without its protection is red as well. */
const LONGEST = 120_000;

type Outcome = { readonly mutation: Mutation; readonly red: string | undefined };

const words = process.argv.slice(2).join(" ").toLowerCase();
const chosen = MUTATIONS.filter(({ protection }) => protection.toLowerCase().includes(words));
const copy = join(tmpdir(), `municlima-mutations-${process.pid}`);
await cp(ROOT, copy, { recursive: true, filter: (path) => !LEFT_OUT.test(path) });
await symlink(join(ROOT, "node_modules"), join(copy, "node_modules"));
const outcomes: Outcome[] = [];
try {
  for (const mutation of chosen) {
    const red = await tried(mutation);
    outcomes.push({ mutation, red });
    process.stdout.write(`${red === undefined ? "STAYED GREEN" : "red"}  ${mutation.protection}\n`);
  }
} finally {
  await rm(copy, { recursive: true, force: true });
}
if (words === "") await writeFile(join(ROOT, "docs/mutations.md"), page(outcomes));
const red = outcomes.filter((outcome) => outcome.red !== undefined).length;
process.stdout.write(`${red} passed, ${outcomes.length - red} failed\n`);
process.exitCode = red === outcomes.length ? 0 : 1;

/** The first test that turned red, or undefined where none did. */
async function tried({ file, from, to, tests }: Mutation): Promise<string | undefined> {
  const path = join(copy, file);
  const source = await readFile(path, "utf8");
  await writeFile(
    path,
    source.replace(from, () => to),
  );
  try {
    const child = spawn(process.execPath, ["--import", "tsx", "test/run_tests.ts", "test", tests], {
      cwd: copy,
      timeout: LONGEST,
      killSignal: "SIGKILL",
    });
    let output = "";
    child.stdout.on("data", (data) => (output += data));
    child.stderr.on("data", (data) => (output += data));
    const [code] = await once(child, "close");
    if (code === 0) return undefined;
    const failed = /FAIL {2}"(.+)"/.exec(output)?.[1];
    if (failed !== undefined) return failed;
    // One that never ends has told nothing of itself; anything else is a mutation that does not even load.
    if (code === null) return `${tests}, which did not end`;
    throw new Error(`"${file}" without its protection does not run: ${output.slice(-800)}`);
  } finally {
    await writeFile(path, source);
  }
}

function page(all: readonly Outcome[]): string {
  const rows = all.map(
    ({ mutation, red }) => `| ${mutation.protection} | \`${mutation.file}\` | ${red ?? "**none**"} |`,
  );
  return `# Mutations tried

\`npm run mutations\` takes each protection out of a copy of the project, one at a time, and runs its tests. It wrote
this page: ${all.filter(({ red }) => red !== undefined).length} of ${all.length} mutations turned a test red. \`fsync\` is left out, as its loss shows on a machine that
loses power alone.

| protection | taken out of | test that turned red |
| --- | --- | --- |
${rows.join("\n")}
`;
}
