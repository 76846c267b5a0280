/**
 * Writes `docs/reliability.md` from the figures that the last run of the long tests kept. `npm run reliability` runs both.
 */
import { execFileSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { cpus, release, type } from "node:os";
import { fileURLToPath } from "node:url";
import { type Figures, keptFigures } from "./_figures.ts";

const ROOT = new URL("../../", import.meta.url);

/** The report's sections, in its order: what the long tests call them, and what a reader does. */
const HEADINGS: Readonly<Record<string, string>> = {
  kill: "Killed at every step",
  disk: "A disk that fails",
  full_disk: "A disk that is full",
  fuse: "Disks in user space",
  power: "A loss of power",
  restore: "Restored elsewhere",
  many: "Many at once",
  ask: "Asked while files go",
  lock: "Locks across hosts and containers",
  pipes: "Outputs that break",
  signals: "Told to stop",
  soak: "Run after run",
  week: "A week of hours",
  faults: "A server that misbehaves",
  secrets: "Secrets in every place",
  fuzz: "Bodies that are damaged",
  report: "The report's page",
  s3_kill: "Killed at every step, in a bucket",
  s3_many: "Many at once in a bucket, and a network that misbehaves",
};
/** What wants a program that not every machine has. */
const OPTIONAL = ["s3_kill", "s3_many"];

const figures = await keptFigures();
const unknown = [...figures.keys()].filter((section) => HEADINGS[section] === undefined);
if (unknown.length > 0) throw new Error(`No heading for the figures "${unknown.join('", "')}".`);
const missing = Object.keys(HEADINGS).filter((section) => {
  return !figures.has(section) && !OPTIONAL.includes(section);
});
if (missing.length > 0) throw new Error(`No figures of "${missing.join('", "')}": run "npm run test:long".`);

const sections = Object.entries(HEADINGS)
  .filter(([section]) => figures.has(section))
  .map(([section, heading]) => `## ${heading}\n\n${tableOf(figures.get(section) ?? [])}`);
const page = `# Reliability

What was done to the program, how often, and what held. The figures are those that the long tests counted
(\`npm run reliability\` runs them and writes this page) at ${commit()}, ${new Date().toISOString().slice(0, 10)}, on
Node ${process.versions.node}, ${type()} ${release().split("-")[0]}, ${cpus().length} cores.

${sections.join("\n\n")}

## With each protection taken out

[mutations.md](mutations.md) lists each protection, and the test that turned red without it.
`;
await writeFile(new URL("docs/reliability.md", ROOT), page);

function tableOf(rows: readonly Figures[]): string {
  const lines = rows.map(({ tried, times, held, counts = {} }) => {
    const counted = Object.entries(counts).map(([name, count]) => `${name}: ${count}`);
    return `| ${tried} | ${times.toLocaleString("en")} | ${held} | ${counted.join(", ")} |`;
  });
  return ["| tried | times | held each time | counted |", "| --- | ---: | --- | --- |", ...lines].join("\n");
}

function commit(): string {
  const options = { cwd: fileURLToPath(ROOT), encoding: "utf8" } as const;
  return `commit ${execFileSync("git", ["rev-parse", "--short", "HEAD"], options).trim()}`;
}
