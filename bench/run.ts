/**
 * Measures this program beside its peers: `npm run bench -- [workload…] [--runs 5] [--quick]`. Results go to
 * `bench/results.json`, `bench/RESULTS.md` and `docs/design.md`, but never those of `--quick`.
 */
import { mkdir, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { type Options, parseOptions } from "./options.ts";
import { readResults, writeResults } from "./report/results_file.ts";
import { workloadText } from "./report/workload_text.ts";
import { installPeers } from "./runner/install_peers.ts";
import { machine, program } from "./runner/machine.ts";
import type { Results, WorkloadResult } from "./runner/results.ts";
import { runWorkload } from "./runner/run_workload.ts";
import { WORKLOADS } from "./workloads/mod.ts";
import type { Bench, Workload } from "./workloads/workload.ts";

const WORK = fileURLToPath(new URL(".work", import.meta.url));
const PEERS_ON_NODE = fileURLToPath(new URL("node_modules", import.meta.url));
const NAMES = WORKLOADS.map(({ name }) => name);
const HELP = `npm run bench -- [workload…] [options]

  --runs <n>  rounds, at least 5
  --quick     small inputs, to try the bench itself; writes no results
  --render    write RESULTS.md and docs/design.md's paragraph again from results.json
  --clean     remove the inputs, outputs and peers that were made

Workloads: ${NAMES.join(", ")}
`;

const print = (text: string) => process.stdout.write(`${text}\n`);
const tell = (text: string) => process.stderr.write(`${text}\n`);

process.exitCode = await main(process.argv.slice(2)).catch((error: Error) => {
  tell(`bench: ${error.message}`);
  return 1;
});

async function main(args: readonly string[]): Promise<number> {
  const options = parseOptions(args, NAMES);
  if (options.help) print(HELP);
  else if (options.clean) await clean();
  else if (options.render) await writeResults(await readResults());
  else return await measure(options);
  return 0;
}

async function clean(): Promise<void> {
  for (const folder of [WORK, PEERS_ON_NODE]) await rm(folder, { recursive: true, force: true });
}

async function measure({ workloads: wanted, rounds, quick }: Options): Promise<number> {
  await mkdir(WORK, { recursive: true });
  const peers = await installPeers(WORK, tell);
  for (const [name, why] of Object.entries(peers.missing)) tell(`Missing: ${name} (${why})`);

  const made: WorkloadResult[] = [];
  let failed = 0;
  for (const workload of WORKLOADS.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
    print(`\n${workload.title} (${workload.name})`);
    try {
      const result = await measured(workload, { work: WORK, quick, peers }, rounds);
      print(`\n${workloadText(result)}`);
      made.push(result);
    } catch (error) {
      failed++;
      tell(`bench: ${workload.name}: ${(error as Error).message}`);
    }
  }
  if (!quick && made.length > 0) {
    const versions = { Node: process.versions.node, ...peers.versions };
    await writeResults(
      withEarlier({ schema_version: 1, machine: machine(), versions, workloads: made }, await readResults()),
    );
  }
  return failed === 0 ? 0 : 1;
}

async function measured(workload: Workload, bench: Bench, rounds: number): Promise<WorkloadResult> {
  const { name, title, about } = workload;
  const prepared = await workload.prepare(bench);
  const outcome = await runWorkload(prepared, rounds, (text) => tell(`  ${text}`));
  const missing = Object.entries(bench.peers.missing).map(([peer, why]) => `${peer}: not installed (${why})`);
  return {
    name,
    title,
    about,
    input: prepared.input,
    measured_on: new Date().toISOString().slice(0, 10),
    program: await program(),
    ...outcome,
    absent: [...missing, ...outcome.absent],
  };
}

/** These results, with those of other workloads from before if they are of the same machine and versions. */
function withEarlier(results: Results, earlier: Results): Results {
  const { machine, versions, workloads } = results;
  const same = isDeepStrictEqual([machine, versions], [earlier.machine, earlier.versions]);
  if (!same && earlier.workloads.length > 0)
    tell("The earlier results are of another machine or other versions, and go.");
  const kept = same ? earlier.workloads : [];
  const newest = (name: string) =>
    [...workloads, ...kept].filter((workload) => workload.name === name).slice(0, 1);
  return { ...results, workloads: NAMES.flatMap(newest) };
}
