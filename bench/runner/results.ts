/** What the bench measured: the source of `RESULTS.md` and of the paragraph on speed in `docs/design.md`. */
export type Results = {
  readonly schema_version: 1;
  readonly machine: Machine;
  /** Version of Node and of each peer, by name. */
  readonly versions: Readonly<Record<string, string>>;
  readonly workloads: readonly WorkloadResult[];
};

export type Machine = {
  readonly cpu: string;
  readonly cores: number;
  /** In GB of 2^30 bytes, as memory is sold. */
  readonly memoryGb: number;
  readonly system: string;
};

export type WorkloadResult = {
  readonly name: string;
  readonly title: string;
  readonly about: string;
  readonly input: string;
  /** Day of measuring, `YYYY-MM-DD`, UTC. */
  readonly measured_on: string;
  /** Version and commit of this program. */
  readonly program: string;
  readonly rounds: number;
  readonly rows: readonly Row[];
  readonly goals: readonly GoalResult[];
  /** Median seconds of each step of this program. */
  readonly steps: readonly { readonly name: string; readonly seconds: number }[];
  /** Who did not take part, and why. */
  readonly absent: readonly string[];
};

/** A contestant's medians. */
export type Row = {
  readonly contestant: string;
  readonly wall: number;
  /** The median over the rounds of its time as a multiple of the first contestant's in the same round. */
  readonly ratio: number;
  readonly cpu: number | null;
  readonly peakMb: number | null;
  readonly millionRows: number | null;
};

export type GoalResult = {
  readonly goal: string;
  readonly measured: number;
  /** Of what is measured; × is how many times another's figure. */
  readonly unit: "s" | "MB" | "×";
  readonly met: boolean;
};
