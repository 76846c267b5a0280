import type { Results } from "../runner/results.ts";
import { workloadText } from "./workload_text.ts";

/**
 * The page `RESULTS.md`.
 *
 * @example
 * ```ts
 * await writeFile("bench/RESULTS.md", resultsPage(results));
 * ```
 */
export function resultsPage({ machine, versions, workloads }: Results): string {
  const { cpu, cores, memoryGb, system } = machine;
  const list = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return `${[
    "# Speed and memory beside the peers",
    "Written by `npm run bench`, which makes the inputs, installs the peers, checks that all contestants make the " +
      "same table, and only then measures. `npm run bench -- ingest merge` runs those two; CONTRIBUTING.md tells more.",
    "Contestants are whole processes (but in `in-process`) that take turns, after one untimed turn each. Figures are medians over the " +
      "rounds; the ratio is the median over them of the time as a multiple of the first contestant's, CPU is user and system time, and peak is the " +
      "largest resident set as the kernel counts it (`wait4`), in MB of 1,000,000 bytes. The peers' scripts are in " +
      "`bench/peers/`.",
    workloads.length === 0
      ? "Nothing is measured yet."
      : `Machine: ${cpu}, ${cores} cores, ${memoryGb} GB, ${system}. Versions: ${list.join(", ")}.`,
    ...workloads.flatMap((workload) => [
      `## ${workload.title}`,
      `\`${workload.name}\`: ${workload.about}`,
      `In: ${workload.input}. ${workload.rounds} rounds on ${workload.measured_on}, ${workload.program}.`,
      workloadText(workload),
    ]),
  ].join("\n\n")}\n`;
}
