import type { Sample } from "../measure/sample.ts";
import type { Contestant, Prepared } from "../workloads/workload.ts";
import { difference } from "./difference.ts";
import { judge } from "./judge.ts";
import { median } from "./median.ts";
import type { GoalResult, Row, WorkloadResult } from "./results.ts";

/** What comes of running a workload. */
export type Outcome = Pick<WorkloadResult, "rounds" | "rows" | "goals" | "steps" | "absent">;

/**
 * Runs a workload: every contestant once, untimed, so that files and compiled code are cached; then a check
 * that all of them made the same table; then the rounds, in each of which every contestant runs once, each
 * round beginning with another one.
 *
 * A peer that fails the first time does not take part, and the outcome says why.
 *
 * @param tell is told of each step
 * @throws {Error} where the first contestant fails, or two tables differ
 */
export async function runWorkload(
  { contestants, goals, measures = [] }: Prepared,
  rounds: number,
  tell: (text: string) => void,
): Promise<Outcome> {
  const absent: string[] = [];
  const ready: { readonly contestant: Contestant; readonly table: string | undefined }[] = [];
  for (const contestant of contestants) {
    tell(`warming up ${contestant.name}`);
    try {
      await contestant.measure();
      ready.push({ contestant, table: await contestant.table?.() });
    } catch (error) {
      if (contestant === contestants[0]) throw error;
      absent.push(`${contestant.name}: failed (${(error as Error).message})`);
    }
  }
  checkEqual(ready, measures);

  const samples = new Map<string, Sample[]>(ready.map(({ contestant }) => [contestant.name, []]));
  for (let round = 0; round < rounds; round++) {
    const first = round % ready.length;
    for (const { contestant } of [...ready.slice(first), ...ready.slice(0, first)]) {
      tell(`round ${round + 1} of ${rounds}: ${contestant.name}`);
      samples.get(contestant.name)?.push(await contestant.measure());
    }
  }

  const [reference = []] = [...samples.values()];
  return {
    rounds,
    absent,
    rows: ready.map(({ contestant }) => row(contestant, samples.get(contestant.name) ?? [], reference)),
    goals: goals.map((goal) => judge(goal, samples)).filter((goal): goal is GoalResult => goal !== undefined),
    steps: medianSteps(reference),
  };
}

function checkEqual(
  ready: readonly { readonly contestant: Contestant; readonly table: string | undefined }[],
  measures: readonly string[],
): void {
  const [first, ...others] = ready.filter(({ table }) => table !== undefined);
  for (const { contestant, table } of others) {
    const found = difference(first?.table ?? "", table ?? "", measures);
    if (found === undefined) continue;
    throw new Error(
      `"${first?.contestant.name}" and "${contestant.name}" made different tables: ${found}. Nothing was timed.`,
    );
  }
}

function row(
  { name, millionRows }: Contestant,
  samples: readonly Sample[],
  reference: readonly Sample[],
): Row {
  const [{ cpu, peakMb } = {}] = samples;
  const ratios = samples.map(({ wall }, i) => wall / (reference[i]?.wall ?? Number.NaN));
  const rounded = (values: readonly number[]) => Number(median(values).toPrecision(4));
  return {
    contestant: name,
    wall: rounded(samples.map(({ wall }) => wall)),
    ratio: rounded(ratios),
    cpu: cpu === undefined ? null : rounded(samples.map((sample) => sample.cpu ?? Number.NaN)),
    peakMb: peakMb === undefined ? null : rounded(samples.map((sample) => sample.peakMb ?? Number.NaN)),
    millionRows: millionRows ?? null,
  };
}

function medianSteps(samples: readonly Sample[]): { name: string; seconds: number }[] {
  return (samples[0]?.steps ?? []).map(({ name }, i) => ({
    name,
    seconds: Number(median(samples.map(({ steps }) => steps?.[i]?.seconds ?? Number.NaN)).toFixed(3)),
  }));
}
