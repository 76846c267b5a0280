import type { Sample } from "../measure/sample.ts";
import type { Goal } from "../workloads/workload.ts";
import { median } from "./median.ts";
import type { GoalResult } from "./results.ts";

/** What each contestant took in each round, by its name. */
export type Rounds = ReadonlyMap<string, readonly Sample[]>;

const WORDS = { wall: "time", cpu: "CPU time", peak: "peak memory" } as const;

/**
 * Judges a goal by the median over the rounds: of the figure itself, or of its ratio to the other's figure in
 * the same round. Where more than one other is named, the best of them is the measure. Undefined where none
 * of those it needs took part.
 *
 * @example
 * ```ts
 * judge({ contestant: "municlima", what: "wall", atMost: 0.5, times: "DuckDB" }, rounds)?.met;
 * ```
 */
export function judge({ contestant, what, atMost, times }: Goal, rounds: Rounds): GoalResult | undefined {
  const own = rounds.get(contestant)?.map((sample) => figure(sample, what));
  if (own === undefined) return undefined;
  if (times === undefined) {
    const unit = what === "peak" ? "MB" : "s";
    return result(`${contestant}: ${WORDS[what]} at most ${atMost} ${unit}`, median(own), atMost, unit);
  }
  const ratios = [...rounds]
    .filter(([name]) => name !== contestant && name.startsWith(times))
    .map(([, samples]) => median(samples.map((sample, i) => (own[i] ?? Number.NaN) / figure(sample, what))));
  if (ratios.length === 0) return undefined;
  const goal = `${contestant}: ${WORDS[what]} at most ${atMost} × that of ${times}`;
  return result(goal, Math.max(...ratios), atMost, "×");
}

function result(goal: string, measured: number, atMost: number, unit: GoalResult["unit"]): GoalResult {
  return { goal, measured: Number(measured.toPrecision(4)), unit, met: measured <= atMost };
}

function figure({ wall, cpu, peakMb }: Sample, what: Goal["what"]): number {
  return { wall, cpu, peak: peakMb }[what] ?? Number.NaN;
}
